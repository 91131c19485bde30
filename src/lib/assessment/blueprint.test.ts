import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkBlueprint,
  countAvailable,
  fitsRow,
  mixOf,
  paperTotals,
  type Available,
  type Blueprint,
  type BlueprintRow
} from './blueprint.ts';
import { arrange, drawQuestions, namesOtherOptions, seededRandom, shuffled, type Drawable } from './draw.ts';
import type { QuestionType } from './question.ts';

const types: QuestionType[] = ['single', 'multiple', 'true-false'];
const held = (type: QuestionType, topicId: number, count: number, statuteIds: number[] = [], difficulty = 1) => ({
  type,
  topicId,
  difficulty,
  statuteIds,
  count
});
const available: Available[] = [held('single', 1, 5), held('single', 2, 3), held('multiple', 1, 2)];
const row = (
  type: QuestionType,
  topicId: number | null,
  count: number,
  points = 1,
  more: Partial<BlueprintRow> = {}
): BlueprintRow => ({ type, topicId, count, points, ...more });

describe('what the bank can fill', () => {
  test('each row within its topic is fillable up to what the bank holds', () => {
    expect(checkBlueprint([row('single', 1, 5), row('multiple', 1, 2)], available).ok).toBe(true);
    expect(checkBlueprint([row('single', 2, 4)], available).rows).toEqual([
      { row: 0, wanted: 4, available: 3, short: 1, together: { rows: [0], wanted: 4, held: 3 } }
    ]);
  });

  test('a row for any topic gets only what rows with a topic leave, wherever it stands', () => {
    const rows = checkBlueprint([row('single', null, 4), row('single', 1, 5)], available).rows;
    expect(rows).toEqual([
      { row: 0, wanted: 4, available: 8, short: 1, together: { rows: [0, 1], wanted: 9, held: 8 } },
      { row: 1, wanted: 5, available: 5, short: 0, together: null }
    ]);
  });

  test('two rows of the same topic do not count a question twice', () => {
    const check = checkBlueprint([row('single', 2, 2, 1), row('single', 2, 2, 3)], available);
    expect(check.ok).toBe(false);
    expect(check.rows.reduce((sum, { short }) => sum + short, 0)).toBe(1);
  });

  test('a topic and a law that want the same question leave it to the one with no other', () => {
    const bank = [held('single', 1, 1, [7]), held('single', 1, 1), held('single', 2, 0, [7])];
    const plan = [row('single', 1, 1), row('single', null, 1, 1, { statuteId: 7 })];
    expect(checkBlueprint(plan, bank).ok).toBe(true);
    expect(checkBlueprint([...plan].reverse(), bank).ok).toBe(true);
    expect(checkBlueprint([row('single', 1, 2), plan[1]!], bank).ok).toBe(false);
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
      type: fc.constantFrom(...types),
      topicId: fc.integer({ min: 1, max: 3 }),
      difficulty: fc.integer({ min: 1, max: 3 }),
      statuteIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 })
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
    type: fc.constantFrom(...types),
    topicId: fc.option(fc.integer({ min: 1, max: 3 })),
    statuteId: fc.option(fc.integer({ min: 1, max: 3 })),
    difficulty: fc.option(fc.integer({ min: 1, max: 3 })),
    section: fc.constantFrom('', '第一部分', '第二部分'),
    count: fc.integer({ min: 1, max: 6 }),
    points: fc.constantFrom(0.5, 1, 2)
  }),
  { minLength: 1, maxLength: 6 }
);

/** Whether every row can have its own questions, by Hall's condition over every set of rows. */
function canBeFilled(plan: Blueprint, pool: readonly Drawable[]): boolean {
  return Array.from({ length: 2 ** plan.length - 1 }, (_, mask) =>
    plan.filter((__, at) => ((mask + 1) >> at) & 1)
  ).every(
    (rows) =>
      rows.reduce((sum, { count }) => sum + count, 0) <=
      pool.filter((question) => rows.some((one) => fitsRow(one, question))).length
  );
}

describe('the check is exact', () => {
  test('it says yes exactly when no set of rows wants more than there is', () => {
    fc.assert(
      fc.property(drawable, blueprint, (pool, plan) => {
        expect(checkBlueprint(plan, countAvailable(pool)).ok).toBe(canBeFilled(plan, pool));
      }),
      { numRuns: 400 }
    );
  });

  test('a short row names rows that together want more than the bank holds for them', () => {
    fc.assert(
      fc.property(drawable, blueprint, (pool, plan) => {
        for (const { row: at, short, together } of checkBlueprint(plan, countAvailable(pool)).rows) {
          if (!short) expect(together).toBeNull();
          else {
            const rows = together!.rows.map((which) => plan[which]!);
            expect(together!.rows).toContain(at);
            expect(together!.held).toBe(pool.filter((question) => rows.some((one) => fitsRow(one, question))).length);
            expect(together!.wanted - together!.held).toBeGreaterThanOrEqual(short);
          }
        }
      })
    );
  });
});

