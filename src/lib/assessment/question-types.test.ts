/** Every type on its way through the portal: written, sat, practised, marked. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { caseParts, fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { saveAnswers } from './answers.server.ts';
import { onPaper } from './answers.ts';
import { reviewAttempt } from './attempt-review.server.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { answerPractice, openPractice, startPractice } from './practice-run.server.ts';
import { saveQuestion } from './question-editing.server.ts';
import { findQuestion } from './question-list.server.ts';
import { LONGEST, questionTypes, type DraftQuestion, type Part, type QuestionType } from './question.ts';
import { attemptQuestion, practiceAnswer } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const blueprint = questionTypes.map((type) => ({ type, topicId: null, count: 1, points: 3 }));

async function sitting(change: object = {}) {
  const world = await openWorld();
  await fillBank(world, ['程序'], Object.fromEntries(questionTypes.map((type) => [type, 1])));
  const examId = await publishedExam(world, { blueprint, ...change });
  world.clock.set('2026-11-23T01:40:00Z');
  const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId });
  const orders = await world.store.read
    .select({ position: attemptQuestion.position, order: attemptQuestion.optionOrder })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId));
  const orderAt = new Map(orders.map(({ position, order }) => [position, order]));
  const sheet = await world.run(attemptPage, world.actor.lin, { attemptId });
  const placeOf = (type: QuestionType, label = '') =>
    sheet.questions.find((asked) => asked.type === type && asked.label.includes(label))!;
  let sequence = 0;
  return {
    ...world,
    attemptId,
    sheet,
    placeOf,
    /** Saves a choice given with the bank's keys, as the page would send it. */
    save: (position: number, type: QuestionType, choice: string[]) =>
      world.run(saveAnswers, world.actor.lin, {
        attemptId,
        answers: [
          { position, sequence: (sequence += 1), choice: onPaper(choice, type, orderAt.get(position)!), flagged: false }
        ]
      }),
    review: async () => {
      await world.run(submitAttempt, world.actor.lin, { attemptId });
      return world.run(reviewAttempt, world.actor.lin, { attemptId });
    }
  };
}

describe('sitting', () => {
  test('a case is one question with a place for each part, and its points are shared by weight', async () => {
    const { sheet } = await sitting();
    expect(sheet.questions.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8.1', '8.2']);
    expect(sheet.questions.slice(-2)).toMatchObject([
      { type: 'single', stem: '谁管？', material: '程序 case 0', points: 1 },
      { type: 'fill-in', stem: '____日内', material: '程序 case 0', points: 2 }
    ]);
  });

  test('the page tells of no type what is right', async () => {
    const { sheet } = await sitting();
    const said = JSON.stringify(sheet);
    for (const secret of [
      '司法局',
      '六十',
      '先表明身份',
      '表明身份',
      '说明理由',
      '十五',
      '"answer"',
      'rubric',
      'blanks',
      'details'
    ]) {
      expect(said).not.toContain(secret);
    }
    for (const { type, options, targets } of sheet.questions) {
      if (type !== 'ordering' && type !== 'matching') continue;
      // The letters run down the page and say nothing about the order in the bank.
      expect(options.map(({ key }) => key)).toEqual(['A', 'B', 'C', 'D'].slice(0, options.length));
      expect(targets.map(({ key }) => key)).toEqual(['1', '2', '3'].slice(0, targets.length));
    }
  });

  test('a right answer of every type earns its points, and free text waits for a person', async () => {
    const world = await sitting();
    for (const { position, type, label } of world.sheet.questions) {
      const part = label.startsWith('8.') ? caseParts[Number(label.slice(2)) - 1] : undefined;
      await world.save(position, type, part?.answer ?? rightChoice(type));
    }
    const review = await world.review();
    expect(review.questions.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 6 }, () => 'right'),
      null,
      'right',
      'right'
    ]);
    expect(review).toMatchObject({ points: 21, pointsPossible: 24 });
    const ordering = review.questions.find(({ type }) => type === 'ordering')!;
    expect([ordering.choice, ordering.answer]).toEqual([rightChoice('ordering'), rightChoice('ordering')]);
  });

  test('a reload shows an answer with the keys of the paper, whatever the bank calls them', async () => {
    const world = await sitting();
    const { position, options } = world.placeOf('ordering');
    const shown = options.map(({ key }) => key);
    await world.run(saveAnswers, world.actor.lin, {
      attemptId: world.attemptId,
      answers: [{ position, sequence: 1, choice: [...shown].reverse(), flagged: false }]
    });
    const { answers } = await world.run(attemptPage, world.actor.lin, { attemptId: world.attemptId });
    expect(answers[0]!.choice).toEqual([...shown].reverse());
  });

  test('partial credit is given where the paper says so, and only there', async () => {
    const half = async (scoring: 'exact' | 'partial') => {
      const world = await sitting({ scoring });
      await world.save(world.placeOf('multiple').position, 'multiple', ['A']);
      await world.save(world.placeOf('matching').position, 'matching', ['A2', 'B1', 'C3']);
      await world.save(world.placeOf('fill-in', '4').position, 'fill-in', ['六十', '镇政府']);
      return (await world.review()).questions.map(({ pointsAwarded }) => pointsAwarded);
    };
    expect(await half('partial')).toEqual([0, 1.5, 0, 1.5, 0, 2, 0, 0, 0]);
    expect(await half('exact')).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test.each<[QuestionType, string[]]>([
    ['single', ['A', 'B']],
    ['fill-in', ['60']],
    ['fill-in', ['60', '局'.repeat(201)]],
    ['ordering', ['A', 'B']],
    ['ordering', ['A', 'B', 'C', 'C']],
    ['matching', ['A1', 'A2']],
    ['matching', ['A9']],
    ['short-answer', ['一', '二']],
    ['multiple', ['T']]
  ])('%s cannot be answered with %j', async (type, choice) => {
    const world = await sitting();
    await expect(world.save(world.placeOf(type).position, type, choice)).rejects.toThrow(
      error('assessment.impossible-choice')
    );
  });

  test('free text as long as may be is kept whole; a letter more is refused', async () => {
    const world = await sitting();
    const { position } = world.placeOf('short-answer');
    await world.save(position, 'short-answer', ['字'.repeat(LONGEST.reply)]);
    await expect(world.save(position, 'short-answer', ['字'.repeat(LONGEST.reply + 1)])).rejects.toThrow();
    const { answers } = await world.run(attemptPage, world.actor.lin, { attemptId: world.attemptId });
    expect(answers[0]!.choice[0]).toHaveLength(LONGEST.reply);
  });
});

