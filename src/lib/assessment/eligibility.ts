import { isInAudience, type Audience, type Candidate } from './exam.ts';

/** Why an exam is somebody's, or is not. */
export const eligibilities = [
  'enforcement-post',
  'unit',
  'named',
  'no-enforcement-post',
  'other-unit',
  'not-named',
  'not-on-roster'
] as const;
export type Eligibility = (typeof eligibilities)[number];

/** @param present on the roster on the day in question. */
export function eligibilityOf(audience: Audience, candidate: Candidate, present: boolean): Eligibility {
  if (!present) return 'not-on-roster';
  const isMeant = isInAudience(audience, candidate);
  switch (audience.scope) {
    case 'enforcement-posts':
      return isMeant ? 'enforcement-post' : 'no-enforcement-post';
    case 'units':
      return isMeant ? 'unit' : 'other-unit';
    case 'cadres':
      return isMeant ? 'named' : 'not-named';
  }
}
