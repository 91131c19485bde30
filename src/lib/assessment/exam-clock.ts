import { MINUTE, SECOND, type Instant } from '#lib/platform/clock.ts';

/** What the page was still sending at zero has this long to arrive; the page itself stops at zero. */
export const GRACE = 5 * SECOND;

export interface Window {
  opensAt: Instant;
  closesAt: Instant;
}

export type ExamPhase = 'upcoming' | 'open' | 'closed';

/** Where an exam stands in time: open from `opensAt` on, closed from `closesAt` on. */
export function examPhase({ opensAt, closesAt }: Window, now: Instant): ExamPhase {
  if (now < opensAt) return 'upcoming';
  return now < closesAt ? 'open' : 'closed';
}

/**
 * When a sitting ends whatever happens: the exam's minutes after the start, but not after the window; extra time
 * moves both.
 */
export function deadlineOf(exam: Window & { minutes: number }, extraMinutes: number, startedAt: Instant): Instant {
  return Math.min(startedAt + exam.minutes * MINUTE, exam.closesAt) + extraMinutes * MINUTE;
}

/** Whether an answer received now comes too late to count by itself. */
export const isLate = (deadlineAt: Instant, now: Instant): boolean => now > deadlineAt + GRACE;

/**
 * The server's time as a page knows it: its last word, plus what a clock that nobody can set has counted since.
 * The device's own clock plays no part.
 */
export interface ServerTime {
  /** Server time minus the monotonic clock. */
  offset: number;
}

/** Monotonic milliseconds between a question and its answer above which the answer says too little. */
const SLOW = 4 * SECOND;

/**
 * Takes the server's word on the time. It was spoken somewhere between sending and receiving, so half of the way
 * is assumed; of an answer that was long on its way only a gross correction is believed.
 */
export function syncServerTime(
  known: ServerTime | undefined,
  serverNow: Instant,
  sent: number,
  received: number
): ServerTime {
  const offset = serverNow - (sent + received) / 2;
  const slack = (received - sent) / 2;
  if (known && received - sent > SLOW && Math.abs(known.offset - offset) <= slack) return known;
  return { offset };
}

/** Whole seconds left, never below zero. */
export function secondsLeft(deadlineAt: Instant, time: ServerTime, monotonic: number): number {
  return Math.max(0, Math.ceil((deadlineAt - (monotonic + time.offset)) / SECOND));
}

/** `42:18`, or `1:02:18` above an hour. */
export function clockFace(seconds: number): string {
  const pair = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${pair(minutes)}:${pair(seconds % 60)}` : `${pair(minutes)}:${pair(seconds % 60)}`;
}

/** Marks at which the time left is said aloud, in seconds. */
export const announcements = [600, 300, 60] as const;

/** The mark passed between two readings, if any. */
export function announcementBetween(before: number, after: number): number | undefined {
  return announcements.find((mark) => before > mark && after <= mark && after > 0);
}
