import { describe, expect, test } from 'vitest';
import { system } from '#lib/platform/actor.ts';
import { examInput, fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { saveAnswers } from './answers.server.ts';
import { reviewAttempt } from './attempt-review.server.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { findMyExam, passesSince } from './exam-candidate.server.ts';
import { changeExamPaper, drawExamPaper, examPaper } from './exam-paper.server.ts';
import { noteReleasedErrors, releaseExam } from './exam-release.server.ts';
import { findExam, publishExam, saveExam } from './exam.server.ts';
import { countingTry, isReleased, minutesOfFactor } from './exam.ts';
import {
  endLastingExtraTime,
  grantExtraTime,
  grantLastingExtraTime,
  listLastingExtraTime
} from './extra-time.server.ts';
import { examResults } from './results.server.ts';
import { attempt, practiceCard, question } from './schema.server.ts';

const MINUTE = 60_000;
const error = (code: string) => expect.objectContaining({ code });

async function town() {
  const world = await openWorld();
  await fillBank(world, ['程序', '证据'], { single: 5, multiple: 3, 'true-false': 4 });
  return world;
}

const begin = async (world: World, who: Person, examId: number) => {
  world.clock.set(Math.max(world.clock.now(), Date.parse('2026-11-23T01:35:00Z')));
  return (await world.run(startAttempt, world.actor[who], { examId })).attemptId;
};
const questionsOf = async (world: World, who: Person, attemptId: number) =>
  (await world.run(attemptPage, world.actor[who], { attemptId })).questions;

async function sit(world: World, who: Person, examId: number, right: number) {
  const attemptId = await begin(world, who, examId);
  for (const [at, { position, type }] of (await questionsOf(world, who, attemptId)).entries()) {
    if (at < right)
      await world.run(saveAnswers, world.actor[who], {
        attemptId,
        answers: [{ position, sequence: 1, choice: rightChoice(type) }]
      });
  }
  await world.run(submitAttempt, world.actor[who], { attemptId });
  return attemptId;
}

describe('one paper for all', () => {
  const fixed = { ...examInput, paper: 'fixed' as const };

  test('drawn once it is the same for everybody, in everybody’s own order', async () => {
    const world = await town();
    const { id } = await world.run(saveExam, world.actor.he, fixed);
    await expect(world.run(publishExam, world.actor.he, { id })).rejects.toThrow(error('assessment.paper-empty'));
    await world.run(drawExamPaper, world.actor.he, { id });
    await world.run(publishExam, world.actor.he, { id });
    const papers = await Promise.all(
      (['lin', 'guo', 'zhou'] as const).map(async (who) => questionsOf(world, who, await begin(world, who, id)))
    );
    const stems = papers.map((paper) => paper.map(({ stem }) => stem));
    expect(new Set(stems.map((each) => [...each].sort().join())).size).toBe(1);
    expect(new Set(stems.map((each) => each.join())).size).toBeGreaterThan(1);
  });

  test('without shuffles it is the same to the letter', async () => {
    const world = await town();
    const { id } = await world.run(saveExam, world.actor.he, {
      ...fixed,
      shuffleQuestions: false,
      shuffleOptions: false
    });
    await world.run(drawExamPaper, world.actor.he, { id });
    await world.run(publishExam, world.actor.he, { id });
    const [lin, guo] = [
      await questionsOf(world, 'lin', await begin(world, 'lin', id)),
      await questionsOf(world, 'guo', await begin(world, 'guo', id))
    ];
    expect(lin).toEqual(guo);
  });

  test('questions are put in, exchanged, moved and taken out by hand, and the plan follows', async () => {
    const world = await town();
    const { he } = world.actor;
    const { id } = await world.run(saveExam, he, { ...fixed, blueprint: [] });
    const change = (one: Parameters<typeof changeExamPaper.input.parse>[0]) =>
      world.run(changeExamPaper, he, { id, change: one as never });
    const add = (code: string) => change({ kind: 'add', code, points: 2, section: '第一部分' });
    await add('程序-single-0');
    await add('程序-single-1');
    await add('证据-multiple-0');
    await expect(add('程序-single-0')).rejects.toThrow(error('assessment.question-in-paper'));
    await expect(add('没有这题')).rejects.toThrow(error('assessment.question-not-usable'));
    const codes = async () => (await world.run(examPaper, he, { id })).questions.map(({ code }) => code);
    await change({ kind: 'move', position: 3, to: 1 });
    expect(await codes()).toEqual(['证据-multiple-0', '程序-single-0', '程序-single-1']);
    await change({ kind: 'swap', position: 2 });
    expect((await codes())[1]).toBe('程序-single-3');
    await expect(change({ kind: 'swap', position: 1 })).rejects.toThrow(error('assessment.nothing-to-swap'));
    await change({ kind: 'remove', position: 1 });
    await expect(change({ kind: 'remove', position: 9 })).rejects.toThrow(error('assessment.position-not-found'));
    expect((await world.run(findExam, he, { id })).blueprint).toEqual([
      { type: 'single', topicId: null, section: '第一部分', count: 2, points: 2 }
    ]);
    await expect(
      world.run(changeExamPaper, world.actor.shen, { id, change: { kind: 'remove', position: 1 } })
    ).rejects.toThrow(error('people.not-allowed'));
  });

  test('a paper with a question that may no longer be used is not published; another plan forgets it', async () => {
    const world = await town();
    const { he } = world.actor;
    const { id } = await world.run(saveExam, he, fixed);
    await world.run(drawExamPaper, he, { id });
    await world.run(saveExam, he, { ...fixed, id, title: '改名' });
    expect((await world.run(findExam, he, { id })).fixed).toEqual({ questions: 5, ended: 0 });
    await world.store.transaction(async (db) => void (await db.update(question).set({ status: 'retired' })));
    await expect(world.run(publishExam, he, { id })).rejects.toThrow(error('assessment.paper-outdated'));
    await expect(world.run(drawExamPaper, he, { id })).rejects.toThrow(error('assessment.paper-not-drawable'));
    await world.run(saveExam, he, { ...fixed, id, blueprint: examInput.blueprint.slice(1) });
    expect((await world.run(findExam, he, { id })).fixed).toEqual({ questions: 0, ended: 0 });
  });

  test('only a draft with one paper is changed', async () => {
    const world = await town();
    const drawn = await publishedExam(world);
    await expect(world.run(examPaper, world.actor.he, { id: drawn })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
    const { id } = await world.run(saveExam, world.actor.he, fixed);
    await world.run(drawExamPaper, world.actor.he, { id });
    await world.run(publishExam, world.actor.he, { id });
    await expect(world.run(drawExamPaper, world.actor.he, { id })).rejects.toThrow(error('assessment.exam-not-draft'));
    await expect(world.run(drawExamPaper, world.actor.lin, { id })).rejects.toThrow(error('people.not-allowed'));
  });
});

describe('when results and answers come out', () => {
  const at = { releasedAt: null, closesAt: 100, beingSat: false };

  test.each([
    ['at-once', 0, at, true],
    ['when-over', 99, at, false],
    ['when-over', 100, at, true],
    ['when-over', 100, { ...at, beingSat: true }, false],
    ['by-hand', 500, at, false],
    ['by-hand', 500, { ...at, releasedAt: 400 }, true],
    ['never', 500, at, false]
  ] as const)('%s at %i', (rule, now, state, out) => {
    expect(isReleased({ rule, ...state }, now)).toBe(out);
  });

  test('nothing is told before: no points, no paper, no entry in the wrong-question book, no pass', async () => {
    const world = await town();
    const examId = await publishedExam(world, { resultsRelease: 'when-over', answersRelease: 'by-hand' });
    const attemptId = await sit(world, 'lin', examId, 3);
    const own = () => world.run(findMyExam, world.actor.lin, { examId });
    const passes = () => passesSince({ db: world.store.read, now: world.clock.now() }, null, '2026-11-01');
    expect(await own()).toMatchObject({ counting: null, attempts: [{ result: null }], answersOut: false });
    await expect(world.run(reviewAttempt, world.actor.lin, { attemptId })).rejects.toThrow(
      error('assessment.answers-held')
    );
    expect(await world.run(reviewAttempt, world.actor.he, { attemptId })).toMatchObject({ points: 4 });
    expect(await world.store.read.select().from(practiceCard)).toEqual([]);

    world.clock.set('2026-11-23T03:00:00Z');
    expect(await own()).toMatchObject({ counting: { result: { points: 4 } }, answersOut: false });
    expect(await passes()).toEqual([]);
    await world.run(noteReleasedErrors, system, {});
    expect(await world.store.read.select().from(practiceCard)).toEqual([]);
    await expect(world.run(reviewAttempt, world.actor.lin, { attemptId })).rejects.toThrow(
      error('assessment.answers-held')
    );
    await world.run(releaseExam, world.actor.he, { id: examId, what: 'answers' });
    expect((await world.run(reviewAttempt, world.actor.lin, { attemptId })).questions).toHaveLength(5);
    expect(await world.run(noteReleasedErrors, system, {})).toEqual({ noted: 1, more: false });
    expect(await world.store.read.select().from(practiceCard)).toHaveLength(2);
    expect(await world.run(noteReleasedErrors, system, {})).toEqual({ noted: 0, more: false });
  });

  test('releasing is the trainer’s, once, only where the exam says so, and results before answers', async () => {
    const world = await town();
    const examId = await publishedExam(world, { resultsRelease: 'by-hand', answersRelease: 'by-hand' });
    const release = (what: 'results' | 'answers', who: Person = 'he') =>
      world.run(releaseExam, world.actor[who], { id: examId, what });
    await expect(release('answers')).rejects.toThrow(error('assessment.answers-before-results'));
    await expect(release('results', 'lin')).rejects.toThrow(error('people.not-allowed'));
    await release('results');
    await expect(release('results')).rejects.toThrow(error('assessment.released-already'));
    const other = await publishedExam(world);
    await expect(world.run(releaseExam, world.actor.he, { id: other, what: 'results' })).rejects.toThrow(
      error('assessment.not-released-by-hand')
    );
    await expect(world.run(releaseExam, world.actor.he, { id: 999, what: 'results' })).rejects.toThrow(
      error('assessment.exam-not-found')
    );
  });

  test('answers that would come out before results are refused', async () => {
    const world = await town();
    const early = { ...examInput, resultsRelease: 'by-hand' as const, answersRelease: 'at-once' as const };
    await expect(world.run(saveExam, world.actor.he, early)).rejects.toMatchObject({
      fields: { answersRelease: ['assessment.answers-before-results'] }
    });
  });
});

describe('which try counts', () => {
  const tries = [
    { number: 1, points: 8, submittedAt: 1 },
    { number: 2, points: 5, submittedAt: 2 },
    { number: 3, points: null, submittedAt: null }
  ];

  test('the best or the last of those handed in', () => {
    expect(countingTry(tries, 'best')).toBe(tries[0]);
    expect(countingTry(tries, 'last')).toBe(tries[1]);
    expect(countingTry([], 'best')).toBeUndefined();
  });

  test('where the last counts, a later failure undoes a pass', async () => {
    const world = await town();
    const passes = () => passesSince({ db: world.store.read, now: world.clock.now() }, null, '2026-11-01');
    const examId = await publishedExam(world, { tryRule: 'last' });
    await sit(world, 'lin', examId, 5);
    expect(await passes()).toHaveLength(1);
    await sit(world, 'lin', examId, 0);
    expect(await passes()).toEqual([]);
    const { rows } = await world.run(examResults, world.actor.he, { examId, search: '017' });
    expect(rows).toMatchObject([{ outcome: 'failed', attempts: 2, best: { points: 0 } }]);
  });
});

describe('extra time as a multiple', () => {
  test.each([
    [40, 1.25, 10],
    [90, 1.5, 45],
    [50, 1.25, 13],
    [60, 3, 120]
  ])('of %i minutes × %d are %i more', (minutes, factor, more) => {
    expect(minutesOfFactor(minutes, factor)).toBe(more);
  });

  test('for one exam, and for every exam until it is ended', async () => {
    const world = await town();
    const { he } = world.actor;
    const cadreId = world.cadreId.lin;
    await world.run(grantLastingExtraTime, he, { cadreId, factor: 1.5, reason: '会议决定' });
    const first = await publishedExam(world);
    expect(await world.run(findMyExam, world.actor.lin, { examId: first })).toMatchObject({ extraMinutes: 20 });
    const attemptId = await begin(world, 'lin', first);
    const deadline = async () => (await world.run(attemptPage, world.actor.lin, { attemptId })).deadlineAt;
    const began = world.clock.now();
    expect(await deadline()).toBe(began + 60 * MINUTE);
    await world.run(grantExtraTime, he, { examId: first, cadreId, factor: 2, reason: '当场决定' });
    expect(await deadline()).toBe(began + 80 * MINUTE);
    await world.run(grantExtraTime, he, { examId: first, cadreId, minutes: 0, reason: '撤回' });
    expect(await deadline()).toBe(began + 60 * MINUTE);

    const [held] = await world.run(listLastingExtraTime, he, {});
    expect(held).toMatchObject({ staffNumber: '017', factor: 1.5 });
    await world.run(endLastingExtraTime, he, { id: held!.id });
    expect(await world.run(listLastingExtraTime, he, {})).toEqual([]);
    expect(await deadline()).toBe(began + 60 * MINUTE);
    const second = await publishedExam(world);
    expect(await world.run(findMyExam, world.actor.lin, { examId: second })).toMatchObject({ extraMinutes: 0 });
    await expect(world.run(endLastingExtraTime, he, { id: held!.id })).rejects.toThrow(
      error('assessment.extra-time-not-found')
    );
  });

  test('is bounded, and seen by nobody but those who grant it', async () => {
    const world = await town();
    const grant = { cadreId: world.cadreId.lin, factor: 1.5, reason: '会议决定' };
    for (const factor of [1, 1.3, 3.25]) {
      await expect(world.run(grantLastingExtraTime, world.actor.he, { ...grant, factor })).rejects.toThrow(
        error('input.invalid')
      );
    }
    await expect(world.run(grantLastingExtraTime, world.actor.he, { ...grant, cadreId: 999 })).rejects.toThrow(
      error('assessment.candidate-not-found')
    );
    const { id } = await world.run(grantLastingExtraTime, world.actor.he, grant);
    for (const actor of [world.actor.lin, world.actor.shen, world.actor.gao]) {
      await expect(world.run(listLastingExtraTime, actor, {})).rejects.toThrow(error('people.not-allowed'));
      await expect(world.run(grantLastingExtraTime, actor, grant)).rejects.toThrow(error('people.not-allowed'));
      await expect(world.run(endLastingExtraTime, actor, { id })).rejects.toThrow(error('people.not-allowed'));
    }
  });
});

test('the statement is kept word for word with the time of its confirmation', async () => {
  const world = await town();
  const examId = await publishedExam(world, { statement: '本人承诺独立作答' });
  await begin(world, 'lin', examId);
  const [kept] = await world.store.read.select().from(attempt);
  expect(kept).toMatchObject({ statement: '本人承诺独立作答', statementAt: world.clock.now() });
});
