/**
 * What a supervisor looks at: mentors who rate unlike the others, records signed in haste or late, pairs that have gone
 * quiet, an uneven load, tasks in which many score low. Hints, never verdicts; small numbers are called small. Pure.
 */
import { DAY, daysBetween, instantOf, MINUTE, type Day, type Instant } from '#lib/platform/clock.ts';

/** Below so many rated steps, or with nobody to compare with, a mentor's mean says nothing yet. */
export const ENOUGH_STEPS = 20;
/** As far from the others' mean as this is worth a talk. */
const FAR = 0.5;

export interface RatedBy {
  mentorId: number;
  /** The ratings given, 1 to 4. */
  ratings: readonly number[];
  records: number;
}

export interface Drift {
  mentorId: number;
  records: number;
  steps: number;
  mean: number;
  /** Standard deviation of the steps rated. */
  spread: number;
  /** The mean of everybody else; null when there is nobody else. */
  others: number | null;
  verdict: 'few' | 'with-the-others' | 'lenient' | 'strict';
}

/** Each mentor against all the others, the furthest first. */
export function driftOf(mentors: readonly RatedBy[]): Drift[] {
  return mentors
    .filter(({ ratings }) => ratings.length)
    .map(({ mentorId, ratings, records }): Drift => {
      const others = mentors.filter((other) => other.mentorId !== mentorId).flatMap((other) => other.ratings);
      const mean = meanOf(ratings);
      const theirs = others.length ? meanOf(others) : null;
      return {
        mentorId,
        records,
        steps: ratings.length,
        mean,
        spread: Math.sqrt(meanOf(ratings.map((value) => (value - mean) ** 2))),
        others: theirs,
        verdict:
          theirs === null || ratings.length < ENOUGH_STEPS || others.length < ENOUGH_STEPS
            ? 'few'
            : Math.abs(mean - theirs) <= FAR
              ? 'with-the-others'
              : mean > theirs
                ? 'lenient'
                : 'strict'
      };
    })
    .sort((a, b) => distance(b) - distance(a));
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const distance = ({ mean, others, verdict }: Drift) =>
  verdict === 'few' || others === null ? -1 : Math.abs(mean - others);

export interface SignedOff {
  sealId: number;
  mentorId: number;
  practisedOn: Day;
  /** When the practice ended, `HH:MM`. */
  to: string;
  /** When the mentor first wrote on the sheet; null when they never did before signing. */
  firstTouchedAt: Instant | null;
  sealedAt: Instant;
}

export interface HasteRules {
  seconds: number;
  lateDays: number;
}

export type Doubt = 'in-seconds' | 'late' | 'before-the-end' | 'in-a-row';

/** So many signatures of one mentor within ten minutes are a row. */
const ROW = 3;
const ROW_WITHIN = 10 * MINUTE;

/** What is odd about the time of a signature. @param all the same mentor's signatures are looked for among these. */
export function doubtsOf(signed: SignedOff, all: readonly SignedOff[], rules: HasteRules): Doubt[] {
  const { sealedAt, firstTouchedAt, practisedOn, to, mentorId } = signed;
  const doubts: Doubt[] = [];
  if (firstTouchedAt !== null && sealedAt - firstTouchedAt < rules.seconds * 1000) doubts.push('in-seconds');
  const ended = instantOf(practisedOn, to || '00:00');
  if (sealedAt - ended > rules.lateDays * DAY) doubts.push('late');
  if (sealedAt < ended) doubts.push('before-the-end');
  const near = all.filter((other) => other.mentorId === mentorId && Math.abs(other.sealedAt - sealedAt) < ROW_WITHIN);
  if (near.length >= ROW) doubts.push('in-a-row');
  return doubts;
}

/** Days since the last practice, or since the beginning when there was none. */
export const quietDays = ({ startsOn, lastOn }: { startsOn: Day; lastOn: Day | null }, on: Day): number =>
  daysBetween(lastOn ?? startsOn, on);

/** Records still owed for the month: what the setting asks for, less what was signed; a month just begun is not overdue. */
export function owedThisMonth(signedDays: readonly Day[], startsOn: Day, wanted: number, on: Day): number {
  const month = on.slice(0, 7);
  if (startsOn.slice(0, 7) === month) return 0;
  return Math.max(0, wanted - signedDays.filter((day) => day.startsWith(month)).length);
}

export interface WeakTask {
  taskKey: string;
  /** Signed records in which it was rated. */
  records: number;
  mean: number;
  /** The people of whom at least one record did not reach the line. */
  people: number;
}

/** A task is weak when several people fall short in it. */
const WEAK_PEOPLE = 2;
const WEAK_MEAN = 2.8;

export function weakTasks(
  records: readonly { taskKey: string; menteeId: number; mean: number | null; passed: boolean }[]
): WeakTask[] {
  return [...Map.groupBy(records, ({ taskKey }) => taskKey)]
    .map(([taskKey, own]): WeakTask => {
      const rated = own.flatMap(({ mean }) => mean ?? []);
      return {
        taskKey,
        records: rated.length,
        mean: rated.length ? meanOf(rated) : 0,
        people: new Set(own.filter(({ passed }) => !passed).map(({ menteeId }) => menteeId)).size
      };
    })
    .filter(
      ({ records: rated, mean, people }) => rated > 0 && (people >= WEAK_PEOPLE || (rated >= 3 && mean < WEAK_MEAN))
    )
    .sort((a, b) => b.people - a.people || a.mean - b.mean);
}
