/** Months of the monthly report, and which of the yearly figures say something of a month. Pure. */
import { isWorkingDay, type WorkCalendar } from '#lib/platform/calendar.ts';
import { addDays, addMonths, isDay, type Day } from '#lib/platform/clock.ts';
import type { Period } from '../annual/figure.ts';
import { figureKeys, figureOf, type FigureKey } from '../annual/figures.ts';

/** `YYYY-MM` */
export type Month = `${number}-${number}`;

export const isMonth = (text: string): text is Month => /^20\d{2}-\d{2}$/.test(text) && isDay(`${text}-01`);
export const monthOf = (day: Day) => day.slice(0, 7) as Month;

export const monthPeriod = (month: Month): Period => ({
  from: `${month}-01` as Day,
  to: addDays(addMonths(`${month}-01` as Day, 1), -1)
});

/** The month so many later, or, negative, earlier. */
export const monthsOn = (month: Month, count: number): Month => monthOf(addMonths(`${month}-01` as Day, count));

/** The first day of a month on which people are at work. */
export function firstWorkingDay(calendar: WorkCalendar, month: Month): Day {
  let day = `${month}-01` as Day;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** What is asked of a year as a whole: a month would look as if nobody had done anything. */
const ofTheYear: readonly FigureKey[] = [
  'studyRate',
  'studyFull',
  'studyFullRate',
  'enforcementFull',
  'enforcementFullRate',
  'villageRate'
];

/** The figures of a month, in the order of the report. What is typed in is typed in for a year. */
export const monthlyKeys: readonly FigureKey[] = figureKeys.filter(
  (key) => figureOf(key).source !== 'typed' && !ofTheYear.includes(key)
);
