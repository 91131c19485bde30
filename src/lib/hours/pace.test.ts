import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { hoursOf } from './hours.ts';
import { milestonesOf, paceOf, shortOn, willMiss } from './pace.ts';

const rules = { minutesPerHour: 45, onlineShare: 50 };
const earned = (hours: number, target = 60) => hoursOf([{ category: 'other', minutes: hours * 45 }], target, rules);

describe('pace', () => {
  it('tells what is due, what the year will end with, and what every week left would take', () => {
    expect(paceOf(earned(20), '2026-07-01', 8)).toMatchObject({
      prospect: 'behind',
      required: 29.9,
      projected: 40,
      weekly: 0.7,
      weeklyNeeded: 1.6
    });
  });

  it.each([
    [60, '2026-01-02', 'reached'],
    [30, '2026-07-01', 'on-pace'],
    [20, '2026-07-01', 'behind'],
    [26, '2026-11-20', 'behind'],
    [12, '2026-11-20', 'out-of-reach'],
    [59.5, '2026-12-31', 'out-of-reach'],
    [60, '2026-12-31', 'reached']
  ] as const)('%d of 60 hours on %s is %s', (hours, on, prospect) => {
    expect(paceOf(earned(hours), on, 8).prospect).toBe(prospect);
  });

  it('on the last day no week is left to make anything up', () => {
    expect(paceOf(earned(10), '2026-12-31', 8)).toMatchObject({ weeklyNeeded: null, projected: 10, share: 1 });
    expect(paceOf(earned(60), '2026-11-20', 8).weeklyNeeded).toBeNull();
  });

  it('will miss are those behind and those out of reach', () => {
    expect((['reached', 'on-pace', 'behind', 'out-of-reach', null] as const).filter(willMiss)).toEqual([
      'behind',
      'out-of-reach'
    ]);
  });

  it('learning more never makes the outlook worse, and waiting never makes it better', () => {
    const rank = ['reached', 'on-pace', 'behind', 'out-of-reach'];
    const day = fc.integer({ min: 0, max: 364 }).map((at) => addDays('2026-01-01', at));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 130 }), fc.integer({ min: 0, max: 20 }), day, (halves, more, on) => {
        const at = (hours: number, when: Day) => rank.indexOf(paceOf(earned(hours), when, 8).prospect);
        expect(at((halves + more) / 2, on)).toBeLessThanOrEqual(at(halves / 2, on));
        if (on < '2026-12-31') expect(at(halves / 2, addDays(on, 1))).toBeGreaterThanOrEqual(at(halves / 2, on));
      })
    );
  });
});

describe('milestones', () => {
  const [june, september, end] = milestonesOf(2026, { june: 40, september: 70 });

  it('are 30 June and 30 September by the settings, and the whole on 31 December', () => {
    expect([june, september, end]).toEqual([
      { day: '2026-06-30', percent: 40 },
      { day: '2026-09-30', percent: 70 },
      { day: '2026-12-31', percent: 100 }
    ]);
  });

  it('ask for their part of the target, rounded up to halves', () => {
    expect(shortOn(earned(23.5), june!)).toBe(0.5);
    expect(shortOn(earned(24), june!)).toBe(0);
    expect(shortOn(earned(0, 41), september!)).toBe(29);
    expect(shortOn(earned(80), end!)).toBe(0);
  });
});
