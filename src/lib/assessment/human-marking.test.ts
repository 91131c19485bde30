import { describe, expect, test } from 'vitest';
import { accountActor, type Actor } from '#lib/platform/actor.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { passesSince } from './exam-candidate.server.ts';
import { examsToMark, markingDesk, saveMark, setMarkingRules } from './human-marking.server.ts';
import { attempt, attemptResult, humanMark } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
/** A choice for four points and a short answer for six; the rubric has lines of two and of one. */
const blueprint = [
  { type: 'single' as const, topicId: null, count: 2, points: 2 },
  { type: 'short-answer' as const, topicId: null, count: 1, points: 6 }
];

async function written(
  who: Person[] = ['lin', 'guo'],
  rules: Partial<Parameters<typeof setMarkingRules.input.parse>[0] & object> = {}
) {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 2, 'short-answer': 1 });
  const examId = await publishedExam(world, { blueprint, kind: 'annual' });
  await world.run(setMarkingRules, world.actor.he, { examId, markers: 1, tolerance: 1, blind: true, ...rules });
  world.clock.set('2026-11-23T01:40:00Z');
  for (const one of who) await handIn(world, examId, world.actor[one], `${one} 的答案`);
  return { ...world, examId, desk: (by: Actor, input = {}) => world.run(markingDesk, by, { examId, ...input }) };
}

async function handIn(world: World, examId: number, by: Actor, reply: string) {
  const { attemptId } = await world.run(startAttempt, by, { examId });
  const { questions } = await world.run(attemptPage, by, { attemptId });
  const answers = questions.map(({ position, type }) => ({
    position,
    sequence: 1,
    choice: type === 'short-answer' ? (reply ? [reply] : []) : rightChoice(type)
  }));
  return world.run(submitAttempt, by, { attemptId, answers });
}

/** Marks the answer that contains a word, whatever its place in the marker's order. */
async function markOf(world: Awaited<ReturnType<typeof written>>, by: Actor, word: string, given: number[]) {
  for (let turn = 0; turn < 5; turn += 1) {
    const { answer } = await world.desk(by);
    if (!answer) break;
    const mine = answer.reply.includes(word);
    await world.run(saveMark, by, {
      examId: world.examId,
      ticket: answer.ticket,
      given: mine ? given : [0, 0],
      finish: true
    });
    if (mine) return answer.ticket;
  }
  throw new Error(`No answer with ${word} waits.`);
}

/** What reads outside the door. */
const reader = (world: World) => ({ db: world.store.read, now: world.clock.now() });

const results = async (world: World) =>
  (await world.store.read.select().from(attempt)).map(({ points, passed }) => [points, passed]);

test('a paper is provisional until its free text is marked, and only then passes anybody', async () => {
  const world = await written(['lin']);
  expect(await results(world)).toEqual([[4, null]]);
  expect(await passesSince(reader(world), null, '2026-01-01')).toEqual([]);
  await markOf(world, world.actor.shen, 'lin', [2, 0.5]);
  expect(await results(world)).toEqual([[9, true]]);
  const passes = await passesSince(reader(world), null, '2026-01-01');
  expect(passes).toMatchObject([{ cadreId: world.cadreId.lin, percent: 90 }]);
  const rows = await world.store.read.select().from(attemptResult);
  expect(rows.map(({ cause, points, passed }) => [cause, points, passed])).toEqual([
    ['candidate', 4, null],
    ['marking', 9, true]
  ]);
});

test('an empty answer waits for nobody', async () => {
  const world = await written([]);
  await handIn(world, world.examId, world.actor.lin, '');
  expect(await results(world)).toEqual([[4, false]]);
  expect((await world.desk(world.actor.he)).questions).toEqual([]);
  expect(await world.run(examsToMark, world.actor.he, {})).toEqual([]);
});

test('a blind marker learns nothing about whose answer it is', async () => {
  const world = await written();
  const blind = await world.desk(world.actor.he);
  expect(blind.answer).toMatchObject({ candidate: null, points: 6, mine: null });
  expect(JSON.stringify(blind)).not.toMatch(/attemptId|cadreId|某|017|018/);
  const tickets = async (by: Actor) => {
    const { answer } = await world.desk(by);
    return answer!.ticket;
  };
  expect(await tickets(world.actor.he)).not.toBe(await tickets(world.actor.shen));
});

