import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEWEST_SHOWN, heatLevel, teachNext, topicHeat, type TopicMark } from './topic-heat.ts';

const mark = (cadreId: number, unitId: number, topicId: number, points: number, possible = 2): TopicMark => ({
  cadreId,
  unitId,
  topicId,
  points,
  possible
});
/** People 1…n of a unit, one question each. */
const unit = (unitId: number, topicId: number, points: number[]) =>
  points.map((got, at) => mark(unitId * 100 + at, unitId, topicId, got));

test('a cell is the average of its people, however many questions each of them drew', () => {
  const marks = [...unit(1, 7, [2, 2, 2, 2, 0]), mark(104, 1, 7, 0), mark(104, 1, 7, 0)];
  expect(topicHeat(marks, [1])[0]).toMatchObject({ topicId: 7, all: { people: 5, share: 0.8 }, missed: null });
});

test('fewer than five people are not shown, neither their share nor their number', () => {
  const [row] = topicHeat([...unit(1, 7, [2, 2, 2, 2]), ...unit(2, 7, [0, 2, 2, 2, 2])], [1, 2, 3]);
  expect(row!.cells).toEqual([
    { people: null, share: null },
    { people: 5, share: 0.8 },
    { people: null, share: null }
  ]);
  expect(row!.all).toEqual({ people: 9, share: 8 / 9 });
});

test('the weakest topic comes first, one with too few people last', () => {
  const marks = [...unit(1, 7, [2, 2, 2, 2, 2]), ...unit(1, 8, [0, 0, 2, 2, 2]), ...unit(1, 9, [0])];
  expect(topicHeat(marks, [1]).map(({ topicId }) => topicId)).toEqual([8, 7, 9]);
});

test.each([
  [0.594, 'below'],
  [0.596, 'near'],
  [0.69, 'near'],
  [0.7, 'fair'],
  [0.799, 'firm']
] as const)('with a pass mark of 60 a share of %d is %s, as its whole percent reads', (share, level) => {
  expect(heatLevel(share, 60)).toBe(level);
});

test('the next lesson is the weakest topic; it names the units below the pass mark, and leaves out what sits firmly', () => {
  const marks = [
    ...unit(1, 7, [0, 0, 2, 2, 2]),
    ...unit(2, 7, [0, 0, 0, 0, 2]),
    ...unit(3, 7, [2, 2, 2, 2, 2]),
    ...unit(1, 8, [2, 2, 2, 2, 2])
  ];
  expect(teachNext(topicHeat(marks, [1, 2, 3]), [1, 2, 3], 65, 3)).toEqual([
    { topicId: 7, share: 9 / 15, missed: 6, weakUnitIds: [2, 1] }
  ]);
});

test('no number is ever shown for fewer than five people, and shares lie between 0 and 1', () => {
  const marks = fc.array(
    fc.record({
      cadreId: fc.integer({ min: 1, max: 14 }),
      topicId: fc.integer({ min: 1, max: 3 }),
      points: fc.integer({ min: 0, max: 2 })
    })
  );
  fc.assert(
    fc.property(marks, (given) => {
      const all = given.map((row) => ({ ...row, unitId: row.cadreId % 3, possible: 2 }));
      for (const row of topicHeat(all, [0, 1, 2])) {
        for (const [at, cell] of row.cells.entries()) {
          const people = new Set(
            all.filter(({ unitId, topicId }) => unitId === at && topicId === row.topicId).map(({ cadreId }) => cadreId)
          ).size;
          expect(cell.share === null).toBe(people < FEWEST_SHOWN);
          if (cell.share !== null) expect(cell.share >= 0 && cell.share <= 1).toBe(true);
        }
      }
    })
  );
});
