/** Who may guide whom, with every reason. Pure. Defaults: the domain report, section 5 (customary, hence settings). */
import { addMonths, type Day } from '#lib/platform/clock.ts';
import type { Establishment } from '#lib/people/cadre.ts';

export interface MentorFacts {
  cadreId: number;
  unitId: number;
  establishment: Establishment;
  joinedOn: Day;
  leftOn: Day | null;
  /** A valid 行政执法证 on the first day. */
  carded: boolean;
  /** The units in which their role lets them sign; `all` for the town, null without the role. */
  signsIn: 'all' | readonly number[] | null;
  /** Running pairings in which they are the mentor, without the one asked about. */
  apprentices: number;
  /** Substantiated complaints in the period, or null where nobody has looked them up. */
  complaints: number | null;
}

export interface MenteeFacts {
  cadreId: number;
  unitId: number;
  joinedOn: Day;
  leftOn: Day | null;
  /** Running pairings in which they are the mentee, without the one asked about. */
  running: number;
}

export interface EligibilityRules {
  years: number;
  apprentices: number;
}

export const eligibilityCodes = [
  'self',
  'on-roster',
  'establishment',
  'card',
  'years',
  'load',
  'unit',
  'complaints',
  'free'
] as const;
export type EligibilityCode = (typeof eligibilityCodes)[number];

export interface Reason {
  code: EligibilityCode;
  met: boolean;
  /** The figure behind it: years asked for, apprentices had, complaints found. */
  figure: number;
}

/**
 * Every condition of a pairing, met or not, in the order in which people ask. Close relations are not known to a roster:
 * both sides declare them when they accept the agreement.
 */
export function eligibility(mentor: MentorFacts, mentee: MenteeFacts, rules: EligibilityRules, on: Day): Reason[] {
  const reason = (code: EligibilityCode, met: boolean, figure = 0): Reason => ({ code, met, figure });
  const present = ({ joinedOn, leftOn }: { joinedOn: Day; leftOn: Day | null }) =>
    joinedOn <= on && (leftOn === null || leftOn > on);
  return [
    reason('self', mentor.cadreId !== mentee.cadreId),
    reason('on-roster', present(mentor) && present(mentee)),
    // 山东省行政执法监督条例 art. 10: contract, dispatched and seconded staff do no enforcement work; they cannot teach it either.
    reason('establishment', mentor.establishment !== 'auxiliary'),
    reason('card', mentor.carded),
    reason('years', addMonths(mentor.joinedOn, rules.years * 12) <= on, rules.years),
    reason('load', mentor.apprentices < rules.apprentices, mentor.apprentices),
    reason('unit', mentor.signsIn === 'all' || (mentor.signsIn?.includes(mentee.unitId) ?? false)),
    reason('complaints', mentor.complaints === 0, mentor.complaints ?? 0),
    reason('free', mentee.running === 0, mentee.running)
  ];
}

export const isEligible = (reasons: readonly Reason[]): boolean => reasons.every(({ met }) => met);
