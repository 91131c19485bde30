import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemStatistics, tailsOf, type Sighting } from './item-statistics.ts';

/**
 * Marks of 22 people from Moodle's own check of its calculator (mod/quiz/report/statistics/tests: generated attempts,
 * expected values computed in its authors' spreadsheet stats.xls): the totals, and six of the questions.
 */
const totals = [
  12, 7.4, 11.7, 8.5, 10.1, 11.3, 11.2, 14.1, 8.6, 11.6, 9.3, 13.1, 11.5, 11.3, 5.5, 4.8, 8.7, 11.8, 6, 5.9, 12.8, 13.8
];
const bits = (row: string) => [...row].map(Number);
const moodle = [
  {
    slot: 8,
    possible: 8,
    marks: [5.5, 1, 2.5, 4, 3, 4.5, 3, 6, 0.5, 5.5, 2.5, 4, 4, 3, 1, 1, 1.5, 4, 2, 1, 6, 7],
    facility: 41.19318182,
    sd: 1912.733589 / 8,
    discrimination: 25.88327077,
    efficiency: 27.23492723
  },
  {
    slot: 9,
    possible: 1,
    marks: [3, 9, 10, 3, 9, 9, 3, 9, 9, 9, 9, 9, 9, 10, 10, 3, 10, 9, 9, 10, 9, 9].map((tenths) => tenths / 10),
    facility: 81.36363636,
    sd: 251.2738111,
    discrimination: 1.170256965,
    efficiency: 1.382386552
  },
  {
    slot: 13,
    possible: 1,
    marks: bits('1100001001001010100001'),
    facility: 36.36363636,
    sd: 492.3659639,
    discrimination: -12.99017581,
    efficiency: -17.5074184
  },
  {
    slot: 16,
    possible: 1,
    marks: bits('1110011100010101110011'),
    facility: 59.09090909,
    sd: 503.2362797,
    discrimination: 29.63337745,
    efficiency: 34.58997279
  },
  {
    slot: 17,
    possible: 1,
    marks: bits('1011101111110100100101'),
    facility: 63.63636364,
    sd: 492.3659639,
    discrimination: 15.18945843,
    efficiency: 17.4790556
  },
  {
    slot: 20,
    possible: 1,
    marks: bits('1111001110110001000010'),
    facility: 50,
    sd: 511.7663157,
    discrimination: -8.396734802,
    efficiency: -10
  }
];

const bare = { options: [], answer: [] };
const sightingsOf = ({ marks, possible }: { marks: number[]; possible: number }): Sighting[] =>
  marks.map((mark, at) => ({
    share: mark / possible,
    total: totals[at]!,
    rest: totals[at]! - mark,
    choice: []
  }));

test.each(moodle)('question $slot of Moodle’s example has Moodle’s figures', (example) => {
  const found = itemStatistics(sightingsOf(example), bare);
  expect(found.facility.value! * 100).toBeCloseTo(example.facility, 6);
  expect(found.spread.value! * 1000).toBeCloseTo(example.sd, 4);
  expect(found.itemRest.value! * 100).toBeCloseTo(example.discrimination, 6);
  expect(found.efficiency.value! * 100).toBeCloseTo(example.efficiency, 6);
});

/** Ten people, twenty points: the groups are the three best and the three worst. */
const ten = [20, 19, 18, 15, 14, 12, 10, 8, 6, 4];
const item = { options: ['A', 'B', 'C', 'D'], answer: ['B'] };
const answered = (choices: string, scores: readonly number[] = ten): Sighting[] =>
  [...choices].map((key, at) => {
    const share = key === 'B' ? 1 : 0;
    return { share, total: scores[at]!, rest: scores[at]! - share, choice: key === '-' ? [] : [key] };
  });

describe('the upper and the lower 27 %', () => {
  test('D is the difference of their shares: 3 of 3 above, 1 of 3 below', () => {
    expect(itemStatistics(answered('BBBACBDBAC'), item).discrimination.value).toBeCloseTo(2 / 3, 12);
  });

  test('D is negative when those who know less do better', () => {
    expect(itemStatistics(answered('ACDBBBBBBB'), item).discrimination.value).toBe(-1);
  });

  test('of 370 people 100 are in each group, as in Kelley’s table', () => {
    expect(tailsOf(Array.from({ length: 370 }, (_, at) => at)).size).toBe(100);
  });

  test('those who tie at the edge share what places are left', () => {
    const { upper, lower } = tailsOf([9, 8, 8, 8, 5, 4, 3, 2, 1, 0]);
    expect(upper).toEqual([1, 2 / 3, 2 / 3, 2 / 3, 0, 0, 0, 0, 0, 0]);
    expect(lower).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
  });

  test('the groups are full, disjoint, and do not depend on the order of the papers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 10, maxLength: 80 }), (scores) => {
        fc.pre(new Set(scores).size > 1);
        const { upper, lower, size } = tailsOf(scores);
        expect(upper.reduce((a, b) => a + b)).toBeCloseTo(size, 9);
        expect(lower.reduce((a, b) => a + b)).toBeCloseTo(size, 9);
        for (const at of scores.keys()) expect(upper[at]! + lower[at]!).toBeLessThanOrEqual(1 + 1e-9);
        expect(tailsOf(scores.toReversed()).upper).toEqual(upper.toReversed());
      })
    );
  });
});

