import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { overviewHours } from '#lib/hours/overview.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import { HoursQuery } from '../hours-query.ts';
import type { PageServerLoad } from './$types';

/** Everybody on one sheet, with the filters of the page it was opened from. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { outlook, unit, q, sort } = readQuery(url, HoursQuery);
  const overview = await locals.run(overviewHours, { outlook, unitId: unit, q, sort, pageSize: 1000 });
  return {
    title: m.hours_print_title(),
    wide: true,
    lead: m.hours_print_lead({ day: formatDay(overview.on) }),
    overview
  };
};
