import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cronbachAlpha,
  drawnReliability,
  errorOfMeasurement,
  kuderRichardson20,
  reliabilityOf,
  type Scored
} from './reliability.ts';
import { estimate, variance } from './statistics.ts';

/** Ten students, ten questions: K. L. Wuensch, KR20.txt (core.ecu.edu/wuenschk/StatHelp); Σpq = 2.18, s² = 5.84. */
const wuensch = `1111110110 1011011101 1111011001 0010001000 0000010010
1110111111 1101110111 1111111101 0101111101 1101101110`
  .split(/\s+/)
  .map((row) => [...row].map(Number));

/** Four judges rate six targets: Shrout & Fleiss 1979, Psychological Bulletin 86, table 2. */
const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7]
];

const drawn = (rows: readonly (readonly number[])[], possible = 1): Scored[][] =>
  rows.map((row, person) => row.map((points, at) => ({ item: `${person}/${at}`, section: 'one', points, possible })));

describe('examples from the literature', () => {
  test('KR-20 of Wuensch’s ten students is 10/9 · (1 − 2.18/5.84)', () => {
    const population = (variance(wuensch.map((row) => row.reduce((a, b) => a + b))) * 9) / 10;
    expect(population).toBeCloseTo(5.84, 10);
    expect(kuderRichardson20(wuensch).value).toBeCloseTo(0.6963, 4);
  });

  test('α of Shrout and Fleiss’s ratings is their ICC(3,k) = .91', () => {
    expect(cronbachAlpha(shroutFleiss).value).toBeCloseTo(0.91, 2);
  });

  test('of drawn papers with one section it is their ICC(1,k) = .44', () => {
    expect(drawnReliability(drawn(shroutFleiss)).value).toBeCloseTo(0.44, 2);
  });

  test('ten points of spread and a reliability of .84 leave an error of four points (Crocker & Algina, ch. 6)', () => {
    const spreadOfTen = [90, 100, 110];
    expect(errorOfMeasurement(spreadOfTen, estimate(0.84)).value).toBeCloseTo(4, 10);
  });

  test('the error of a right-or-wrong paper is Lord’s x(k−x)/(k−1), averaged', () => {
    const rows = wuensch.map((row) => row.reduce((a, b) => a + b));
    const lord = rows.reduce((total, right) => total + (right * (10 - right)) / 9, 0) / rows.length;
    const { value } = drawnReliability(drawn(wuensch));
    expect((1 - value!) * variance(rows)).toBeCloseTo(lord, 10);
  });
});

const matrix = fc.tuple(fc.integer({ min: 10, max: 30 }), fc.integer({ min: 2, max: 12 })).chain(([people, items]) =>
  fc.array(fc.array(fc.constantFrom(0, 1), { minLength: items, maxLength: items }), {
    minLength: people,
    maxLength: people
  })
);

test('for questions that are right or wrong KR-20 is α', () => {
  fc.assert(
    fc.property(matrix, (scores) => {
      const [kr, alpha] = [kuderRichardson20(scores), cronbachAlpha(scores)];
      expect(kr.why).toBe(alpha.why);
      if (kr.value !== null) expect(kr.value).toBeCloseTo(alpha.value!, 9);
    })
  );
});

test('no reliability is above 1, and the order of people and questions does not matter', () => {
  fc.assert(
    fc.property(matrix, (scores) => {
      const turned = scores.map((row) => row.toReversed()).reverse();
      for (const compute of [cronbachAlpha, (rows: number[][]) => drawnReliability(drawn(rows))]) {
        const [a, b] = [compute(scores), compute(turned)];
        expect(a.why).toBe(b.why);
        if (a.value === null) continue;
        expect(a.value).toBeLessThanOrEqual(1 + 1e-9);
        expect(a.value).toBeCloseTo(b.value!, 9);
      }
    })
  );
});

test('everybody wholly right or wholly wrong is measured without error', () => {
  const rows = Array.from({ length: 12 }, (_, at) => Array<number>(6).fill(at % 2));
  expect(cronbachAlpha(rows).value).toBeCloseTo(1, 10);
  expect(drawnReliability(drawn(rows)).value).toBeCloseTo(1, 10);
});

describe('which figure is given', () => {
  const fixed = (points: (right: number) => number, possible: (item: number) => number): Scored[][] =>
    wuensch.map((row) =>
      row.map((right, item) => ({
        item,
        section: 's',
        points: points(right) * possible(item),
        possible: possible(item)
      }))
    );

  test('KR-20 when everybody had the same questions of one weight, right or wrong', () => {
    const found = reliabilityOf(
      fixed(
        (right) => right,
        () => 2
      )
    );
    expect(found.method).toBe('kr-20');
    expect(found.coefficient.value).toBeCloseTo(0.6963, 4);
  });

  test('α when they weigh differently or part of the points can be had', () => {
    expect(
      reliabilityOf(
        fixed(
          (right) => right,
          (item) => 1 + (item % 2)
        )
      ).method
    ).toBe('alpha');
    expect(
      reliabilityOf(
        fixed(
          (right) => right / 2,
          () => 2
        )
      ).method
    ).toBe('alpha');
  });

  test('the figure for drawn papers as soon as two papers differ', () => {
    expect(reliabilityOf(drawn(wuensch)).method).toBe('drawn');
  });

  test('questions shuffled for each person are still the same questions', () => {
    const shuffledPapers = fixed(
      (right) => right,
      () => 1
    ).map((paper, at) => (at % 2 ? paper.toReversed() : paper));
    expect(reliabilityOf(shuffledPapers).coefficient.value).toBeCloseTo(0.6963, 4);
  });

  test('nine papers are too few, equal results say nothing, one question has nothing to agree with', () => {
    expect(reliabilityOf(drawn(wuensch.slice(1))).coefficient).toEqual({ value: null, why: 'too-few' });
    const alike = drawn(Array.from({ length: 10 }, (_, at) => (at % 2 ? [1, 0] : [0, 1])));
    expect(reliabilityOf(alike).coefficient.why).toBe('no-spread');
    expect(reliabilityOf(drawn(wuensch.map((row) => row.slice(0, 1)))).coefficient.why).toBe('one-question');
    expect(reliabilityOf([]).error.why).toBe('too-few');
  });
});
