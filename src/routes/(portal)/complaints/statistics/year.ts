import { z } from 'zod';
import { yearOf } from '#lib/platform/calendar.ts';
import { dayOf, type Instant } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';

const Query = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });

/** The year that `?year=` asks for, this one without, as days. */
export function yearAsked(url: URL, now: Instant) {
  const thisYear = yearOf(dayOf(now));
  const year = readQuery(url, Query).year ?? thisYear;
  return { year, thisYear, period: { from: `${year}-01-01`, to: `${year}-12-31` } };
}