test('where markers are not blind they see name and unit', async () => {
  const world = await written(['lin'], { blind: false });
  expect((await world.desk(world.actor.he)).answer!.candidate).toEqual({ name: '林某甲', unitName: '综合执法中心' });
});

test('nobody marks their own answer, by whatever way they come to it', async () => {
  const world = await written(['zhou', 'lin']);
  const { questions } = await world.desk(world.actor.zhou);
  expect(questions[0]).toMatchObject({ answers: 1, waiting: 1 });
  const { ticketOf } = await import('./settling.ts');
  const [own] = (await world.store.read.select().from(attempt)).filter(({ cadreId }) => cadreId === world.cadreId.zhou);
  const ticket = ticketOf(own!.id, 3, world.actor.zhou.accountId!);
  const forged = { examId: world.examId, ticket, given: [2, 1], finish: true };
  await expect(world.run(saveMark, world.actor.zhou, forged)).rejects.toThrow(error('assessment.answer-not-found'));
  await expect(world.run(saveMark, world.actor.zhou, { ...forged, ticket: 'ffffffff' })).rejects.toThrow(
    error('assessment.answer-not-found')
  );
});

describe('two markers', () => {
  test('within the tolerance are averaged', async () => {
    const world = await written(['lin'], { markers: 2 });
    await markOf(world, world.actor.he, 'lin', [2, 0]);
    expect(await results(world)).toEqual([[4, null]]);
    await markOf(world, world.actor.shen, 'lin', [1.5, 0]);
    expect(await results(world)).toEqual([[7.5, true]]);
  });

  test('further apart wait for a third, whose mark alone counts', async () => {
    const world = await written(['lin'], { markers: 2 });
    await markOf(world, world.actor.he, 'lin', [0, 0]);
    await markOf(world, world.actor.shen, 'lin', [2, 1]);
    expect(await results(world)).toEqual([[4, null]]);
    expect((await world.desk(world.actor.zhou)).questions[0]).toMatchObject({ settled: 0, thirds: 1, waiting: 1 });
    await markOf(world, world.actor.zhou, 'lin', [1, 0]);
    expect(await results(world)).toEqual([[6, true]]);
    expect((await world.desk(world.actor.he)).questions[0]).toMatchObject({ settled: 1, waiting: 0 });
  });

  test('do not see each other’s marks', async () => {
    const world = await written(['lin'], { markers: 2 });
    await markOf(world, world.actor.he, 'lin', [2, 0]);
    expect((await world.desk(world.actor.shen)).answer!.mine).toBeNull();
  });
});

test('a draft is kept and found again, and changes no points', async () => {
  const world = await written(['lin']);
  const { answer } = await world.desk(world.actor.he);
  const mark = { examId: world.examId, ticket: answer!.ticket, comment: '缺了说明理由' };
  await world.run(saveMark, world.actor.he, { ...mark, given: [2, null], finish: false });
  await world.run(saveMark, world.actor.he, { ...mark, given: [2, null], finish: false });
  const again = await world.desk(world.actor.he);
  expect(again.answer!.mine).toMatchObject({ given: [2, null], comment: '缺了说明理由', finished: false });
  expect(await world.store.read.select().from(humanMark)).toHaveLength(1);
  expect(await results(world)).toEqual([[4, null]]);
});

test('a marker may think again; every mark stays on record, and the paper follows', async () => {
  const world = await written(['lin']);
  const ticket = await markOf(world, world.actor.he, 'lin', [2, 1]);
  expect(await results(world)).toEqual([[10, true]]);
  await world.run(saveMark, world.actor.he, { examId: world.examId, ticket, given: [0, 0.5], finish: true });
  expect(await results(world)).toEqual([[5, false]]);
  const marks = await world.store.read.select().from(humanMark);
  expect(marks.map(({ markerId, given }) => [markerId, given])).toEqual([
    [world.actor.he.accountId, [2, 1]],
    [world.actor.he.accountId, [0, 0.5]]
  ]);
  await expect(world.store.transaction((db) => db.update(humanMark).set({ comment: 'x' }))).rejects.toThrow();
});

