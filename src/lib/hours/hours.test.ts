import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#lib/platform/clock.ts';
import { hoursCategories } from './category.ts';
import {
  bindingTarget,
  hoursByCategory,
  hoursEarned,
  hoursOf,
  meanOf,
  outlook,
  paceOn,
  spreadOf,
  type LedgerEntry
} from './hours.ts';

const rules = {
  minutesPerHour: 45,
  onlineShare: 50,
  enforcementTarget: 60,
  everyoneTarget: 40,
  halfDay: 4,
  fullDay: 8
};
const entry = (
  minutes: number,
  endedOn: Day = '2026-05-01',
  category: LedgerEntry['category'] = 'law-study'
): LedgerEntry => ({
  minutes,
  endedOn,
  category
});

describe('hours of a year', () => {
  it('45 minutes make one hour, and the sum is rounded down to halves', () => {
    expect(hoursEarned([entry(90)], 2026, 60, rules).hours).toBe(2);
    expect(hoursEarned([entry(60)], 2026, 60, rules).hours).toBe(1);
    expect(hoursEarned([entry(60), entry(60)], 2026, 60, rules).hours).toBe(2.5);
  });

  it('the day on which the learning ended decides the year', () => {
    expect(hoursEarned([entry(90, '2025-12-31'), entry(45, '2026-01-01')], 2026, 60, rules).hours).toBe(1);
  });

  it('online hours count up to their share of the target', () => {
    const online = [entry(45 * 35, '2026-03-01', 'online'), entry(45 * 10)];
    expect(hoursEarned(online, 2026, 60, rules)).toMatchObject({
      hours: 40,
      online: 30,
      onlineLimit: 30,
      onlineCut: 5,
      short: 20
    });
    expect(hoursEarned(online, 2026, 40, rules)).toMatchObject({ hours: 30, online: 20, onlineCut: 15, short: 10 });
  });

  it('a reversal takes away what it reverses', () => {
    expect(hoursEarned([entry(90), entry(-90)], 2026, 60, rules).hours).toBe(0);
  });

  it('a breakdown names only what has hours', () => {
    expect(hoursByCategory([entry(90), entry(45, '2026-05-01', 'practice')], 45)).toEqual([
      { category: 'law-study', hours: 2 },
      { category: 'practice', hours: 1 }
    ]);
  });

  it('enforcement posts have the higher target, others on the establishment the general one, auxiliaries none', () => {
    const earned = { enforcement: hoursOf([], 60, rules), everyone: hoursOf([], 40, rules) };
    expect(bindingTarget({ enforcementPost: true, establishment: 'administrative' }, earned)?.target).toBe(60);
    expect(bindingTarget({ enforcementPost: false, establishment: 'public-institution' }, earned)?.target).toBe(40);
    expect(bindingTarget({ enforcementPost: true, establishment: 'auxiliary' }, earned)).toBeUndefined();
  });

  it('the pace runs evenly to the last day of the year', () => {
    expect(paceOn('2026-12-31', 60)).toBe(60);
    expect(paceOn('2026-11-20', 40)).toBe(35.5);
    expect(paceOn('2028-02-29', 366)).toBe(60);
  });

  it.each([
    [60, 'reached'],
    [53, 'on-pace'],
    [52.5, 'behind']
  ] as const)('%d of 60 hours on 20 November is %s', (count, expected) => {
    expect(outlook(hoursOf([{ category: 'other', minutes: count * 45 }], 60, rules), '2026-11-20')).toBe(expected);
  });

  it('everybody stands in exactly one bar of the spread', () => {
    expect(spreadOf([0, 14.5, 15, 59.5, 60, 72], 60)).toEqual([
      { from: 0, to: 14, count: 2 },
      { from: 15, to: 29, count: 1 },
      { from: 30, to: 44, count: 0 },
      { from: 45, to: 59, count: 1 },
      { from: 60, to: null, count: 2 }
    ]);
    expect(spreadOf([1], 0)).toEqual([{ from: 0, to: null, count: 1 }]);
    expect([meanOf([]), meanOf([1, 2, 2])]).toEqual([0, 1.7]);
  });

  it('more learning never counts less, and the target is never counted short of zero', () => {
    const someEntries = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 600 }),
        endedOn: fc.constantFrom<Day>('2025-12-31', '2026-01-01', '2026-12-31'),
        category: fc.constantFrom(...hoursCategories)
      })
    );
    fc.assert(
      fc.property(someEntries, someEntries, (some, more) => {
        const before = hoursEarned(some, 2026, 60, rules);
        const after = hoursEarned([...some, ...more], 2026, 60, rules);
        expect(after.hours).toBeGreaterThanOrEqual(before.hours);
        expect(after.online).toBeLessThanOrEqual(after.onlineLimit);
        expect(after.hours % 0.5).toBe(0);
        expect(after.short).toBe(Math.max(0, 60 - after.hours));
      })
    );
  });
});
