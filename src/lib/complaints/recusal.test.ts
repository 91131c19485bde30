import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayHandle, recusalsOf, type Handler, type MatterFacts } from './recusal.ts';

const handler: Handler = { cadreId: 1, unitId: 10, leaders: [9] };
const nothing: MatterFacts = { accused: [], witnesses: [], earlierPart: [], relations: [], pairings: [], teams: [] };
const accused = [{ cadreId: 2, unitId: 20 }];

test.each<[string, Partial<MatterFacts>, ReturnType<typeof recusalsOf>]>([
  ['nobody is named', {}, []],
  ['a stranger of another unit is complained of', { accused }, []],
  [
    'the handler is complained of',
    { accused: [{ cadreId: 1, unitId: 10 }] },
    [{ reason: 'complained-of', absolute: true, cadreId: null }]
  ],
  ['the handler saw it', { accused, witnesses: [1] }, [{ reason: 'witness', absolute: true, cadreId: null }]],
  [
    'the handler had an earlier part',
    { accused, earlierPart: [1] },
    [{ reason: 'earlier-part', absolute: true, cadreId: null }]
  ],
  [
    'the handler’s own leader is complained of',
    { accused: [{ cadreId: 9, unitId: 20 }] },
    [{ reason: 'leader-complained-of', absolute: true, cadreId: 9 }]
  ],
  [
    'a relation was declared by the other side',
    { accused, relations: [[2, 1]] },
    [{ reason: 'declared-relation', absolute: true, cadreId: 2 }]
  ],
  ['one taught the other', { accused, pairings: [[1, 2]] }, [{ reason: 'mentoring', absolute: false, cadreId: 2 }]],
  [
    'they were on duty together',
    {
      accused,
      teams: [
        [3, 4],
        [2, 1]
      ]
    },
    [{ reason: 'same-team', absolute: false, cadreId: 2 }]
  ],
  [
    'they share a unit',
    { accused: [{ cadreId: 2, unitId: 10 }] },
    [{ reason: 'same-unit', absolute: false, cadreId: 2 }]
  ]
])('when %s', (_, facts, recusals) => {
  expect(recusalsOf(handler, { ...nothing, ...facts })).toEqual(recusals);
});

test('an account without a person behind it can still have a leader who is complained of', () => {
  const outside: Handler = { cadreId: null, unitId: null, leaders: [9] };
  expect(recusalsOf(outside, { ...nothing, accused: [{ cadreId: 9, unitId: 10 }] })).toHaveLength(1);
  expect(recusalsOf(outside, { ...nothing, accused, relations: [[1, 2]] })).toEqual([]);
});

describe('for any facts', () => {
  const person = fc.integer({ min: 1, max: 6 });
  const pair = fc.tuple(person, person);
  const anyFacts = fc.record({
    accused: fc.array(fc.record({ cadreId: person, unitId: fc.integer({ min: 10, max: 12 }) }), { maxLength: 3 }),
    witnesses: fc.array(person, { maxLength: 2 }),
    earlierPart: fc.array(person, { maxLength: 2 }),
    relations: fc.array(pair, { maxLength: 3 }),
    pairings: fc.array(pair, { maxLength: 3 }),
    teams: fc.array(fc.array(person, { maxLength: 3 }), { maxLength: 2 })
  });

  test('knowing more never takes a reason away', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (some, more) => {
        const all = Object.fromEntries(
          Object.entries(some).map(([key, list]) => [key, [...list, ...more[key as keyof typeof more]]])
        ) as typeof some;
        const reasons = recusalsOf(handler, all).map(({ reason, cadreId }) => `${reason} ${cadreId}`);
        for (const { reason, cadreId } of recusalsOf(handler, some)) expect(reasons).toContain(`${reason} ${cadreId}`);
      })
    );
  });

  test('the one complained of may never handle it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const about = { ...facts, accused: [...facts.accused, { cadreId: 1, unitId: 10 }] };
        expect(mayHandle(recusalsOf(handler, about))).toBe(false);
      })
    );
  });
});
