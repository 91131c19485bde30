import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { complaintStatistics } from '#lib/complaints/statistics.server.ts';
import { yearOf } from '#lib/platform/calendar.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

const Query = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });

export const load: PageServerLoad = async ({ locals, url }) => {
  const thisYear = yearOf(dayOf(locals.house.clock.now()));
  const year = readQuery(url, Query).year ?? thisYear;
  return {
    title: m.complaints_statistics(),
    year,
    thisYear,
    statistics: await locals.run(complaintStatistics, { from: `${year}-01-01`, to: `${year}-12-31` })
  };
};