describe('practising', () => {
  async function practised(type: QuestionType) {
    const world = await openWorld();
    await fillBank(world, ['程序'], { [type]: 1 });
    const { runId } = await world.run(startPractice, world.actor.lin, { mode: 'random' });
    const look = async () => (await world.run(openPractice, world.actor.lin, { runId })).question;
    const { versionId } = await look();
    const answer = (given: object) => world.run(answerPractice, world.actor.lin, { runId, versionId, ...given });
    return { ...world, look, answer };
  }

  test.each<QuestionType>(['fill-in', 'ordering', 'matching'])('%s is marked at once', async (type) => {
    const { look, answer } = await practised(type);
    expect(await answer({ choice: rightChoice(type) })).toEqual({ right: true });
    expect((await look()).feedback).toMatchObject({ right: true, answer: rightChoice(type) });
  });

  test('before the answer nothing tells what is right', async () => {
    for (const type of ['fill-in', 'short-answer', 'case'] as const) {
      const said = JSON.stringify(await (await practised(type)).look());
      for (const secret of ['司法局', '十五', '表明身份', 'rubric', 'weight']) expect(said).not.toContain(secret);
    }
    const { options } = await (await practised('ordering')).look();
    expect(options.map(({ key }) => key)).not.toEqual(rightChoice('ordering'));
  });

  test('free text is set beside the model answer first, and counts as the learner judges it', async () => {
    const { look, answer, store } = await practised('short-answer');
    expect(await answer({ choice: ['先说清楚'] })).toMatchObject({
      right: null,
      models: [{ part: null, answer: '先表明身份，再检查' }]
    });
    expect(await store.read.select().from(practiceAnswer)).toEqual([]);
    expect(await answer({ choice: ['先说清楚'], judged: false })).toEqual({ right: false });
    expect((await look()).feedback).toMatchObject({ right: false, choice: ['先说清楚'] });
  });

  test('a case is answered as a whole, and is right when all its parts are', async () => {
    const { look, answer } = await practised('case');
    expect((await look()).parts.map(({ type }) => type)).toEqual(['single', 'fill-in']);
    await expect(answer({ parts: [['C']] })).rejects.toThrow(error('practice.impossible-choice'));
    expect(await answer({ parts: [['C'], ['十六']] })).toEqual({ right: false });
    expect((await look()).feedback?.parts).toEqual([
      { choice: ['C'], right: true },
      { choice: ['十六'], right: false }
    ]);
  });
});

describe('the bank', () => {
  const draft: DraftQuestion = {
    code: 'AL-1',
    type: 'case',
    topic: '程序',
    difficulty: 2,
    stem: '摊主当街摆摊，执法人员上前检查。',
    options: [],
    answer: [],
    details: {
      parts: [
        { ...(caseParts[0] as Part) },
        {
          type: 'matching',
          stem: '配对',
          options: [
            { key: 'A', text: '甲' },
            { key: 'B', text: '乙' }
          ],
          answer: ['A2', 'B1'],
          details: {
            targets: [
              { key: '1', text: '一' },
              { key: '2', text: '二' }
            ]
          },
          weight: 2.5
        }
      ]
    },
    explanation: '',
    basis: '',
    validFrom: null,
    validTo: null
  };
  const save = (world: World, change: Partial<DraftQuestion> = {}, basedOn: number | null = null) =>
    world.run(saveQuestion, world.actor.he, { ...draft, ...change, basedOn } as never);

  test('keeps what a type has beyond options, and the same content writes nothing', async () => {
    const world = await openWorld();
    await save(world);
    const { versions } = await world.run(findQuestion, world.actor.he, { code: 'AL-1' });
    expect(versions[0]).toMatchObject({ type: 'case', details: draft.details });
    expect(await save(world, {}, 1)).toMatchObject({ changed: false });
    const [first, second] = draft.details!.parts!;
    const changed = { parts: [first!, { ...second!, weight: 3 }] };
    expect(await save(world, { details: changed }, 1)).toMatchObject({ changed: true, version: 2 });
  });

  test('what is wrong with a part is said at that part', async () => {
    const world = await openWorld();
    const [first, second] = draft.details!.parts!;
    await expect(save(world, { details: { parts: [first!, { ...second!, answer: ['A2'] }] } })).rejects.toMatchObject({
      fields: { p2_answer: ['bank.answer-unpaired|key=B'] }
    });
  });
});
