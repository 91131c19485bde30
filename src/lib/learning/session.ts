/** What a training session is made of, and where it stands at a moment. */
import { MINUTE, type Instant } from '#lib/platform/clock.ts';
import type { HoursCategory } from '#lib/hours/category.ts';

export const sessionKinds = ['enforcement-training', 'law-study', 'pre-post', 'drill', 'other'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** A draft is seen by those who make sessions; an announced one by its audience; a closed one has given its hours. */
export const sessionStatuses = ['draft', 'announced', 'closed', 'cancelled'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** Who of the roster is invited. `missed`: whoever was absent or on leave at the session that this one makes up for. */
export type SessionAudience =
  | { scope: 'everyone' | 'enforcement-posts' | 'missed' | 'nobody' }
  | { scope: 'units'; unitIds: number[] }
  | { scope: 'cadres'; cadreIds: number[] };
export const audienceScopes = ['enforcement-posts', 'everyone', 'units', 'cadres', 'missed', 'nobody'] as const;
export type AudienceScope = (typeof audienceScopes)[number];

export const groupKinds = ['village-cadres', 'mediators', 'emergency-team', 'other'] as const;
export type GroupKind = (typeof groupKinds)[number];

export const attachmentKinds = ['material', 'photo'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** Somebody who teaches, often from outside: a specialist of a district department on tour. */
export interface Instructor {
  name: string;
  department: string;
}

/** What the hours of a kind count as in the ledger. */
export const categoryOf: Record<SessionKind, HoursCategory> = {
  'enforcement-training': 'enforcement-training',
  'law-study': 'law-study',
  'pre-post': 'enforcement-training',
  drill: 'other',
  other: 'other'
};

/** The minutes around a session's start and end that decide what a code does; all of them are settings. */
export interface SessionRules {
  /** Check-in opens so long before the start. */
  opensBefore: number;
  /** Whoever comes later than this is late. */
  lateAfter: number;
  /** Whoever comes later than this gets hours only if the trainer says so. */
  lateLimit: number;
  /** Check-out opens so long before the end. */
  checkOutBefore: number;
  /** Check-out ends so long after the end. */
  checkOutAfter: number;
}

interface Timed {
  status: SessionStatus;
  startsAt: Instant;
  endsAt: Instant;
}

export interface CheckInWindow {
  opensAt: Instant;
  lateAt: Instant;
  checkOutAt: Instant;
  closesAt: Instant;
}

export const windowOf = ({ startsAt, endsAt }: Omit<Timed, 'status'>, rules: SessionRules): CheckInWindow => ({
  opensAt: startsAt - rules.opensBefore * MINUTE,
  lateAt: startsAt + rules.lateAfter * MINUTE,
  checkOutAt: Math.max(startsAt, endsAt - rules.checkOutBefore * MINUTE),
  closesAt: endsAt + rules.checkOutAfter * MINUTE
});

export const sessionPhases = ['upcoming', 'open', 'over'] as const;
/** `open`: codes are shown and accepted. */
export type SessionPhase = (typeof sessionPhases)[number];

/** Where an announced session stands; a closed or cancelled one is over whatever the time. */
export function sessionPhase(session: Timed, rules: SessionRules, now: Instant): SessionPhase {
  if (session.status === 'closed' || session.status === 'cancelled') return 'over';
  const { opensAt, closesAt } = windowOf(session, rules);
  if (now < opensAt) return 'upcoming';
  return now < closesAt ? 'open' : 'over';
}

/** What somebody in the room is asked afterwards; one to five each. */
export const feedbackQuestions = ['useful', 'clear', 'practical', 'timing', 'venue'] as const;
export type FeedbackQuestion = (typeof feedbackQuestions)[number];
/** From so many answers on they are shown: fewer would tell who said what. */
export const FEEDBACK_SHOWN_FROM = 5;
