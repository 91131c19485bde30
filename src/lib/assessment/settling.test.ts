import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPossiblePoints, rubricShare, settle, ticketOf, waitsFor, type FinishedMark } from './settling.ts';

const two = { markers: 2 as const, tolerance: 2 };
const one = { markers: 1 as const, tolerance: 2 };
const by = (markerId: number, share: number): FinishedMark => ({ markerId, share });

describe('what marks come to', () => {
  test.each<[string, FinishedMark[], Parameters<typeof settle>[2], object]>([
    ['nobody has marked', [], two, { state: 'open' }],
    ['one marker is enough where one marks', [by(1, 0.4)], one, { state: 'settled', share: 0.4 }],
    ['where one marks, a second mark changes nothing', [by(1, 0.4), by(2, 1)], one, { state: 'settled', share: 0.4 }],
    ['the first of two waits for the second', [by(1, 0.4)], two, { state: 'open' }],
    ['two within the tolerance are averaged', [by(1, 0.4), by(2, 0.6)], two, { state: 'settled', share: 0.5 }],
    ['exactly the tolerance is within it', [by(1, 0.4), by(2, 0.2)], two, { state: 'settled', share: 0.3 }],
    ['beyond it a third decides', [by(1, 0.4), by(2, 0.7)], two, { state: 'third' }],
    ['the third mark counts alone', [by(1, 0.4), by(2, 0.7), by(3, 0.9)], two, { state: 'settled', share: 0.9 }],
    ['nobody after the third', [by(1, 0), by(2, 1), by(3, 0.9), by(4, 0)], two, { state: 'settled', share: 0.9 }],
    ['a marker may think again', [by(1, 0.1), by(2, 0.6), by(1, 0.5)], two, { state: 'settled', share: 0.55 }],
    ['a second thought may part two again', [by(1, 0.5), by(2, 0.6), by(1, 0)], two, { state: 'third' }]
  ])('%s', (_, marks, rules, expected) => {
    const { share, ...rest } = settle(marks, 10, rules);
    const { share: wanted, ...others } = expected as { share?: number };
    expect(rest).toEqual(others);
    if (wanted === undefined) expect(share).toBeNull();
    else expect(share).toBeCloseTo(wanted, 10);
  });

  test('the tolerance is in points of the question: two points of four are more than one', () => {
    expect(settle([by(1, 0), by(2, 0.5)], 4, { markers: 2, tolerance: 1 }).state).toBe('third');
    expect(settle([by(1, 0), by(2, 0.5)], 2, { markers: 2, tolerance: 1 }).state).toBe('settled');
  });

  const marks = fc.array(
    fc.record({ markerId: fc.integer({ min: 1, max: 4 }), share: fc.constantFrom(0, 0.25, 0.5, 0.75, 1) }),
    { maxLength: 8 }
  );
  const rules = fc.record({ markers: fc.constantFrom(1 as const, 2 as const), tolerance: fc.constantFrom(0, 1, 2.5) });

  test('a settled share lies between the lowest and the highest mark, and somebody gave it or two did', () => {
    fc.assert(
      fc.property(marks, rules, fc.integer({ min: 1, max: 20 }), (given, rule, points) => {
        const { state, share } = settle(given, points, rule);
        if (state !== 'settled') {
          expect(share).toBeNull();
          return;
        }
        const shares = given.map((mark) => mark.share);
        expect(share).toBeGreaterThanOrEqual(Math.min(...shares));
        expect(share).toBeLessThanOrEqual(Math.max(...shares));
      })
    );
  });

  test('an answer waits for nobody once it is settled, and never for somebody who has marked it', () => {
    fc.assert(
      fc.property(marks, rules, fc.integer({ min: 1, max: 5 }), (given, rule, marker) => {
        const waits = waitsFor(marker, given, 10, rule);
        if (settle(given, 10, rule).state === 'settled' || given.some(({ markerId }) => markerId === marker))
          expect(waits).toBe(false);
        else expect(waits).toBe(true);
      })
    );
  });
});

test('points of a rubric become a share whatever the rubric adds up to', () => {
  expect(rubricShare([2, 0.5], [{ points: 2 }, { points: 1 }])).toBeCloseTo(2.5 / 3, 12);
  expect(rubricShare([], [])).toBe(0);
});

test.each([
  [0, true],
  [1.5, true],
  [3, true],
  [3.5, false],
  [-1, false],
  [0.25, false]
])('%d of three points can be given: %s', (given, can) => {
  expect(isPossiblePoints(given, { points: 3 })).toBe(can);
});

test('a line worth an odd fraction can be given whole', () => {
  expect(isPossiblePoints(1.2, { points: 1.2 })).toBe(true);
});

test('tickets are the same for the same answer and differ for neighbours and for markers', () => {
  expect(ticketOf(1, 2, 3)).toBe(ticketOf(1, 2, 3));
  const tickets = Array.from({ length: 3000 }, (_, at) => ticketOf(4, Math.floor(at / 3), at % 3, 9));
  expect(new Set(tickets).size).toBe(3000);
});
