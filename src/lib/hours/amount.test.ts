import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountUnits, minutesOf, mostMinutes } from './amount.ts';

const rules = { minutesPerHour: 45, halfDay: 4, fullDay: 8 };

describe('amounts of training', () => {
  it.each([
    [90, 'minutes', 90],
    [1.5, 'hours', 68],
    [1, 'half-days', 180],
    [3, 'half-days', 540],
    [1, 'days', 360],
    [2.5, 'days', 900]
  ] as const)('%d %s are %d minutes', (amount, unit, minutes) => {
    expect(minutesOf(amount, unit, rules)).toBe(minutes);
  });

  it('a day and a half is a day and a half day, whatever the two count', () => {
    expect(minutesOf(1.5, 'days', { minutesPerHour: 45, halfDay: 3, fullDay: 7 })).toBe(450);
    expect(minutesOf(2, 'half-days', { minutesPerHour: 45, halfDay: 3, fullDay: 7 })).toBe(270);
  });

  it('smaller parts of a day are nobody’s rule', () => {
    expect(minutesOf(0.3, 'days', rules)).toBeUndefined();
    expect(minutesOf(1.5, 'half-days', rules)).toBeUndefined();
  });

  it('an entry holds at most seven full days', () => {
    expect(mostMinutes(rules)).toBe(minutesOf(7, 'days', rules));
  });

  it('more is never fewer minutes, and minutes are whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...amountUnits),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 400 }),
        (unit, some, more) => {
          const [fewer, larger] = [some, some + more].map((halfUnits) =>
            minutesOf(unit === 'half-days' ? halfUnits : halfUnits / 2, unit, rules)
          );
          expect(Number.isInteger(fewer)).toBe(true);
          expect(larger).toBeGreaterThanOrEqual(fewer!);
        }
      )
    );
  });
});
