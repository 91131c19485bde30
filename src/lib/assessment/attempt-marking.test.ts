import { expect, test } from 'vitest';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person } from '#tests/support/world.ts';
import { attemptMarking } from './attempt-marking.server.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { passesOf } from './exam-candidate.server.ts';
import { releaseExam } from './exam-release.server.ts';
import type { ExamKind } from './exam.ts';
import { markingDesk, saveMark } from './human-marking.server.ts';
import { markingRecords } from './marking-records.server.ts';
import { applyRemark } from './remark.server.ts';
import { examResults } from './results.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const blueprint = [
  { type: 'single' as const, topicId: null, count: 1, points: 4 },
  { type: 'short-answer' as const, topicId: null, count: 1, points: 6 }
];

async function handedIn(kind: ExamKind = 'annual', choice: string[] = rightChoice('single'), change: object = {}) {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 1, 'short-answer': 1 });
  const examId = await publishedExam(world, { blueprint, kind, ...change });
  world.clock.set('2026-11-23T01:40:00Z');
  const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId });
  const { questions } = await world.run(attemptPage, world.actor.lin, { attemptId });
  const answers = questions.map(({ position, type }) => ({
    position,
    sequence: 1,
    choice: type === 'single' ? choice : ['先亮证']
  }));
  await world.run(submitAttempt, world.actor.lin, { attemptId, answers });
  const mark = async (by: Person, given: number[], comment = '') => {
    const { answer } = await world.run(markingDesk, world.actor[by], { examId });
    await world.run(saveMark, world.actor[by], { examId, ticket: answer!.ticket, given, comment, finish: true });
  };
  const seenBy = (who: Person) => world.run(attemptMarking, world.actor[who], { attemptId });
  return { ...world, examId, attemptId, mark, seenBy };
}

test('the candidate sees that something waits, then points and comment by line, and not whose they are', async () => {
  const world = await handedIn();
  expect(await world.seenBy('lin')).toMatchObject({ pending: 1, byHand: {}, history: [] });
  await world.mark('he', [2, 0.5], '理由说全些');
  const { pending, byHand } = await world.seenBy('lin');
  expect(pending).toBe(0);
  expect(byHand[2]).toMatchObject({ marks: [{ marker: null, given: [2, 0.5], comment: '理由说全些' }] });
  expect((await world.seenBy('shen')).byHand[2]!.marks[0]!.marker).toBe('何某丁');
});

test('results say that a paper waits to be marked', async () => {
  const world = await handedIn();
  const outcome = async () => {
    const { rows, summary } = await world.run(examResults, world.actor.he, { examId: world.examId });
    return [rows.find(({ cadreId }) => cadreId === world.cadreId.lin)!.outcome, summary.marking];
  };
  expect(await outcome()).toEqual(['marking', 1]);
  await world.mark('he', [2, 1]);
  expect(await outcome()).toEqual(['passed', 0]);
});

test('a re-mark shows on the question and in the history, with its reason', async () => {
  const world = await handedIn('annual', ['A']);
  await world.mark('he', [2, 1]);
  const { questions } = await world.run(markingDesk, world.actor.he, { examId: world.examId });
  const item = questions[0]!.id;
  await world.run(applyRemark, world.actor.he, {
    examId: world.examId,
    item,
    ruling: { kind: 'not-counted' },
    reason: '题目不清',
    expected: { changed: 1, newlyPassed: 0, newlyFailed: 1 }
  });
  const { rulings, history } = await world.seenBy('lin');
  expect(rulings).toEqual({ 2: 'not-counted' });
  expect(
    history.map(({ points, pointsPossible, cause, reason, by }) => [points, pointsPossible, cause, reason, by])
  ).toEqual([
    [6, 10, 'marking', null, null],
    [0, 4, 'remark', '题目不清', null]
  ]);
});

test('nobody sees another person’s marks without the right to results', async () => {
  const world = await handedIn();
  await expect(world.seenBy('guo')).rejects.toThrow(error('assessment.attempt-not-found'));
  await expect(world.run(attemptMarking, world.actor.tang, { attemptId: world.attemptId })).rejects.toThrow(
    error('people.not-allowed')
  );
  await expect(world.run(attemptMarking, world.actor.lin, { attemptId: 77_777 })).rejects.toThrow(
    error('assessment.attempt-not-found')
  );
});

test('records keep every mark; names stay hidden from blind marking until all is marked', async () => {
  const world = await handedIn();
  const { answer } = await world.run(markingDesk, world.actor.he, { examId: world.examId });
  await world.run(saveMark, world.actor.he, {
    examId: world.examId,
    ticket: answer!.ticket,
    given: [1, null],
    finish: false
  });
  const records = async () => (await world.run(markingRecords, world.actor.he, { examId: world.examId })).rows;
  expect((await records()).map(({ person, points, marker }) => [person, points, marker])).toEqual([
    [null, null, '何某丁']
  ]);
  await world.mark('he', [1, 1]);
  expect((await records()).map(({ person, points }) => [person?.name, points])).toEqual([
    ['林某甲', null],
    ['林某甲', 4]
  ]);
  await expect(world.run(markingRecords, world.actor.shen, { examId: world.examId })).rejects.toThrow(
    error('people.not-allowed')
  );
  await expect(world.run(markingRecords, world.actor.he, { examId: 77_777 })).rejects.toThrow(
    error('assessment.exam-not-found')
  );
});

const passesNow = ({ house, clock, cadreId }: Awaited<ReturnType<typeof handedIn>>) =>
  passesOf({ db: house.store.read, now: clock.now() }, cadreId.lin);

test('a pass may be certified with its exam, day and result', async () => {
  const world = await handedIn();
  await world.mark('he', [2, 1]);
  expect(await passesNow(world)).toMatchObject([
    { attemptId: world.attemptId, kind: 'annual', percent: 100, passedOn: '2026-11-23', passPercent: 60 }
  ]);
});

test('a pass is certified no earlier than results are out', async () => {
  const world = await handedIn('annual', rightChoice('single'), {
    resultsRelease: 'by-hand',
    answersRelease: 'by-hand'
  });
  await world.mark('he', [2, 1]);
  expect(await passesNow(world)).toEqual([]);
  await world.run(releaseExam, world.actor.he, { id: world.examId, what: 'results' });
  expect(await passesNow(world)).toHaveLength(1);
});

test.each<[string, ExamKind, number[] | null]>([
  ['not yet wholly marked', 'annual', null],
  ['failed', 'annual', [0, 0]],
  ['of a mock exam', 'mock', [2, 1]]
])('a paper %s is no pass to certify', async (_, kind, given) => {
  const world = await handedIn(kind);
  if (given) await world.mark('he', given);
  expect(await passesNow(world)).toEqual([]);
});
