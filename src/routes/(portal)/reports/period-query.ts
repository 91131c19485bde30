import { z } from 'zod';
import type { Day } from '#lib/platform/clock.ts';
import { dayInput } from '#lib/platform/input.ts';
import { yearPeriod, type Period } from '#lib/reporting/annual/figure.ts';
import { readQuery } from '#routes/submit.server.ts';

const Query = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  from: dayInput.optional(),
  to: dayInput.optional()
});

export interface AskedPeriod {
  period: Period;
  /** The year whose texts and typed totals belong to it. */
  year: number;
  /** Whether it is a whole year, as a report is. */
  whole: boolean;
  /** What leads to the same period again. */
  search: string;
}

/** The days that an address asks for: a year, or from one day to another; the running year unless said otherwise. */
export function askedPeriod(url: URL, today: Day): AskedPeriod {
  const { year, from, to } = readQuery(url, Query);
  if (from && to && !year)
    return { period: { from, to }, year: Number(to.slice(0, 4)), whole: false, search: `from=${from}&to=${to}` };
  const chosen = year ?? Number(today.slice(0, 4));
  return { period: yearPeriod(chosen), year: chosen, whole: true, search: `year=${chosen}` };
}
