/**
 * What sign-in keeps in memory about guesses. Unknown accounts are counted here exactly as known ones are in the
 * database, so that nobody learns from a lock which staff numbers have an account.
 */
import { createHash } from 'node:crypto';
import type { Instant } from '#lib/platform/clock.ts';
import type { House } from '#lib/platform/door.server.ts';
import { LOCKED_FOR, TRIES } from './session-rules.ts';

interface Guesses {
  failures: number;
  lockedUntil: Instant | null;
}

const MOST_COUNTED = 10_000;
const unknown = new WeakMap<House, Map<string, Guesses>>();
const none: Guesses = { failures: 0, lockedUntil: null };
// What people type into the wrong field may be a password: only its hash is kept.
const keyOf = (login: string) => createHash('sha256').update(login).digest('base64');

/** The state of a login that no account has. */
export function unknownState(house: House, login: string): Guesses {
  return unknown.get(house)?.get(keyOf(login)) ?? none;
}

/** Counts a guess at a login that no account has. @returns the failures so far. */
export function countUnknown(house: House, login: string, now: Instant): number {
  const counted = unknown.get(house) ?? new Map<string, Guesses>();
  unknown.set(house, counted);
  const key = keyOf(login);
  const before = counted.get(key) ?? none;
  const failures = (before.lockedUntil !== null && now >= before.lockedUntil ? 0 : before.failures) + 1;
  counted.delete(key);
  if (counted.size >= MOST_COUNTED) counted.delete(counted.keys().next().value!);
  counted.set(key, { failures, lockedUntil: failures >= TRIES ? now + LOCKED_FOR : null });
  return failures;
}

const turns = new Map<string, Promise<unknown>>();

/** Runs works of the same name one after another. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = keyOf(name);
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
  turns.set(key, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(key) === turn) turns.delete(key);
  }
}
