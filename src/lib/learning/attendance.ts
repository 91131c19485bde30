/** What somebody is at a session: a rule over everything that happened, in the order in which it was recorded. */
import { MINUTE, type Instant } from '#lib/platform/clock.ts';
import type { SessionRules } from './session.ts';

export const attendanceKinds = [
  'seat-taken',
  'seat-left',
  'leave-asked',
  'leave-approved',
  'leave-declined',
  'checked-in',
  'checked-out',
  /** A trainer decides by hand, with the reason. */
  'marked',
  /** Late beyond the limit, or without check-out: the trainer's word on the hours. */
  'hours-granted',
  'hours-refused'
] as const;
export type AttendanceKind = (typeof attendanceKinds)[number];

export const markedStates = ['present', 'late', 'leave', 'absent'] as const;
export type MarkedState = (typeof markedStates)[number];

/** `expected` until they come; closing the session makes those `absent`. */
export const attendanceStates = ['expected', ...markedStates] as const;
export type AttendanceState = (typeof attendanceStates)[number];

export interface AttendanceEvent {
  kind: AttendanceKind;
  state: MarkedState | null;
  reason: string | null;
  at: Instant;
}

export interface Attendance {
  state: AttendanceState;
  /** By their own code; null for somebody marked by hand. */
  arrivedAt: Instant | null;
  leftAt: Instant | null;
  /** How an application for leave stands. */
  leave: 'asked' | 'approved' | 'declined' | null;
  hasSeat: boolean;
  /** The trainer's word on the hours; null while there is none. */
  hours: 'granted' | 'refused' | null;
  /** The newest reason somebody gave: for leave, a mark or a decision. */
  reason: string | null;
  /** Whether a trainer decided it by hand. */
  byHand: boolean;
}

/** @param events of one person at one session, oldest first. */
export function attendanceOf(
  events: readonly AttendanceEvent[],
  session: { startsAt: Instant },
  rules: Pick<SessionRules, 'lateAfter'>
): Attendance {
  const now: Attendance = {
    state: 'expected',
    arrivedAt: null,
    leftAt: null,
    leave: null,
    hasSeat: false,
    hours: null,
    reason: null,
    byHand: false
  };
  for (const { kind, state, reason, at } of events) {
    if (reason) now.reason = reason;
    switch (kind) {
      case 'seat-taken':
        now.hasSeat = true;
        break;
      case 'seat-left':
        now.hasSeat = false;
        break;
      case 'leave-asked':
        now.leave = 'asked';
        break;
      case 'leave-approved':
        Object.assign(now, { leave: 'approved', ...(isThere(now) ? {} : { state: 'leave' }) });
        break;
      case 'leave-declined':
        now.leave = 'declined';
        break;
      case 'checked-in':
        // Whoever comes after all is there, whatever was said before.
        Object.assign(now, { arrivedAt: at, byHand: false, state: isLate(at, session, rules) ? 'late' : 'present' });
        break;
      case 'checked-out':
        now.leftAt = at;
        break;
      case 'marked':
        Object.assign(now, { state, byHand: true, hours: null });
        break;
      case 'hours-granted':
        now.hours = 'granted';
        break;
      case 'hours-refused':
        now.hours = 'refused';
        break;
    }
  }
  return now;
}

export const isThere = ({ state }: { state: AttendanceState }) => state === 'present' || state === 'late';

const isLate = (at: Instant, { startsAt }: { startsAt: Instant }, { lateAfter }: { lateAfter: number }) =>
  at > startsAt + lateAfter * MINUTE;

/** Whether the hours are earned; `undecided` waits for the trainer's word, and says why. */
export type Credit = 'earned' | 'none' | 'undecided';
export type Doubt = 'too-late' | 'no-check-out';

/**
 * Whether somebody gets the hours. A trainer who marks somebody present or late by hand has decided.
 * @param session `checkOutRequired`: without check-out the trainer decides.
 */
export function creditOf(
  attendance: Attendance,
  session: { startsAt: Instant; checkOutRequired: boolean },
  rules: Pick<SessionRules, 'lateLimit'>
): { credit: Credit; doubt?: Doubt } {
  if (!isThere(attendance)) return { credit: 'none' };
  const doubt = attendance.byHand ? undefined : doubtOf(attendance, session, rules);
  if (!doubt) return { credit: attendance.hours === 'refused' ? 'none' : 'earned' };
  if (attendance.hours) return { credit: attendance.hours === 'granted' ? 'earned' : 'none', doubt };
  return { credit: 'undecided', doubt };
}

function doubtOf(
  { arrivedAt, leftAt }: Attendance,
  { startsAt, checkOutRequired }: { startsAt: Instant; checkOutRequired: boolean },
  { lateLimit }: Pick<SessionRules, 'lateLimit'>
): Doubt | undefined {
  if (arrivedAt !== null && arrivedAt > startsAt + lateLimit * MINUTE) return 'too-late';
  return checkOutRequired && leftAt === null ? 'no-check-out' : undefined;
}

/** Whether somebody has a place at the table: without a quota everybody invited has, with one whoever took a seat. */
export const isExpected = (attendance: Attendance, session: { quota: number | null }) =>
  session.quota === null || attendance.hasSeat || attendance.state !== 'expected' || attendance.leave !== null;
