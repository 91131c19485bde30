/** 模拟: a paper like an internal one, and no exam. */
import { describe, expect, test } from 'vitest';
import { MINUTE } from '#lib/platform/clock.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { wrongBook } from './practice-book.server.ts';
import { handInMock, openMock, startMock } from './practice-mock.server.ts';
import { mockPlan, mockResult, mockTypes } from './practice-mock.ts';
import { answerPractice, openPractice, startPractice } from './practice-run.server.ts';
import { attempt, practiceAnswer } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });

describe('the plan of a mock paper', () => {
  const pool = (count: number) =>
    Array.from({ length: count }, () => ({ type: 'single' as const, topicId: 1, difficulty: 1, statuteIds: [] }));
  const row = { type: 'single' as const, topicId: null, count: 40, points: 1 };

  test('is the exam’s, where the bank can fill it', () => {
    expect(mockPlan({ blueprint: [row], minutes: 90 }, pool(50))).toEqual({ blueprint: [row], minutes: 90 });
  });

  test('is cut down to what the bank holds, with time in proportion', () => {
    expect(mockPlan({ blueprint: [row], minutes: 90 }, pool(10))).toEqual({
      blueprint: [{ ...row, count: 10 }],
      minutes: 23
    });
    expect(mockPlan({ blueprint: [row], minutes: 90 }, [])).toEqual({ blueprint: [], minutes: 5 });
  });

  test('rows that compete for the same questions share them', () => {
    const { blueprint } = mockPlan({ blueprint: [row, { ...row, topicId: 1, count: 8 }], minutes: 90 }, pool(10));
    expect(blueprint.map(({ count }) => count)).toEqual([2, 8]);
  });
});

describe('the result of a mock paper', () => {
  const paper = { title: null, passPercent: 60, deadlineAt: 100 * MINUTE, points: [1, 2, 2] };
  test('counts points, passes at the mark and not below, and says how late it was', () => {
    expect(mockResult(paper, [true, true, false], 90 * MINUTE)).toMatchObject({
      points: 3,
      possible: 5,
      percent: 60,
      passed: true,
      right: 2,
      minutesLate: 0
    });
    expect(mockResult(paper, [false, true, false], 102.5 * MINUTE)).toMatchObject({ passed: false, minutesLate: 3 });
  });
});

async function open() {
  const world = await openWorld();
  await fillBank(world, ['程序', '证据'], { single: 6, multiple: 4, 'true-false': 5 } as Parameters<
    typeof fillBank
  >[2]);
  return world;
}
const begin = async (world: World, who: Person, examId: number | null = null) =>
  (await world.run(startMock, world.actor[who], { examId })).runId;
const look = (world: World, who: Person, runId: number) => world.run(openMock, world.actor[who], { runId });

