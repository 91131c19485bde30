/** What an invigilator is told of each candidate. */
import { MINUTE, SECOND, type Instant } from '#lib/platform/clock.ts';
import type { SubmittedBy } from './attempt-events.ts';

export const presences = ['sitting', 'silent', 'handed-in', 'ended', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** The page is heard of every half minute; two of them missed and something is wrong on the way. */
export const SILENT_AFTER = 75 * SECOND;

/** How a candidate's newest sitting stands; undefined: none was begun. */
export function presenceOf(
  sitting: { submittedAt: Instant | null; submittedBy: SubmittedBy | null; heardAt: Instant } | undefined,
  now: Instant
): Presence {
  if (!sitting) return 'absent';
  if (sitting.submittedAt !== null) return sitting.submittedBy === 'invigilator' ? 'ended' : 'handed-in';
  return now - sitting.heardAt > SILENT_AFTER ? 'silent' : 'sitting';
}

/** The most that is added at a time, in minutes. */
export const MOST_ADDED = 120;

/** A deadline with minutes added; time that has run out already is not given back, it begins anew now. */
export const laterDeadline = (deadlineAt: Instant, minutes: number, now: Instant): Instant =>
  Math.max(deadlineAt, now) + minutes * MINUTE;
