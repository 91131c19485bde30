import { daysBetween, type Day } from '#lib/platform/clock.ts';
import { hoursCategories, type HoursCategory } from './category.ts';

/** The rules by which minutes become 学时; all of them are settings. */
export interface HoursRules {
  minutesPerHour: number;
  /** At most this part of a target may come from online learning, in per cent. */
  onlineShare: number;
  enforcementTarget: number;
  everyoneTarget: number;
  /** What half a day and a day of training count, in 学时. */
  halfDay: number;
  fullDay: number;
}

/** Minutes of one category; reversals are negative and take away what they reverse. */
export interface CategoryMinutes {
  category: HoursCategory;
  minutes: number;
}

/** One target with what counts towards it, in 学时 rounded down to halves. */
export interface HoursEarned {
  target: number;
  hours: number;
  /** What is missing to the target. */
  short: number;
  /** Online hours that count, and those beyond the share that do not. */
  online: number;
  onlineLimit: number;
  onlineCut: number;
}

export interface LedgerEntry extends CategoryMinutes {
  endedOn: Day;
}

/** The 学时 of a year towards a target. */
export function hoursEarned(
  entries: readonly LedgerEntry[],
  year: number,
  target: number,
  rules: Pick<HoursRules, 'minutesPerHour' | 'onlineShare'>
): HoursEarned {
  return hoursOf(
    entries.filter(({ endedOn }) => yearOf(endedOn) === year),
    target,
    rules
  );
}

/** The same from minutes that were already chosen and added up per category. */
export function hoursOf(
  sums: readonly CategoryMinutes[],
  target: number,
  { minutesPerHour, onlineShare }: Pick<HoursRules, 'minutesPerHour' | 'onlineShare'>
): HoursEarned {
  const minutesOf = (online: boolean) =>
    sums.reduce((sum, { category, minutes }) => sum + ((category === 'online') === online ? minutes : 0), 0);
  const onlineLimit = halves((target * onlineShare) / 100);
  const onlineMinutes = Math.max(0, minutesOf(true));
  const counted = Math.min(onlineMinutes, onlineLimit * minutesPerHour);
  const hours = halves((Math.max(0, minutesOf(false)) + counted) / minutesPerHour);
  return {
    target,
    hours,
    short: Math.max(0, target - hours),
    online: halves(counted / minutesPerHour),
    onlineLimit,
    onlineCut: halves((onlineMinutes - counted) / minutesPerHour)
  };
}

/** Hours of each category without any cap, for a breakdown; categories without hours are left out. */
export function hoursByCategory(sums: readonly CategoryMinutes[], minutesPerHour: number) {
  return hoursCategories
    .map((category) => ({
      category,
      hours: halves(
        Math.max(
          0,
          sums.reduce((sum, row) => sum + (row.category === category ? row.minutes : 0), 0)
        ) / minutesPerHour
      )
    }))
    .filter(({ hours }) => hours > 0);
}

interface Learner {
  enforcementPost: boolean;
  establishment: string;
}

/** Enforcement posts have the target for enforcement staff beside the one for everybody on the establishment. */
export const hasEnforcementTarget = (person: Learner) => person.enforcementPost && person.establishment !== 'auxiliary';

/**
 * The year's target that binds a person, with what counts towards it. Auxiliaries have none: one rule speaks of
 * enforcement staff, the other of staff on the establishment; their hours are kept and shown all the same.
 */
export function bindingTarget(
  person: Learner,
  earned: { enforcement: HoursEarned; everyone: HoursEarned }
): HoursEarned | undefined {
  if (person.establishment === 'auxiliary') return undefined;
  return hasEnforcementTarget(person) ? earned.enforcement : earned.everyone;
}

/** Where a steady learner stands on a day of the year, in 学时 with one decimal. */
export function paceOn(on: Day, target: number): number {
  return Math.floor(yearShare(on) * target * 10 + 1e-9) / 10;
}

/** The part of the year that has passed by the end of a day: 31 December gives 1. */
export function yearShare(on: Day): number {
  const year = yearOf(on);
  const first = `${year}-01-01` as Day;
  return (daysBetween(first, on) + 1) / daysBetween(first, `${year + 1}-01-01` as Day);
}

export const outlooks = ['reached', 'on-pace', 'behind'] as const;
export type Outlook = (typeof outlooks)[number];

/** Whether a target is reached, will be at an even pace, or will be missed unless something changes. */
export function outlook(earned: HoursEarned, on: Day): Outlook {
  if (earned.short === 0) return 'reached';
  return earned.hours >= halves(paceOn(on, earned.target)) ? 'on-pace' : 'behind';
}

export const yearOf = (on: Day): number => Number(on.slice(0, 4));

/** Rounded down to 0.5, so that nobody is credited with what they have not done. */
export const halves = (value: number) => Math.floor(value * 2 + 1e-9) / 2;

export interface SpreadBar {
  from: number;
  /** Null for the last bar: the target and more. */
  to: number | null;
  count: number;
}

/** How many people stand where: four bars up to a target, and one for those who reached it. */
export function spreadOf(hours: readonly number[], target: number): SpreadBar[] {
  const step = Math.max(1, Math.ceil(target / 4));
  const bars: SpreadBar[] = [];
  for (let from = 0; from < target; from += step) bars.push({ from, to: Math.min(from + step, target) - 1, count: 0 });
  bars.push({ from: target, to: null, count: 0 });
  for (const value of hours) bars.findLast(({ from }) => value >= from)!.count += 1;
  return bars;
}

/** The mean with one decimal; 0 of nobody. */
export const meanOf = (hours: readonly number[]): number =>
  hours.length ? Math.round((hours.reduce((sum, value) => sum + value, 0) / hours.length) * 10) / 10 : 0;
