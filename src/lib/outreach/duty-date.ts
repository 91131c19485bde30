/** A day, week or month of the year on which the law is explained to the public, and its days in one year. */
import type { Certainty } from '#lib/platform/settings.ts';
import { addDays, isDay, type Day } from '#lib/platform/clock.ts';

/** `MM-DD`. */
export type YearDay = `${number}-${number}`;

export interface DutyDateSpan {
  fromDay: YearDay;
  /** The same as `fromDay` for a single day. */
  toDay: YearDay;
}

/** How sure a date is: read in a statute, firm knowledge, or the town's own choice. */
export const dateCertainties = ['FOUND-T', 'KNOWN', 'choice'] as const satisfies readonly Certainty[];
export type DateCertainty = (typeof dateCertainties)[number];

/** The first and last day of a date in a year; 29 February falls on 1 March where there is none. */
export function spanIn({ fromDay, toDay }: DutyDateSpan, year: number): { from: Day; to: Day } {
  return { from: dayIn(year, fromDay), to: dayIn(year, toDay) };
}

const dayIn = (year: number, yearDay: YearDay): Day => addDays(`${year}-${yearDay}` as Day, 0);

/** Whether a text is a day of some year. */
export const isYearDay = (text: string): text is YearDay => /^\d{2}-\d{2}$/.test(text) && isDay(`2024-${text}`);
