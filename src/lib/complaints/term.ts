import {
  explainDay,
  isProvisional,
  workingDaysBetween,
  type ExplainedDay,
  type WorkCalendar
} from '#lib/platform/calendar.ts';
import { addDays, daysBetween, type Day } from '#lib/platform/clock.ts';

/**
 * Terms that run in working days or in calendar days, stand still while a case waits for somebody else, and can say day
 * by day how they were counted. The day on which a term begins is not counted (行政处罚法 art. 85; 民法典 art. 201).
 */

export type TermUnit = 'working-days' | 'days';

/** While it waits the clock stands: the days after `from` and before `until` do not count, those two do. */
export interface Pause {
  from: Day;
  /** Null: it still waits. */
  until: Day | null;
}

export interface Term {
  from: Day;
  unit: TermUnit;
  /** Whole days, 0 or more; 0 is the day itself, worked or not. */
  count: number;
  /** The last day; null while the clock stands. */
  due: Day | null;
  /** How many of the days have gone by the last day, or by the day on which the clock stands. */
  counted: number;
  /** Weekends and holidays that were passed over, first to last; none for calendar days. */
  skipped: ExplainedDay[];
  /** Saturdays and Sundays that counted because they are worked. */
  worked: ExplainedDay[];
  /** Days on which the clock stood. */
  paused: Day[];
  /** Some day lies in a year whose notice is not entered (暂定): the last day may still move. */
  provisional: boolean;
}

/** @param pauses in any order; they may overlap. */
export function termFrom(
  calendar: WorkCalendar,
  from: Day,
  count: number,
  unit: TermUnit,
  pauses: readonly Pause[] = []
): Term {
  const term: Term = {
    from,
    unit,
    count,
    due: from,
    counted: 0,
    skipped: [],
    worked: [],
    paused: [],
    provisional: isProvisional(calendar, from)
  };
  for (let day = addDays(from, 1); term.counted < count; day = addDays(day, 1)) {
    const standing = pauses.filter((pause) => pause.from < day && (pause.until === null || day < pause.until));
    if (standing.some(({ until }) => until === null)) return { ...term, due: null };
    term.due = day;
    term.provisional ||= isProvisional(calendar, day);
    if (standing.length) term.paused.push(day);
    else take(term, explainDay(calendar, day));
  }
  return term;
}

function take(term: Term, day: ExplainedDay) {
  const isWorked = day.kind === 'weekday' || day.kind === 'workday';
  if (term.unit === 'working-days' && !isWorked) {
    term.skipped.push(day);
    return;
  }
  term.counted += 1;
  if (day.kind === 'workday') term.worked.push(day);
}

/** How a term stands on a day: `done` and `late` when what it asks for was done, in time or not. */
export type TermState = 'running' | 'last-day' | 'missed' | 'standing' | 'done' | 'late';

/** @param doneOn the day on which what the term asks for was done; null while it was not. */
export function stateOn({ due }: Pick<Term, 'due'>, doneOn: Day | null, today: Day): TermState {
  if (doneOn) return due !== null && doneOn > due ? 'late' : 'done';
  if (due === null) return 'standing';
  if (today === due) return 'last-day';
  return today > due ? 'missed' : 'running';
}

/** How many days of a term's own kind are left after today; 0 on the last day and after it, null while it stands. */
export function daysLeft(calendar: WorkCalendar, { due, unit }: Pick<Term, 'due' | 'unit'>, today: Day): number | null {
  if (due === null) return null;
  if (due <= today) return 0;
  return unit === 'days' ? daysBetween(today, due) : workingDaysBetween(calendar, today, due).workingDays;
}
