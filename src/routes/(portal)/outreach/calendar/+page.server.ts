import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { bringDates, yearCalendar } from '#lib/outreach/date.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const CalendarQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined) });

export const load: PageServerLoad = async ({ locals, url }) => {
  const today = dayOf(locals.house.clock.now());
  const year = readQuery(url, CalendarQuery).year ?? Number(today.slice(0, 4));
  return {
    title: m.outreach_tab_calendar(),
    wide: true,
    year,
    today,
    mayManage: locals.actor.may('outreach.manage'),
    dates: await locals.run(yearCalendar, { year })
  };
};

export const actions: Actions = {
  bring: (event) =>
    act(
      event,
      () => event.locals.run(bringDates, {}),
      ({ added }) => ({ to: '/outreach/calendar', say: m.outreach_dates_brought_now({ count: added }) })
    )
};
