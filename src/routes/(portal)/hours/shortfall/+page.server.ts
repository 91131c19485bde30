import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { shortfallOn } from '#lib/hours/shortfall.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import { ShortfallQuery } from './shortfall-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { by, unit, ...asked } = readQuery(url, ShortfallQuery);
  const shortfall = await locals.run(shortfallOn, { ...asked, milestone: by, unitId: unit });
  const { milestone, past, total, people } = shortfall;
  const told = { day: formatDay(milestone.day), percent: milestone.percent, people, count: total };
  const thisYear = Number(dayOf(locals.house.clock.now()).slice(0, 4));
  return {
    title: m.hours_shortfall(),
    wide: true,
    lead: past ? m.hours_shortfall_lead_past(told) : m.hours_shortfall_lead_future(told),
    page: asked.page,
    year: Number(milestone.day.slice(0, 4)),
    years: [thisYear, thisYear - 1, thisYear - 2],
    shortfall
  };
};
