import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlueprint, countAvailable, paperTotals, type Available, type Blueprint } from './blueprint.ts';
import { drawPaper, seededRandom, shuffled, type Drawable } from './draw.ts';
import { questionTypes } from './question.ts';

const available: Available[] = [
  { type: 'single', topicId: 1, count: 5 },
  { type: 'single', topicId: 2, count: 3 },
  { type: 'multiple', topicId: 1, count: 2 }
];
const row = (type: Blueprint[number]['type'], topicId: number | null, count: number, points = 1) => ({
  type,
  topicId,
  count,
  points
});

describe('what the bank can fill', () => {
  test('each row within its topic is fillable up to what the bank holds', () => {
    expect(checkBlueprint([row('single', 1, 5), row('multiple', 1, 2)], available).ok).toBe(true);
    expect(checkBlueprint([row('single', 2, 4)], available).rows).toEqual([
      { row: 0, wanted: 4, available: 3, short: 1 }
    ]);
  });

  test('a row for any topic gets only what rows with a topic leave, wherever it stands', () => {
    const rows = checkBlueprint([row('single', null, 4), row('single', 1, 5)], available).rows;
    expect(rows).toEqual([
      { row: 0, wanted: 4, available: 3, short: 1 },
      { row: 1, wanted: 5, available: 5, short: 0 }
    ]);
  });

  test('two rows of the same topic do not count a question twice', () => {
    const check = checkBlueprint([row('single', 2, 2, 1), row('single', 2, 2, 3)], available);
    expect(check.ok).toBe(false);
    expect(check.rows[1]).toEqual({ row: 1, wanted: 2, available: 1, short: 1 });
  });

  test('an empty blueprint is no paper', () => {
    expect(checkBlueprint([], available).ok).toBe(false);
  });

  test('totals add questions and half points exactly', () => {
    expect(paperTotals([row('single', null, 3, 0.5), row('multiple', 1, 2, 1.5)])).toEqual({
      questions: 5,
      points: 4.5
    });
  });
});

const drawable = fc
  .array(
    fc.record({
      type: fc.constantFrom(...questionTypes),
      topicId: fc.integer({ min: 1, max: 3 }),
      difficulty: fc.integer({ min: 1, max: 3 })
    }),
    { maxLength: 60 }
  )
  .map((questions): Drawable[] =>
    questions.map((question, at) => ({
      ...question,
      versionId: at + 1000,
      questionId: at + 1,
      optionKeys: question.type === 'true-false' ? ['T', 'F'] : ['A', 'B', 'C', 'D']
    }))
  );
const blueprint = fc.array(
  fc.record({
    type: fc.constantFrom(...questionTypes),
    topicId: fc.option(fc.integer({ min: 1, max: 3 })),
    count: fc.integer({ min: 1, max: 6 }),
    points: fc.constantFrom(0.5, 1, 2)
  }),
  { minLength: 1, maxLength: 6 }
);

describe('drawing a paper', () => {
  test('a paper can be drawn exactly when the check says so, and it fits the blueprint', () => {
    fc.assert(
      fc.property(drawable, blueprint, fc.string(), (pool, plan, seed) => {
        const paper = drawPaper(plan, pool, seededRandom(seed));
        const check = checkBlueprint(plan, countAvailable(pool));
        expect(paper !== undefined).toBe(check.ok);
        if (!paper) return;
        expect(new Set(paper.map(({ versionId }) => versionId)).size).toBe(check.questions);
        expect(paper.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(check.points);
        const kindOf = new Map(pool.map((question) => [question.versionId, question.type]));
        for (const kind of questionTypes) {
          const wanted = plan.filter(({ type }) => type === kind).reduce((sum, { count }) => sum + count, 0);
          expect(paper.filter(({ versionId }) => kindOf.get(versionId) === kind)).toHaveLength(wanted);
        }
      })
    );
  });

  test('papers of two candidates have the same mix of difficulties', () => {
    fc.assert(
      fc.property(drawable, blueprint, fc.string(), fc.string(), (pool, plan, one, other) => {
        const levels = (seed: string) => {
          const level = new Map(pool.map((question) => [question.versionId, question.difficulty]));
          return drawPaper(plan, pool, seededRandom(seed))
            ?.map(({ versionId }) => level.get(versionId)!)
            .sort();
        };
        expect(levels(one)).toEqual(levels(other));
      })
    );
  });

  test('the same seed draws the same paper, another seed another one', () => {
    const pool = Array.from({ length: 40 }, (_, at): Drawable => ({
      versionId: at,
      questionId: at,
      type: 'single',
      topicId: 1,
      difficulty: 1 + (at % 3),
      optionKeys: ['A', 'B', 'C', 'D']
    }));
    const draw = (seed: string) => drawPaper([row('single', null, 10)], pool, seededRandom(seed));
    expect(draw('1/7/1')).toEqual(draw('1/7/1'));
    expect(draw('1/7/1')).not.toEqual(draw('1/8/1'));
  });

  test('options are shuffled, right and wrong are not', () => {
    const pool = questionTypes.map((type, at): Drawable => ({
      versionId: at,
      questionId: at,
      type,
      topicId: 1,
      difficulty: 1,
      optionKeys: type === 'true-false' ? ['T', 'F'] : ['A', 'B', 'C', 'D']
    }));
    const orders = (kind: (typeof questionTypes)[number]) =>
      new Set(
        Array.from({ length: 60 }, (_, seed) =>
          drawPaper([row(kind, null, 1)], pool, seededRandom(String(seed)))![0]!.optionOrder.join('')
        )
      );
    expect(orders('single').size).toBeGreaterThan(10);
    expect(orders('true-false')).toEqual(new Set(['TF']));
  });

  test('every order of a shuffle is about equally likely', () => {
    const random = seededRandom('fair');
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round += 1) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
