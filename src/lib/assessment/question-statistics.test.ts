import { expect, test } from 'vitest';
import { accountActor, system } from '#lib/platform/actor.ts';
import { MINUTE } from '#lib/platform/clock.ts';
import { reckonStatistics } from '#lib/portal.server.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { questionStatistics, questionsToReckon, reckonQuestions } from './question-statistics.server.ts';
import { attemptResult, questionStatistic } from './schema.server.ts';

const candidates: Person[] = ['lin', 'guo', 'zhou', 'shen'];

/** A bank as large as the paper: everybody has the same five questions. */
async function bankOfFive() {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 2, multiple: 1, 'true-false': 2 });
  return world;
}

async function sit(world: World, examId: number, who: Person, right: boolean) {
  const candidate = accountActor({ ...world.actor[who], accountId: 1, roles: [{ role: 'officer', unitId: null }] });
  const { attemptId } = await world.run(startAttempt, candidate, { examId });
  const { questions } = await world.run(attemptPage, candidate, { attemptId });
  const answers = questions.map(({ position, type }) => ({
    position,
    sequence: 1,
    choice: right ? rightChoice(type) : []
  }));
  await world.run(submitAttempt, candidate, { attemptId, answers });
  return attemptId;
}

test('a question is looked at over all exams; of each person and exam the first paper counts', async () => {
  const world = await bankOfFive();
  const [first, second] = [await publishedExam(world), await publishedExam(world, { title: '年度考核' })];
  world.clock.set('2026-11-23T01:40:00Z');
  for (const who of candidates) await sit(world, first, who, who !== 'guo');
  await sit(world, first, 'guo', true);
  await sit(world, second, 'lin', false);
  const { wordings, exams } = await world.run(questionStatistics, world.actor.he, { code: '程序-single-0' });
  expect(wordings).toHaveLength(1);
  expect(wordings[0]).toMatchObject({ number: 1, exams: 2, statistics: { met: 5, facility: { value: 3 / 5 } } });
  expect(wordings[0]!.statistics.options.find(({ key }) => key === 'B')).toMatchObject({ right: true, people: 3 });
  expect(exams.map(({ met, facility }) => [met, facility.why]).toSorted()).toEqual([
    [1, 'too-few'],
    [4, 'too-few']
  ]);
});

test('a question that nobody has met has no statistics; one that does not exist is missing; officers are refused', async () => {
  const world = await bankOfFive();
  expect(await world.run(questionStatistics, world.actor.he, { code: '程序-single-0' })).toEqual({
    wordings: [],
    exams: []
  });
  await expect(world.run(questionStatistics, world.actor.he, { code: 'nothing' })).rejects.toThrow(
    expect.objectContaining({ code: 'bank.question-not-found' })
  );
  await expect(world.run(questionStatistics, world.actor.lin, { code: '程序-single-0' })).rejects.toThrow(
    expect.objectContaining({ code: 'people.not-allowed' })
  );
});

test('the kept figures follow new results, and only the questions concerned are reckoned anew', async () => {
  const world = await bankOfFive();
  const examId = await publishedExam(world);
  world.clock.set('2026-11-23T01:40:00Z');
  for (const who of candidates) await sit(world, examId, who, who !== 'guo');
  const door = { run: world.run };
  world.clock.advance(2 * MINUTE);
  await reckonStatistics(door);
  const kept = () => world.store.read.select().from(questionStatistic);
  expect((await kept()).map(({ met, exams, facility }) => [met, exams, facility])).toEqual(Array(5).fill([4, 1, null]));
  world.clock.advance(10 * MINUTE);
  expect(await world.run(questionsToReckon, system, {})).toEqual({ questionIds: [] });
  const again = await publishedExam(world, { title: '又一场' });
  await sit(world, again, 'guo', true);
  await reckonStatistics(door);
  expect((await kept()).map(({ met, exams, facility }) => [met, exams, facility])).toEqual(Array(5).fill([5, 2, 0.8]));
});

test('figures are kept by the portal alone, and a question without papers gets none', async () => {
  const world = await bankOfFive();
  await expect(world.run(reckonQuestions, world.actor.he, { questionIds: [1] })).rejects.toThrow(
    expect.objectContaining({ code: 'people.not-allowed' })
  );
  expect(await world.run(reckonQuestions, system, { questionIds: [1, 77_777] })).toEqual({ questions: 0 });
});

test('every hand-in leaves its result, once', async () => {
  const world = await bankOfFive();
  const examId = await publishedExam(world);
  world.clock.set('2026-11-23T01:40:00Z');
  const attemptId = await sit(world, examId, 'lin', true);
  await world.run(submitAttempt, world.actor.lin, { attemptId });
  const rows = await world.store.read.select().from(attemptResult);
  expect(rows).toMatchObject([{ attemptId, points: 10, pointsPossible: 10, passed: true, cause: 'candidate' }]);
});