describe('drawing a paper', () => {
  test('a paper can be drawn exactly when the check says so, and every question fits its row', () => {
    fc.assert(
      fc.property(drawable, blueprint, fc.string(), (pool, plan, seed) => {
        const placed = drawQuestions(plan, pool, seededRandom(seed));
        const check = checkBlueprint(plan, countAvailable(pool));
        expect(placed !== undefined).toBe(check.ok);
        if (!placed) return;
        expect(new Set(placed.map(({ question }) => question.questionId)).size).toBe(check.questions);
        let at = 0;
        for (const one of plan) {
          const hand = placed.slice(at, (at += one.count));
          expect(hand).toHaveLength(one.count);
          for (const { question, points, section } of hand) {
            expect(fitsRow(one, question)).toBe(true);
            expect({ points, section }).toEqual({ points: one.points, section: one.section ?? '' });
          }
        }
      }),
      { numRuns: 300 }
    );
  });

  test('each row has the same mix of difficulties in every paper', () => {
    fc.assert(
      fc.property(drawable, blueprint, fc.string(), (pool, plan, seed) => {
        const mix = mixOf(plan, countAvailable(pool));
        const placed = drawQuestions(plan, pool, seededRandom(seed));
        expect(placed === undefined).toBe(mix === undefined);
        if (!placed || !mix) return;
        let at = 0;
        for (const [which, one] of plan.entries()) {
          const hand = placed.slice(at, (at += one.count));
          expect([1, 2, 3].map((level) => hand.filter(({ question }) => question.difficulty === level).length)).toEqual(
            mix[which]
          );
        }
      })
    );
  });

  test('a mix once settled is kept when the bank grows', () => {
    const pool = (count: number, difficulty: number, from: number) =>
      Array.from({ length: count }, (_, at): Drawable => ({
        versionId: from + at,
        questionId: from + at,
        type: 'single',
        topicId: 1,
        difficulty,
        statuteIds: [],
        optionKeys: ['A', 'B']
      }));
    const before = [...pool(10, 1, 0), ...pool(10, 3, 100)];
    const mix = mixOf([row('single', null, 4)], countAvailable(before))!;
    expect(mix).toEqual([[2, 0, 2]]);
    const later = drawQuestions([row('single', null, 4)], [...before, ...pool(80, 3, 200)], seededRandom('x'), mix)!;
    expect(later.filter(({ question }) => question.difficulty === 1)).toHaveLength(2);
  });

  test('the same seed draws the same paper, another seed another one', () => {
    const pool = Array.from({ length: 40 }, (_, at): Drawable => ({
      versionId: at,
      questionId: at,
      type: 'single',
      topicId: 1,
      difficulty: 1 + (at % 3),
      statuteIds: [],
      optionKeys: ['A', 'B', 'C', 'D']
    }));
    const draw = (seed: string) => drawQuestions([row('single', null, 10)], pool, seededRandom(seed));
    expect(draw('1/7/1')).toEqual(draw('1/7/1'));
    expect(draw('1/7/1')).not.toEqual(draw('1/8/1'));
    const drawn = new Set(
      Array.from({ length: 60 }, (_, at) => draw(String(at))!.map(({ question }) => question.versionId)).flat()
    );
    expect(drawn.size).toBe(40);
  });
});

const one = (type: QuestionType, at: number, more: Partial<Drawable> = {}): Drawable => ({
  versionId: at,
  questionId: at,
  type,
  topicId: 1,
  difficulty: 1,
  statuteIds: [],
  optionKeys: type === 'true-false' ? ['T', 'F'] : ['A', 'B', 'C', 'D'],
  ...more
});

describe('arranging a paper', () => {
  const placed = [
    { question: one('single', 1), points: 1, section: '一' },
    { question: one('true-false', 2), points: 1, section: '一' },
    { question: one('single', 3), points: 1, section: '二' },
    { question: one('single', 4), points: 1, section: '一' }
  ];
  const both = { shuffleQuestions: true, shuffleOptions: true };

  test('parts stay in their order, and kinds together within a part', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const order = arrange(placed, both, seededRandom(String(seed))).map(({ versionId }) => versionId);
      expect([
        [1, 4, 2, 3],
        [4, 1, 2, 3]
      ]).toContainEqual(order);
    }
  });

  test('without shuffles everybody sees the same order of questions and options', () => {
    const plain = { shuffleQuestions: false, shuffleOptions: false };
    const orders = [1, 2, 3].map((seed) => arrange(placed, plain, seededRandom(String(seed))));
    expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(1);
    expect(orders[0]!.map(({ optionOrder }) => optionOrder.join(''))).toEqual(['ABCD', 'TF', 'ABCD', 'ABCD']);
  });

  test('options are shuffled, except right and wrong and those that speak of each other', () => {
    const orders = (question: Drawable) =>
      new Set(
        Array.from({ length: 60 }, (_, seed) =>
          arrange([{ question, points: 1, section: '' }], both, seededRandom(String(seed)))[0]!.optionOrder.join('')
        )
      );
    expect(orders(one('single', 1)).size).toBeGreaterThan(10);
    expect(orders(one('true-false', 1))).toEqual(new Set(['TF']));
    expect(orders(one('single', 1, { keepsOrder: true }))).toEqual(new Set(['ABCD']));
    expect(namesOtherOptions(['罚款', '以上都对'])).toBe(true);
    expect(namesOtherOptions(['罚款', 'A和B'])).toBe(true);
    expect(namesOtherOptions(['罚款', '警告'])).toBe(false);
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
