import { m } from '#lib/i18n/paraglide/messages.js';
import { ListEvents, listEvents, yearSummary } from '#lib/outreach/event-list.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, ListEvents);
  const thisYear = Number(dayOf(locals.house.clock.now()).slice(0, 4));
  const query = { ...asked, year: asked.year ?? thisYear };
  return {
    title: m.outreach_title(),
    wide: true,
    query,
    thisYear,
    mayManage: locals.actor.may('outreach.manage'),
    list: await locals.run(listEvents, query),
    summary: await locals.run(yearSummary, { year: query.year })
  };
};
