import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dayOf, daysBetween, fixedClock, instantOf, isDay } from './clock.ts';

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1990-01-01', count));

describe('days of Qiaotou', () => {
  test('a day begins at 16:00 UTC of the day before', () => {
    expect(dayOf(Date.parse('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22');
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(instantOf('2026-11-23')).toBe(Date.parse('2026-11-22T16:00:00Z'));
    expect(instantOf('2026-11-23', '09:30')).toBe(Date.parse('2026-11-23T01:30:00Z'));
  });

  test('every instant lies within its own day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
        const day = dayOf(at);
        return instantOf(day) <= at && at < instantOf(addDays(day, 1));
      })
    );
  });

  test('days added are days between, and taken away again', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, count) => {
        const there = addDays(day, count);
        return isDay(there) && daysBetween(day, there) === count && addDays(there, -count) === day;
      })
    );
  });

  test('a month added keeps the day, or takes the last of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 60)).toBe('2029-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-23', 14)).toBe('2028-01-23');
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', 'heute', '2026-11-23T00:00', '20261123'])(
    '%s is no day',
    (text) => expect(isDay(text)).toBe(false)
  );

  test('a leap day is a day', () => expect(isDay('2028-02-29')).toBe(true));
});

test('a fixed clock stands until it is moved', () => {
  const clock = fixedClock('2026-11-23T01:00:00Z');
  expect(clock.now()).toBe(Date.parse('2026-11-23T01:00:00Z'));
  clock.advance(1000);
  expect(clock.now()).toBe(Date.parse('2026-11-23T01:00:01Z'));
  clock.set(5);
  expect(clock.now()).toBe(5);
});
