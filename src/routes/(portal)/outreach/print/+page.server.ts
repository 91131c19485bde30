import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { allEvents } from '../all-events.server.ts';
import type { PageServerLoad } from './$types';

/** Every event on one sheet, with the filters of the page it was opened from. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { year, rows } = await allEvents(locals, url);
  return {
    title: m.outreach_list_caption({ year }),
    lead: m.outreach_print_lead({ day: formatDay(dayOf(locals.house.clock.now())) }),
    wide: true,
    backHref: `/outreach${url.search}`,
    rows
  };
};
