import { ListEvents, listEvents, type EventListRow } from '#lib/outreach/event-list.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';

/** The list as it is filtered and sorted on the page, all of it, of the year asked for or this one. */
export async function allEvents(locals: App.Locals, url: URL): Promise<{ year: number; rows: EventListRow[] }> {
  const asked = readQuery(url, ListEvents);
  const year = asked.year ?? Number(dayOf(locals.house.clock.now()).slice(0, 4));
  const rows: EventListRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listEvents, { ...asked, year, page, pageSize: 200 });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) return { year, rows };
  }
}
