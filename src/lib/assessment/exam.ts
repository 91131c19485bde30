import type { Instant } from '#lib/platform/clock.ts';

/** 练习, 模拟, and the internal exams 岗前, 年度, 专项. None of them is the official qualification exam. */
export const examKinds = ['practice', 'mock', 'pre-post', 'annual', 'special'] as const;
export type ExamKind = (typeof examKinds)[number];

/** A pass in one of these counts towards certification; practice and mock exams never do. */
export const countingKinds = ['pre-post', 'annual', 'special'] as const satisfies readonly ExamKind[];

export const examStatuses = ['draft', 'published', 'withdrawn'] as const;
export type ExamStatus = (typeof examStatuses)[number];

/** One paper drawn for each candidate, or the same for all. */
export const paperKinds = ['drawn', 'fixed'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** Which of several tries counts. */
export const tryRules = ['best', 'last'] as const;
export type TryRule = (typeof tryRules)[number];

/** When candidates learn something: at the hand-in, when the exam is over for everybody, when a person says so, or not at all. */
export const releases = ['at-once', 'when-over', 'by-hand', 'never'] as const;
export type Release = (typeof releases)[number];

/** How a release stands: `releasedAt` is when a person let it out. */
export interface ReleaseState {
  rule: Release;
  releasedAt: Instant | null;
  closesAt: Instant;
  /** Somebody is still sitting, perhaps after the window, with extra time. */
  beingSat: boolean;
}

/** Whether candidates may see it now. */
export function isReleased({ rule, releasedAt, closesAt, beingSat }: ReleaseState, now: Instant): boolean {
  if (releasedAt !== null) return true;
  return rule === 'at-once' || (rule === 'when-over' && now >= closesAt && !beingSat);
}

/** The try that counts among those handed in; of equal points the earlier one. */
export function countingTry<T extends { number: number; points: number | null; submittedAt: Instant | null }>(
  tries: readonly T[],
  rule: TryRule
): T | undefined {
  const done = tries.filter(({ submittedAt }) => submittedAt !== null).sort((a, b) => a.number - b.number);
  if (rule === 'last') return done.at(-1);
  return done.reduce<T | undefined>(
    (best, one) => (best && (best.points ?? 0) >= (one.points ?? 0) ? best : one),
    undefined
  );
}

/** Extra time as a multiple of an exam's own. Source: the extra-time factors of 1.25 to 3 usual in public exams. */
export const FACTORS = { least: 1.25, most: 3, step: 0.25 } as const;

/** 1.25, 1.5 … 3 */
export const factorChoices = Array.from(
  { length: (FACTORS.most - FACTORS.least) / FACTORS.step + 1 },
  (_, at) => FACTORS.least + at * FACTORS.step
);

/** What a factor comes to in whole minutes of an exam, rounded up. */
export const minutesOfFactor = (minutes: number, factor: number): number => Math.ceil(minutes * (factor - 1) - 1e-9);

/** Who is to sit: everybody on an enforcement post, or the members of some units, or named people. */
export type Audience =
  { scope: 'enforcement-posts' } | { scope: 'units'; unitIds: number[] } | { scope: 'cadres'; cadreIds: number[] };

/** The facts about a cadre that decide whether an exam is theirs. */
export interface Candidate {
  id: number;
  unitId: number;
  enforcementPost: boolean;
}

/** Whether an exam is meant for somebody. */
export function isInAudience(audience: Audience, candidate: Candidate): boolean {
  switch (audience.scope) {
    case 'enforcement-posts':
      return candidate.enforcementPost;
    case 'units':
      return audience.unitIds.includes(candidate.unitId);
    case 'cadres':
      return audience.cadreIds.includes(candidate.id);
  }
}