test('what is settled takes no further marker', async () => {
  const world = await written(['lin']);
  const { answer } = await world.desk(world.actor.shen);
  await markOf(world, world.actor.he, 'lin', [2, 1]);
  await expect(
    world.run(saveMark, world.actor.shen, {
      examId: world.examId,
      ticket: answer!.ticket,
      given: [0, 0],
      finish: true
    })
  ).rejects.toThrow(error('assessment.already-marked'));
});

test.each([
  ['a line without points', [2, null], 'assessment.rubric-unfinished'],
  ['more than a line is worth', [2.5, 1], 'assessment.rubric-points'],
  ['a quarter of a point', [0.25, 1], 'assessment.rubric-points'],
  ['another number of lines', [2], 'assessment.rubric-changed']
])('a mark with %s is not taken', async (_, given, code) => {
  const world = await written(['lin']);
  const { answer } = await world.desk(world.actor.he);
  const mark = { examId: world.examId, ticket: answer!.ticket, given, finish: true };
  await expect(world.run(saveMark, world.actor.he, mark)).rejects.toThrow(error(code));
});

test('a marker of one unit gets that unit’s answers only', async () => {
  const world = await written(['lin', 'guo']);
  const unitId = world.unitId['便民服务中心']!;
  const marker = accountActor({ accountId: 77, cadreId: null, unitId, roles: [{ role: 'supervisor', unitId }] });
  const { questions, answer } = await world.desk(marker);
  expect(questions[0]).toMatchObject({ answers: 1, waiting: 1 });
  expect(answer!.reply).toBe('guo 的答案');
});

test('the list of exams says how much waits for whom', async () => {
  const world = await written(['lin', 'zhou']);
  expect(await world.run(examsToMark, world.actor.zhou, {})).toMatchObject([{ answers: 1, waiting: 1, settled: 0 }]);
  expect(await world.run(examsToMark, world.actor.he, {})).toMatchObject([{ answers: 2, waiting: 2, settled: 0 }]);
});

test('the rules are set before the first mark is finished, and not after', async () => {
  const world = await written(['lin']);
  const rules = { examId: world.examId, markers: 2 as const, tolerance: 0.5, blind: false };
  await world.run(setMarkingRules, world.actor.he, rules);
  expect((await world.desk(world.actor.he)).exam).toMatchObject({ markers: 2, tolerance: 0.5, blind: false });
  await markOf(world, world.actor.he, 'lin', [1, 1]);
  expect((await world.desk(world.actor.he)).rulesOpen).toBe(false);
  await expect(world.run(setMarkingRules, world.actor.he, rules)).rejects.toThrow(error('assessment.marking-begun'));
});

test('officers neither see nor mark; an exam that does not exist is missing', async () => {
  const world = await written(['lin']);
  const mark = { examId: world.examId, ticket: 'x', given: [0, 0], finish: true };
  for (const attemptIt of [
    () => world.run(saveMark, world.actor.guo, mark),
    () => world.run(markingDesk, world.actor.guo, { examId: world.examId }),
    () => world.run(examsToMark, world.actor.guo, {}),
    () => world.run(setMarkingRules, world.actor.shen, { examId: world.examId, markers: 1, tolerance: 1, blind: true })
  ]) {
    await expect(attemptIt()).rejects.toThrow(error('people.not-allowed'));
  }
  const absent = { examId: 77_777 };
  for (const attemptIt of [
    () => world.run(saveMark, world.actor.he, { ...mark, ...absent }),
    () => world.run(markingDesk, world.actor.he, absent),
    () => world.run(setMarkingRules, world.actor.he, { ...absent, markers: 1, tolerance: 1, blind: true })
  ]) {
    await expect(attemptIt()).rejects.toThrow(error('assessment.exam-not-found'));
  }
});
