import type { Day } from '#lib/platform/clock.ts';

/** 培训证明: what the portal's own records prove of a person. None of them is the official card, and each says so. */
export const proofKinds = ['course', 'session', 'hours', 'exam', 'mentoring'] as const;
export type ProofKind = (typeof proofKinds)[number];

/** What a proof says, as it stood when it was issued; the paper printed again says the same. */
export interface ProofFacts {
  /** The course, session, exam or field of mentoring by name; empty for the hours of a year. */
  title: string;
  /** Completed, attended, passed on; of hours, the day up to which they count. */
  on: Day;
  hours?: number;
  /** The year's target in 学时. */
  target?: number;
  percent?: number;
  passPercent?: number;
}

/** Something the records prove now. */
export interface Provable {
  kind: ProofKind;
  /** Tells it from others of its kind: the course's, session's, paper's or pairing's key; the year, and the day while it runs. */
  source: string;
  facts: ProofFacts;
}

/** `unknown` only to the public: there is no such code, and nothing tells it from one that was never printed. */
export type ProofState = 'valid' | 'revoked';

/** ZM-2026-0007: 证明, the year of issue, the number within the year. */
export const proofNumber = (year: number, serial: number) => `ZM-${year}-${String(serial).padStart(4, '0')}`;

/** A name as the public may see it: the first sign and a star for each further one (许某 → 许*). */
export function maskedName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.max(1, rest.length));
}

/** The hours of a year that is over are one proof; those of the running year are one for each day asked. */
export const hoursSource = (year: number, on: Day): string =>
  on === `${year}-12-31` ? String(year) : `${year} ${on.slice(5)}`;