test('each option is counted over all, among the best and among the weakest', () => {
  const { options, blank } = itemStatistics(answered('BBBACB-BAC'), item);
  expect(options.map(({ key, people, upper, lower }) => [key, people, upper, lower])).toEqual([
    ['A', 2, 0, 1 / 3],
    ['B', 5, 1, 1 / 3],
    ['C', 2, 0, 1 / 3],
    ['D', 0, 0, 0]
  ]);
  expect(options.map(({ right }) => right)).toEqual([false, true, false, false]);
  expect([blank.people, blank.all]).toEqual([1, 0.1]);
});

describe('what cannot be computed says so', () => {
  const few = answered('BBBA');
  test.each(['facility', 'spread', 'discrimination', 'itemTotal', 'itemRest', 'efficiency'] as const)(
    '%s of four people',
    (figure) => expect(itemStatistics(few, item)[figure]).toEqual({ value: null, why: 'too-few' })
  );

  test('nine people have a facility, but are too few to compare', () => {
    const nine = itemStatistics(answered('BBBABBACA', ten.slice(1)), item);
    expect(nine.facility.value).toBeCloseTo(5 / 9, 12);
    expect(nine.discrimination.why).toBe('too-few');
    expect(nine.options[0]!.upper).toBeNull();
  });

  test('a question that everybody answered alike cannot tell anybody apart', () => {
    const found = itemStatistics(answered('BBBBBBBBBB'), item);
    expect(found.facility.value).toBe(1);
    expect([found.itemTotal.why, found.itemRest.why, found.efficiency.why]).toEqual(Array(3).fill('no-spread'));
  });

  test('with equal totals there are no better and no worse', () => {
    const found = itemStatistics(answered('BABABABABA', Array<number>(10).fill(12)), item);
    expect([found.discrimination.why, found.itemTotal.why]).toEqual(['no-spread', 'no-spread']);
  });

  test('nobody met it', () => {
    expect(itemStatistics([], item)).toMatchObject({ met: 0, facility: { why: 'too-few' }, blank: { all: 0 } });
  });
});

const sightings = fc
  .array(fc.record({ share: fc.constantFrom(0, 0.25, 0.5, 1), others: fc.integer({ min: 0, max: 40 }) }), {
    minLength: 10,
    maxLength: 60
  })
  .map((rows) =>
    rows.map(({ share, others }): Sighting => ({ share, total: others + share, rest: others, choice: [] }))
  );

test('every figure stays within its bounds, whatever was answered', () => {
  fc.assert(
    fc.property(sightings, (rows) => {
      const found = itemStatistics(rows, bare);
      expect(found.facility.value!).toBeGreaterThanOrEqual(0);
      expect(found.facility.value!).toBeLessThanOrEqual(1);
      for (const figure of ['discrimination', 'itemTotal', 'itemRest'] as const) {
        const { value } = found[figure];
        if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
      }
      const { itemRest, efficiency } = found;
      if (itemRest.value !== null) {
        // Sorted both ways the covariance is as large as it can be.
        expect(efficiency.value!).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.sign(Math.round(efficiency.value! * 1e9))).toBe(Math.sign(Math.round(itemRest.value * 1e9)));
        expect(Math.abs(efficiency.value!)).toBeGreaterThanOrEqual(Math.abs(itemRest.value) - 1e-9);
      }
    })
  );
});

test('points of another size and papers in another order change nothing', () => {
  fc.assert(
    fc.property(sightings, fc.integer({ min: 1, max: 20 }), (rows, scale) => {
      const other = rows.map((row) => ({ ...row, total: row.total * scale, rest: row.rest * scale })).reverse();
      const [a, b] = [itemStatistics(rows, bare), itemStatistics(other, bare)];
      for (const figure of ['facility', 'spread', 'discrimination', 'itemTotal', 'itemRest', 'efficiency'] as const) {
        expect(a[figure].why).toBe(b[figure].why);
        if (a[figure].value !== null) expect(a[figure].value).toBeCloseTo(b[figure].value!, 9);
      }
    })
  );
});
