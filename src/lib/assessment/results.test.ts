import { expect, test } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { openWorld, type Person } from '#tests/support/world.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { examResults } from './results.server.ts';

async function satExam() {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 6, multiple: 4, 'true-false': 5 });
  const examId = await publishedExam(world);
  world.clock.set('2026-11-23T01:40:00Z');
  const sit = async (who: Person, right: number, handIn = true) => {
    const { attemptId } = await world.run(startAttempt, world.actor[who], { examId });
    const { questions } = await world.run(attemptPage, world.actor[who], { attemptId });
    const answers = questions
      .slice(0, right)
      .map(({ position, type }) => ({ position, sequence: 1, choice: rightChoice(type) }));
    if (handIn) await world.run(submitAttempt, world.actor[who], { attemptId, answers });
  };
  await sit('lin', 2);
  await sit('lin', 5);
  await sit('guo', 1);
  await sit('zhou', 0, false);
  return { ...world, examId };
}

test('everybody meant is listed once with their best paper, also those who did not come', async () => {
  const world = await satExam();
  const results = await world.run(examResults, world.actor.he, { examId: world.examId });
  expect(
    results.rows.map(({ name, outcome, attempts, best }) => [name, outcome, attempts, best?.percent ?? null])
  ).toEqual([
    ['林某甲', 'passed', 2, 100],
    ['郭某乙', 'failed', 1, 10],
    ['沈某戊', 'absent', 0, null],
    ['周某丙', 'sitting', 1, null]
  ]);
  expect(results.summary).toEqual({
    invited: 4,
    passed: 1,
    failed: 1,
    marking: 0,
    sitting: 1,
    absent: 1,
    average: 55,
    undecided: 0
  });
});

test('results are filtered, searched by name or pinyin, sorted and paged', async () => {
  const world = await satExam();
  const names = async (input: object) =>
    (await world.run(examResults, world.actor.he, { examId: world.examId, ...input })).rows.map(({ name }) => name);
  expect(await names({ outcome: 'absent' })).toEqual(['沈某戊']);
  expect(await names({ search: 'lin' })).toEqual(['林某甲']);
  expect(await names({ search: '018' })).toEqual(['郭某乙']);
  expect(await names({ sort: 'name' })).toEqual(['郭某乙', '林某甲', '沈某戊', '周某丙']);
  expect(await names({ sort: 'name', page: 2, pageSize: 3 })).toEqual(['周某丙']);
});

test('a supervisor of one unit sees that unit only; officers see no list at all', async () => {
  const world = await satExam();
  const unitId = world.unitId['便民服务中心']!;
  const actor = accountActor({ accountId: 1, cadreId: null, unitId, roles: [{ role: 'supervisor', unitId }] });
  const { rows, summary } = await world.run(examResults, actor, { examId: world.examId });
  expect(rows.map(({ name }) => name)).toEqual(['郭某乙']);
  expect(summary.invited).toBe(1);
  await expect(world.run(examResults, world.actor.lin, { examId: world.examId })).rejects.toThrow(
    expect.objectContaining({ code: 'people.not-allowed' })
  );
});

test('results of an exam that does not exist are missing', async () => {
  const world = await satExam();
  await expect(world.run(examResults, world.actor.he, { examId: 77_777 })).rejects.toThrow(
    expect.objectContaining({ code: 'assessment.exam-not-found' })
  );
});
