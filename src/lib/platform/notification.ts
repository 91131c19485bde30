import { z } from 'zod';
import { isDay, MINUTE, HOUR, type Instant } from './clock.ts';
import './input.ts';

/**
 * What the portal reminds of. The words of a kind are the messages `reminders_<kind>_title` and `reminders_<kind>_text`;
 * a room that wants another kind adds its name here and its words there, and nothing else.
 */
export const notificationKinds = [
  'card-expiring',
  'card-expired',
  'proof-issued',
  'weekly-digest',
  'monthly-report',
  'case-assigned',
  'complaint-due',
  'complaint-missed',
  'complaint-escalated',
  'statement-asked',
  'remedy-assigned',
  'task-asked',
  'early-warning'
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Where a reminder goes beside the portal's own list. `group`: the robot of a chat group, which no single person owns. */
export const channels = ['email', 'wecom', 'dingtalk'] as const;
export type Channel = (typeof channels)[number];

/**
 * What a reminder may carry: counts, days and record numbers, so that a name, a telephone number or a free text cannot
 * travel to a mailbox or a chat group at all.
 */
export const NotificationValue = z.union([
  z.number().int(),
  z.string().refine((value) => isDay(value) || /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(value), 'input.format')
]);
export const NotificationValues = z.record(z.string().regex(/^[a-z]{1,20}$/), NotificationValue);
export type NotificationValues = z.output<typeof NotificationValues>;

/** After so many tries in vain a message is given up, some two days after the first. */
export const MOST_TRIES = 8;
const WAITS = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR];

/** When a message that failed for the `tries`th time is tried again; null when it is given up. */
export function nextTry(tries: number, now: Instant): Instant | null {
  if (tries >= MOST_TRIES) return null;
  return now + WAITS[Math.min(Math.max(tries, 1), WAITS.length) - 1]!;
}

/**
 * The step of a countdown that has been reached: the smallest threshold that is not below the days left, so that a late
 * start sends one reminder and not all the earlier ones at once. Undefined before the first step and after the day itself.
 * @param steps days before the event, in any order
 */
export function stepReached(steps: readonly number[], daysLeft: number): number | undefined {
  if (daysLeft < 0) return undefined;
  const reached = steps.filter((step) => step >= daysLeft);
  return reached.length ? Math.min(...reached) : undefined;
}
