import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allegationCategories, findings } from './complaint.ts';
import type { Day } from '#lib/platform/clock.ts';
import { isNews, nextStates, pointedAt, warningStates, type WarningRule, type WatchedComplaint } from './warning.ts';

const rule: WarningRule = { count: 3, months: 12, categories: [] };
const about = (complaintId: number, changes: Partial<WatchedComplaint> = {}): WatchedComplaint => ({
  complaintId,
  cadreId: 1,
  receivedOn: '2026-06-01',
  marked: false,
  allegations: [{ category: 'conduct', finding: null }],
  ...changes
});
const three = [about(1), about(2), about(3)];
const on = '2026-11-20';

test('three complaints in a year point at the person, two do not', () => {
  expect(pointedAt(rule, three, on)).toEqual(new Map([[1, [1, 2, 3]]]));
  expect(pointedAt(rule, three.slice(1), on).size).toBe(0);
});

test.each<[string, Partial<WatchedComplaint>]>([
  ['marked as vexatious or out of scope', { marked: true }],
  ['found untrue', { allegations: [{ category: 'conduct', finding: 'unsubstantiated' }] }],
  ['that could not be found out', { allegations: [{ category: 'conduct', finding: 'undetermined' }] }],
  ['about somebody else', { cadreId: 2 }],
  ['of more than a year ago', { receivedOn: '2025-11-20' }],
  ['of a later day than the one asked for', { receivedOn: '2026-11-21' }]
])('a complaint %s does not count', (_, changes) => {
  expect(pointedAt(rule, [about(1), about(2), about(3, changes)], on).size).toBe(0);
});

test('a rule about some kinds counts a complaint when one allegation of those kinds still speaks', () => {
  const procedure: WarningRule = { count: 1, months: 12, categories: ['procedure'] };
  const mixed = (finding: (typeof findings)[number] | null) =>
    about(1, {
      allegations: [
        { category: 'procedure', finding },
        { category: 'conduct', finding: 'substantiated' }
      ]
    });
  expect(pointedAt(procedure, [mixed('partly')], on).size).toBe(1);
  expect(pointedAt(procedure, [mixed('unsubstantiated')], on).size).toBe(0);
});

describe('a new warning', () => {
  test('is not given while one is being looked at', () => {
    expect(isNews([1, 2, 3, 4], [{ state: 'acknowledged', complaints: [1, 2, 3] }])).toBe(false);
  });

  test('is given after one was settled only when there is something new', () => {
    const settled = [{ state: 'false-positive' as const, complaints: [1, 2, 3] }];
    expect(isNews([1, 2, 3], settled)).toBe(false);
    expect(isNews([2, 3, 4], settled)).toBe(true);
    expect(isNews([1, 2, 3], [])).toBe(true);
  });
});

test('every state but the first can be come to, and an end is an end', () => {
  const reached = new Set(Object.values(nextStates).flat());
  expect([...reached].sort()).toEqual(warningStates.filter((state) => state !== 'open').sort());
  expect([...nextStates.done, ...nextStates['false-positive']]).toEqual([]);
});

test('for any complaints, a stricter rule never points at more people', () => {
  const complaint = fc.record({
    complaintId: fc.integer({ min: 1, max: 30 }),
    cadreId: fc.integer({ min: 1, max: 3 }),
    receivedOn: fc.integer({ min: 1, max: 12 }).map((month) => `2026-${month < 10 ? '0' : ''}${month}-15` as Day),
    marked: fc.boolean(),
    allegations: fc.array(
      fc.record({
        category: fc.constantFrom(...allegationCategories),
        finding: fc.constantFrom(null, ...findings)
      }),
      { minLength: 1, maxLength: 3 }
    )
  });
  const anyRule = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    months: fc.integer({ min: 1, max: 12 }),
    categories: fc.subarray([...allegationCategories])
  });
  fc.assert(
    fc.property(fc.array(complaint, { maxLength: 20 }), anyRule, (complaints, some) => {
      const wide = pointedAt(some, complaints, on);
      const strict = pointedAt(
        { ...some, count: some.count + 1, months: Math.max(1, some.months - 1) },
        complaints,
        on
      );
      for (const cadreId of strict.keys()) expect(wide.has(cadreId)).toBe(true);
    })
  );
});