describe('a mock paper', () => {
  test('is drawn by the settings from what the bank holds, and tells nothing before it is handed in', async () => {
    const world = await open();
    const runId = await begin(world, 'lin');
    const paper = await look(world, 'lin', runId);
    expect(paper).toMatchObject({ title: null, passPercent: 60, result: null });
    expect(paper.questions.map(({ type }) => type)).toEqual([
      ...Array<string>(10).fill('true-false'),
      ...Array<string>(12).fill('single'),
      ...Array<string>(8).fill('multiple')
    ]);
    expect(JSON.stringify(paper)).not.toMatch(/依据条文|"answer"/);
    await expect(world.run(openPractice, world.actor.lin, { runId })).rejects.toThrow(error('practice.run-not-found'));
    await expect(
      world.run(answerPractice, world.actor.lin, { runId, versionId: paper.questions[0]!.versionId, choice: ['T'] })
    ).rejects.toThrow(error('practice.run-not-found'));
  });

  test('is like the paper of an exam that is coming, and only of an own one', async () => {
    const world = await open();
    const examId = await publishedExam(world);
    const paper = await look(world, 'lin', await begin(world, 'lin', examId));
    expect(paper).toMatchObject({ title: '岗前考试', deadlineAt: world.clock.now() + 40 * MINUTE });
    expect(paper.questions.map(({ points }) => points)).toEqual([1, 1, 2, 2, 4]);
    await expect(begin(world, 'guo', 999)).rejects.toThrow(error('assessment.exam-not-found'));
  });

  test('is marked at the end, fills the book, and is no exam', async () => {
    const world = await open();
    const runId = await begin(world, 'lin', await publishedExam(world));
    const { questions } = await look(world, 'lin', runId);
    const answers = [
      ...questions.slice(0, 3).map(({ versionId, type }) => ({ versionId, choice: rightChoice(type) })),
      { versionId: questions[3]!.versionId, choice: ['D'] },
      { versionId: 9999, choice: ['A'] },
      { versionId: questions[4]!.versionId, choice: [] }
    ];
    await world.run(handInMock, world.actor.lin, { runId, answers });
    await world.run(handInMock, world.actor.lin, { runId, answers: [] });
    expect((await look(world, 'lin', runId)).result).toMatchObject({
      points: 4,
      possible: 10,
      percent: 40,
      passed: false,
      places: [true, true, true, false, false]
    });
    expect((await world.run(wrongBook, world.actor.lin, {})).counts.open).toBe(1);
    expect(await world.store.read.select().from(attempt)).toEqual([]);
    expect(await world.store.read.select().from(practiceAnswer)).toHaveLength(4);
    const unanswered = await world.run(openPractice, world.actor.lin, { runId, place: 5 });
    expect(unanswered.question.feedback).toMatchObject({ choice: [], right: false, explanation: '依据条文' });
  });

  test('asks whatever is marked at once, and takes for no answer what was only shown', async () => {
    const world = await openWorld();
    const types = [...mockTypes, 'short-answer', 'case'] as const;
    await fillBank(world, ['程序'], Object.fromEntries(types.map((type) => [type, 1])));
    const blueprint = types.map((type) => ({ type, topicId: null, count: 1, points: 2 }));
    const runId = await begin(world, 'lin', await publishedExam(world, { blueprint }));
    const { questions } = await look(world, 'lin', runId);
    expect(questions.map(({ type }) => type)).toEqual(mockTypes);
    const asked = (type: string) => questions.find((question) => question.type === type)!;
    expect(asked('matching').targets.length).toBeGreaterThan(1);
    expect(asked('ordering').options.map(({ key }) => key)).not.toEqual(rightChoice('ordering'));
    const answers = [
      { versionId: asked('fill-in').versionId, choice: rightChoice('fill-in').map(() => '不详') },
      { versionId: asked('ordering').versionId, choice: asked('ordering').options.map(({ key }) => key) },
      { versionId: asked('matching').versionId, choice: rightChoice('matching') },
      { versionId: asked('single').versionId, choice: [''] }
    ];
    await world.run(handInMock, world.actor.lin, { runId, answers });
    const places = mockTypes.map((type) => type === 'matching');
    expect((await look(world, 'lin', runId)).result).toMatchObject({ points: 2, places });
    // Wrong is only what was answered: the blanks.
    expect((await world.run(wrongBook, world.actor.lin, {})).rows.map(({ content }) => content.type)).toEqual([
      'fill-in'
    ]);
  });

  test('is gone on with while its time runs, and still taken afterwards', async () => {
    const world = await open();
    const runId = await begin(world, 'lin');
    const { deadlineAt } = await look(world, 'lin', runId);
    expect(await begin(world, 'lin')).toBe(runId);
    world.clock.set(new Date(deadlineAt + 2 * MINUTE).toISOString());
    expect(await begin(world, 'lin')).not.toBe(runId);
    await world.run(handInMock, world.actor.lin, { runId, answers: [] });
    expect((await look(world, 'lin', runId)).result).toMatchObject({ minutesLate: 2, points: 0 });
  });

  test('is the learner’s alone', async () => {
    const world = await open();
    const runId = await begin(world, 'lin');
    const other = (await world.run(startPractice, world.actor.lin, { mode: 'random' })).runId;
    await expect(look(world, 'guo', runId)).rejects.toThrow(error('practice.run-not-found'));
    await expect(look(world, 'lin', other)).rejects.toThrow(error('practice.run-not-found'));
    await expect(world.run(handInMock, world.actor.guo, { runId, answers: [] })).rejects.toThrow(
      error('practice.run-not-found')
    );
    await expect(begin(world, 'he')).rejects.toThrow(error('people.not-allowed'));
    await expect(begin(await openWorld(), 'lin')).rejects.toThrow(error('practice.mock-not-filled'));
  });
});
