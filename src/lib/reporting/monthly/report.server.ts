/** 月报: the yearly report's own figures over one month, beside the month before and the same month a year earlier. */
import { z } from 'zod';
import type { Day } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { seesReport } from '../annual/access.ts';
import { factsOf } from '../annual/facts.server.ts';
import { definitions, valuesOf, type FigureKey } from '../annual/figures.ts';
import type { Period } from '../annual/figure.ts';
import { shownTo, type ShownValue } from '../annual/veil.ts';
import { isMonth, monthlyKeys, monthOf, monthPeriod, monthsOn, type Month } from './month.ts';

export interface MonthlyFigure {
  key: FigureKey;
  now: ShownValue;
  monthBefore: ShownValue;
  yearBefore: ShownValue;
}

export interface MonthlyReport {
  month: Month;
  period: Period;
  /** The last of its days, or today while it runs. */
  on: Day;
  definitions: string;
  figures: MonthlyFigure[];
  before: Month;
  /** Null while this is the running month. */
  after: Month | null;
}

export const MonthAsked = z.object({ month: z.string().refine(isMonth, 'input.format') });

/** The figures of a month. @throws missing for a month to come */
export const monthlyReport = query('reporting.monthly-report', {
  input: MonthAsked,
  allow: seesReport,
  async run(ctx, { month }): Promise<MonthlyReport> {
    const running = monthOf(ctx.today);
    if (month > running) throw missing('reporting.month-to-come');
    const of = async (asked: Month) => valuesOf(await factsOf(ctx, monthPeriod(asked)));
    const [now, monthBefore, yearBefore] = [
      await of(month),
      await of(monthsOn(month, -1)),
      await of(monthsOn(month, -12))
    ];
    const period = monthPeriod(month);
    return {
      ...{ month, period, definitions, before: monthsOn(month, -1) },
      on: period.to < ctx.today ? period.to : ctx.today,
      after: month < running ? monthsOn(month, 1) : null,
      figures: monthlyKeys.map((key) => ({
        key,
        now: shownTo(ctx.actor, key, now[key]),
        monthBefore: shownTo(ctx.actor, key, monthBefore[key]),
        yearBefore: shownTo(ctx.actor, key, yearBefore[key])
      }))
    };
  }
});
