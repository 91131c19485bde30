/** The code on the trainer's screen: it lives for a slot of fifteen seconds and fits one session only. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECOND, type Instant } from '#lib/platform/clock.ts';

export const SLOT = 15 * SECOND;
/** Without 0 O 1 I, which nobody can tell apart from the last row. Thirty-two signs: five bits each, none favoured. */
export const CODE_SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const CODE_LENGTH = 6;
/**
 * A code is good in its own slot and one slot beside it: a screen shows it a moment late, typing takes a while, and two
 * servers' clocks differ. So whoever passes one on has at most thirty seconds.
 */
export const SKEW_SLOTS = 1;
/** How far back an old code is recognised, only to say that it is old. */
const REMEMBERED_SLOTS = 20;

export const slotOf = (at: Instant): number => Math.floor(at / SLOT);
/** When the code of a slot leaves the screen. */
export const slotEnd = (slot: number): Instant => (slot + 1) * SLOT;

/** @param secret the session's own, in hexadecimal. */
export function checkInCode(secret: string, sessionId: number, slot: number): string {
  const digest = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${sessionId}.${slot}`).digest();
  // 256 is a multiple of 32, so every sign is as likely as any other.
  return Array.from({ length: CODE_LENGTH }, (_, at) => CODE_SIGNS[(digest[at] as number) % CODE_SIGNS.length]).join(
    ''
  );
}

/** A code as people type it: small letters, blanks and strokes do not matter. */
export const foldedCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '');

export type CodeVerdict = { good: true } | { good: false; expiredSeconds: number | null };

/** Whether a code is good at a moment; an old one says for how many seconds it has not been on the screen. */
export function judgeCode(secret: string, sessionId: number, typed: string, now: Instant): CodeVerdict {
  const code = foldedCode(typed);
  const slot = slotOf(now);
  const is = (other: number) => sameText(code, checkInCode(secret, sessionId, other));
  for (let offset = -SKEW_SLOTS; offset <= SKEW_SLOTS; offset += 1) if (is(slot + offset)) return { good: true };
  for (let back = SKEW_SLOTS + 1; back <= REMEMBERED_SLOTS; back += 1) {
    if (is(slot - back)) return { good: false, expiredSeconds: Math.floor((now - slotEnd(slot - back)) / SECOND) };
  }
  return { good: false, expiredSeconds: null };
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
