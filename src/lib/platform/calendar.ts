import { addDays, daysBetween, isDay, type Day } from './clock.ts';

/**
 * Working days of mainland public bodies: Monday to Friday, except the holidays, plus the Saturdays and Sundays
 * worked instead (调休), as the yearly notice of the State Council sets them. Each answer says what it rests on.
 */

/** A day that differs from the plain week. */
export interface CalendarEntry {
  day: Day;
  kind: 'holiday' | 'workday';
  name: string;
}

/** What is known of the years: only a year in `years` has its notice entered. */
export interface WorkCalendar {
  entries: ReadonlyMap<Day, CalendarEntry>;
  years: ReadonlySet<number>;
}

/** `weekday` and `workday` (worked instead) are worked, `weekend` and `holiday` are not. */
export type DayKind = 'weekday' | 'weekend' | 'holiday' | 'workday';

export interface ExplainedDay {
  day: Day;
  kind: DayKind;
  /** The holiday it belongs to; empty on a plain day. */
  name: string;
}

/** A deadline that can say how it was reached. */
export interface WorkingDayCount {
  from: Day;
  to: Day;
  workingDays: number;
  /** The days between that were passed over, first to last. */
  skipped: ExplainedDay[];
  /** The Saturdays and Sundays between that counted because they are worked. */
  worked: ExplainedDay[];
  /** Some day between lies in a year whose notice is not entered (暂定): the answer may still move. */
  provisional: boolean;
}

export function workCalendar(entries: Iterable<CalendarEntry>, years: Iterable<number>): WorkCalendar {
  return { entries: new Map([...entries].map((entry) => [entry.day, entry])), years: new Set(years) };
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export function explainDay(calendar: WorkCalendar, day: Day): ExplainedDay {
  const entry = calendar.entries.get(day);
  if (entry) return { day, kind: entry.kind, name: entry.name };
  return { day, kind: weekdayOf(day) >= 6 ? 'weekend' : 'weekday', name: '' };
}

export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean {
  return isWorked(explainDay(calendar, day));
}

/** Whether the year of a day lacks its notice (暂定). */
export const isProvisional = (calendar: WorkCalendar, day: Day): boolean => !calendar.years.has(yearOf(day));

/**
 * The working day that lies `count` working days after a day (the day itself is not counted: 行政处罚法 art. 85 and
 * 民法典 art. 201). With a count of 0 it is the day itself when it is worked, else the next working day.
 * @param count a whole number, 0 or more.
 */
export function addWorkingDays(calendar: WorkCalendar, from: Day, count: number): WorkingDayCount {
  const result = begin(calendar, from);
  if (count === 0 && !isWorkingDay(calendar, from)) return addWorkingDays(calendar, from, 1);
  while (result.workingDays < count) take(calendar, result, addDays(result.to, 1));
  return result;
}

/**
 * The working days after one day up to and including another: how many are left, or gone.
 * @param to not before `from`; an earlier day counts as none.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): WorkingDayCount {
  const result = begin(calendar, from);
  while (result.to < to) take(calendar, result, addDays(result.to, 1));
  return result;
}

/**
 * Reads a notice as people type it, a line for each arrangement: `2027-01-01~2027-01-03 休 元旦`, `2027-01-10 班 元旦`.
 * @returns the days, or the number of the first line (from 1) that says nothing sure.
 */
export function parseNotice(text: string): CalendarEntry[] | { line: number } {
  const entries: CalendarEntry[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = NOTICE_LINE.exec(line.trim());
    const { first = '', last = first, mark, name = '' } = read?.groups ?? {};
    if (!isDay(first) || !isDay(last) || last < first || daysBetween(first, last) > LONGEST_HOLIDAY)
      return { line: at + 1 };
    const kind = OFF.includes(mark!) ? 'holiday' : 'workday';
    for (let day: Day = first; day <= last; day = addDays(day, 1)) entries.push({ day, kind, name });
  }
  return entries;
}

/** `休` or `off`, `班` or `on`. */
const OFF = ['\u4f11', 'off'];
const NOTICE_LINE =
  /^(?<first>[\d-]{10})(?:\s*[~～至]\s*(?<last>[\d-]{10}))?\s+(?<mark>\u4f11|\u73ed|off|on)\s+(?<name>\S.{0,29})$/;
const LONGEST_HOLIDAY = 31;

const isWorked = ({ kind }: ExplainedDay) => kind === 'weekday' || kind === 'workday';

const begin = (calendar: WorkCalendar, from: Day): WorkingDayCount => ({
  from,
  to: from,
  workingDays: 0,
  skipped: [],
  worked: [],
  provisional: isProvisional(calendar, from)
});

function take(calendar: WorkCalendar, result: WorkingDayCount, day: Day) {
  const explained = explainDay(calendar, day);
  result.to = day;
  result.provisional ||= isProvisional(calendar, day);
  if (!isWorked(explained)) result.skipped.push(explained);
  else result.workingDays += 1;
  if (explained.kind === 'workday') result.worked.push(explained);
}
