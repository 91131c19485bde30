/** Whether a target will be met: what is earned against the part of the year that is gone. Pure. */
import { daysBetween, type Day } from '#lib/platform/clock.ts';
import { halves, outlook, paceOn, yearOf, yearShare, type HoursEarned, type Outlook } from './hours.ts';

/** The outlooks, and the one beyond them: even a full day of training in every week left would not do. */
export const prospects = ['reached', 'on-pace', 'behind', 'out-of-reach'] as const;
export type Prospect = Outlook | 'out-of-reach';

export interface Pace {
  prospect: Prospect;
  /** What a steady learner would have by now, with one decimal. */
  required: number;
  /** The part of the year that is gone. */
  share: number;
  /** What 31 December will show if the year goes on as it went so far, in 学时 rounded down to halves. */
  projected: number;
  /** 学时 a week so far, and what every week left would have to bring; null when nothing is missing or no day is left. */
  weekly: number;
  weeklyNeeded: number | null;
}

/**
 * The pace of a target on a day; a year that is over is judged by its last day.
 * @param fullDay 学时 of a day of training: the most that a week beside the work can bring.
 */
export function paceOf(earned: HoursEarned, on: Day, fullDay: number): Pace {
  const share = yearShare(on);
  const left = daysBetween(on, `${yearOf(on)}-12-31` as Day) / 7;
  const gone = (daysBetween(`${yearOf(on)}-01-01` as Day, on) + 1) / 7;
  const outOfReach = earned.short > left * fullDay;
  return {
    prospect: earned.short > 0 && outOfReach ? 'out-of-reach' : outlook(earned, on),
    required: paceOn(on, earned.target),
    share,
    projected: halves(earned.hours / share),
    weekly: Math.floor((earned.hours / gone) * 10) / 10,
    weeklyNeeded: earned.short > 0 && left > 0 ? Math.ceil((earned.short / left) * 10 - 1e-9) / 10 : null
  };
}

/** Who will miss: behind an even pace, or out of reach altogether. */
export const willMiss = (prospect: Prospect | null): boolean => prospect === 'behind' || prospect === 'out-of-reach';

/** The days on which a part of a year's target should be there, with that part in per cent. */
export interface Milestone {
  day: Day;
  percent: number;
}

/** 30 June and 30 September by the settings, and the last day of the year. */
export const milestonesOf = (year: number, { june, september }: { june: number; september: number }): Milestone[] => [
  { day: `${year}-06-30`, percent: june },
  { day: `${year}-09-30`, percent: september },
  { day: `${year}-12-31`, percent: 100 }
];

/** What is missing to a milestone's part of a target, in 学时; 0 when it is there. */
export const shortOn = ({ target, hours }: HoursEarned, { percent }: Milestone): number =>
  Math.max(0, Math.ceil(((target * percent) / 100) * 2 - 1e-9) / 2 - hours);
