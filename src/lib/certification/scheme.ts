import { z } from 'zod';
import type { Day } from '#lib/platform/clock.ts';
import type { Certainty } from '#lib/platform/settings.ts';

export const certaintyInput = z.enum(['FOUND-T', 'FOUND', 'KNOWN', 'UNSURE', 'choice'] satisfies Certainty[]);

/** What this rests on. */
interface Grounds {
  source?: string;
  certainty?: Certainty;
}

/** How much of the year's target must be there from a day (`MM-DD`) of the year on. */
export interface Milestone {
  from: string;
  percent: number;
}

/** What can be asked of a person; each is data of a scheme, so that a change of rule is a new row. */
export type Requirement = Grounds &
  (
    | { kind: 'card' }
    /** Without `withinMonths` the setting `exam.pass-within-months` counts. */
    | { kind: 'internal-exam'; withinMonths?: number }
    /** Without `milestones` the settings `hours.warn-june` and `hours.warn-september` count, and all of it on 31 December. */
    | { kind: 'hours'; audience: 'enforcement-posts' | 'everyone'; milestones?: Milestone[] }
    /** Neither suspended by the authority nor kept off the post by the town. */
    | { kind: 'no-suspension' }
    /** 行政执法资格考试, asked of whoever has no card yet; with `withinMonths` of holders too. */
    | { kind: 'official-exam'; withinMonths?: number }
    /** 老带新 completed, asked of whoever joined less than `withinMonths` ago (the setting `duty.newcomer-months`). */
    | { kind: 'mentoring'; withinMonths?: number }
    /** 年度审验 of the year passed, once it is due. */
    | { kind: 'yearly-check' }
    /** A health certificate on file; without an end of its own it counts for `withinMonths`. */
    | { kind: 'health'; withinMonths?: number }
    /** A signed pledge (承诺书) on file, likewise. */
    | { kind: 'pledge'; withinMonths?: number }
  );
/** In the order in which they are asked and shown. */
export const requirementKinds = [
  'card',
  'no-suspension',
  'official-exam',
  'internal-exam',
  'hours',
  'mentoring',
  'yearly-check',
  'health',
  'pledge'
] as const;
export type RequirementKind = (typeof requirementKinds)[number];

export interface Scheme {
  name: string;
  effectiveFrom: Day;
  requirements: Requirement[];
  source: string;
  certainty: Certainty;
}

/** The scheme in force on a day: the latest that had begun; before the first one, the first. */
export function schemeOn(schemes: readonly Scheme[], on: Day): Scheme {
  const sorted = [...schemes].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const begun = sorted.filter(({ effectiveFrom }) => effectiveFrom <= on);
  const found = begun.at(-1) ?? sorted[0];
  if (!found) throw new Error('There is no scheme.');
  return found;
}
