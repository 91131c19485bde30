import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CODE_LENGTH,
  CODE_SIGNS,
  SKEW_SLOTS,
  SLOT,
  checkInCode,
  foldedCode,
  judgeCode,
  slotEnd,
  slotOf
} from './check-in-code.server.ts';

const secret = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const sessionId = fc.integer({ min: 1, max: 1_000_000 });
const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2040-01-01') });
/** Two servers whose clocks differ by less than a slot. */
const skew = fc.integer({ min: -SLOT + 1, max: SLOT - 1 });

describe('the rotating code', () => {
  test('has six signs that nobody mistakes for another', () => {
    expect(CODE_SIGNS).toHaveLength(32);
    expect(CODE_SIGNS).not.toMatch(/[01OI]/);
    fc.assert(
      fc.property(secret, sessionId, moment, (key, id, at) => {
        const code = checkInCode(key, id, slotOf(at));
        expect(code).toHaveLength(CODE_LENGTH);
        expect([...code].every((sign) => CODE_SIGNS.includes(sign))).toBe(true);
      })
    );
  });

  test('is good all through its slot and the next, and no longer', () => {
    fc.assert(
      fc.property(secret, sessionId, moment, fc.integer({ min: 0, max: 10 * SLOT }), (key, id, shown, later) => {
        const code = checkInCode(key, id, slotOf(shown));
        const verdict = judgeCode(key, id, code, shown + later);
        const age = slotOf(shown + later) - slotOf(shown);
        expect(verdict.good).toBe(age <= SKEW_SLOTS);
        if (!verdict.good)
          expect(verdict.expiredSeconds).toBe(Math.floor((shown + later - slotEnd(slotOf(shown))) / 1000));
      })
    );
  });

  test('survives clocks that differ by up to one slot, whoever is ahead', () => {
    fc.assert(
      fc.property(secret, sessionId, moment, skew, (key, id, at, difference) => {
        const shownElsewhere = checkInCode(key, id, slotOf(at + difference));
        expect(judgeCode(key, id, shownElsewhere, at).good).toBe(true);
      })
    );
  });

  test('is never good for the next slot but one, from either side', () => {
    fc.assert(
      fc.property(secret, sessionId, moment, fc.constantFrom(-3, -2, 2, 3), (key, id, at, slots) => {
        const code = checkInCode(key, id, slotOf(at) + slots);
        // Six of 32 signs: two slots agree by chance once in a billion.
        expect(judgeCode(key, id, code, at).good).toBe(false);
      })
    );
  });

  test('is of no use at another session or under another secret', () => {
    fc.assert(
      fc.property(secret, secret, sessionId, sessionId, moment, (key, otherKey, id, otherId, at) => {
        fc.pre(key !== otherKey && id !== otherId);
        const code = checkInCode(key, id, slotOf(at));
        expect(judgeCode(key, otherId, code, at).good).toBe(false);
        expect(judgeCode(otherKey, id, code, at).good).toBe(false);
      })
    );
  });

  test('may be typed in small letters, with blanks or a stroke', () => {
    const key = 'ab'.repeat(20);
    const code = checkInCode(key, 7, 100);
    const typed = `${code.slice(0, 3).toLowerCase()} - ${code.slice(3).toLowerCase()}`;
    expect(foldedCode(typed)).toBe(code);
    expect(judgeCode(key, 7, typed, 100 * SLOT).good).toBe(true);
  });

  test.each(['', 'ABC', 'ABCDEFG', '一二三四五六', '%00', 'A'.repeat(40)])(
    'what is no code is not good: %j',
    (typed) => {
      expect(judgeCode('00'.repeat(20), 1, typed, 1_800_000_000_000)).toEqual({ good: false, expiredSeconds: null });
    }
  );

  test('an old code says for how long it has been off the screen, an ancient one is just wrong', () => {
    const key = 'cd'.repeat(20);
    const slot = 1000;
    const code = checkInCode(key, 3, slot);
    expect(judgeCode(key, 3, code, slotEnd(slot) + 40_000)).toEqual({ good: false, expiredSeconds: 40 });
    expect(judgeCode(key, 3, code, slotEnd(slot) + 3_600_000)).toEqual({ good: false, expiredSeconds: null });
  });
});
