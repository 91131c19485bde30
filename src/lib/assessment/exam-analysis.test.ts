import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { cadre } from '#lib/people/schema.server.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { examAnalysis } from './exam-analysis.server.ts';
import { scoreBins } from './exam-analysis.ts';
import { examResultsByUnit } from './results.server.ts';

/** Ten officers more in the two units, as actors. */
async function tenOfficers(world: World) {
  const units = Object.values(world.unitId);
  return world.store.transaction(async (db) =>
    Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const unitId = units[at % 2]!;
        const [row] = await db
          .insert(cadre)
          .values({
            staffNumber: `2${at}`,
            name: `某${at}`,
            nameKey: `mou${at}`,
            nameInitials: 'm',
            unitId,
            post: '科员',
            establishment: 'administrative',
            enforcementPost: true,
            joinedOn: '2020-03-01'
          })
          .returning();
        return accountActor({
          accountId: 100 + at,
          cadreId: row!.id,
          unitId,
          roles: [{ role: 'officer', unitId: null }]
        });
      })
    )
  );
}

/** The bank is as large as the paper, so that everybody has the same five questions; the nth officer knows n of two. */
async function satByTen() {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 2, multiple: 1, 'true-false': 2 });
  const examId = await publishedExam(world);
  const officers = await tenOfficers(world);
  world.clock.set('2026-11-23T01:40:00Z');
  for (const [at, officer] of officers.entries()) {
    const { attemptId } = await world.run(startAttempt, officer, { examId });
    const { questions } = await world.run(attemptPage, officer, { attemptId });
    const known = (position: number) => position <= at / 2;
    const answers = questions.map(({ position, type }) => ({
      position,
      sequence: 1,
      choice: known(position) ? rightChoice(type) : type === 'true-false' ? ['F'] : ['A']
    }));
    await world.run(submitAttempt, officer, { attemptId, answers });
  }
  return { ...world, examId, officers };
}

test('each question on the papers has its figures, and the paper its reliability', async () => {
  const world = await satByTen();
  const found = await world.run(examAnalysis, world.actor.he, { examId: world.examId });
  expect([found.papers, found.questions, found.total]).toEqual([10, 5, 5]);
  expect(found.reliability.method).toBe('alpha');
  expect(found.reliability.coefficient.value).not.toBeNull();
  for (const { statistics } of found.rows) expect(statistics.met).toBe(10);
  // Nobody knew the last of five places, the multiple choice: 0 of 10.
  const multiple = found.rows.find(({ type }) => type === 'multiple')!;
  expect(multiple.statistics.facility.value).toBe(0);
  expect(multiple.statistics.itemRest.why).toBe('no-spread');
  expect(multiple.findings).toEqual([{ flag: 'too-hard', keys: [] }]);
  expect(found.flagged['too-hard']).toBeGreaterThanOrEqual(1);
});

test('questions are searched, filtered by finding, sorted and paged', async () => {
  const world = await satByTen();
  const codes = async (input: object) =>
    (await world.run(examAnalysis, world.actor.he, { examId: world.examId, ...input })).rows.map(({ code }) => code);
  expect(await codes({ search: 'multiple' })).toEqual(['程序-multiple-0']);
  expect(await codes({ flag: 'too-hard' })).toContain('程序-multiple-0');
  expect(await codes({ sort: 'code', page: 2, pageSize: 3 })).toEqual(['程序-true-false-0', '程序-true-false-1']);
  const byFacility = await world.run(examAnalysis, world.actor.he, { examId: world.examId, sort: 'facility' });
  const facilities = byFacility.rows.map(({ statistics }) => statistics.facility.value!);
  expect(facilities).toEqual(facilities.toSorted((a, b) => a - b));
});

test('topics by unit come with what to teach next', async () => {
  const world = await satByTen();
  const { units, heat, lessons } = await world.run(examAnalysis, world.actor.he, { examId: world.examId });
  expect(units).toHaveLength(2);
  expect(heat[0]).toMatchObject({ topic: '程序', all: { people: 10 } });
  expect(heat[0]!.cells.map(({ people }) => people)).toEqual([5, 5]);
  expect(lessons[0]).toMatchObject({ topic: '程序', weakUnits: units.map(({ name }) => name) });
  expect(lessons[0]!.worst).toHaveLength(3);
});

test('only the first paper of a person counts, and only once it is handed in', async () => {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 6, multiple: 4, 'true-false': 5 });
  const examId = await publishedExam(world);
  world.clock.set('2026-11-23T01:40:00Z');
  const sit = async (who: Person, right: boolean, handIn = true) => {
    const { attemptId } = await world.run(startAttempt, world.actor[who], { examId });
    const { questions } = await world.run(attemptPage, world.actor[who], { attemptId });
    const answers = questions.map(({ position, type }) => ({
      position,
      sequence: 1,
      choice: right ? rightChoice(type) : []
    }));
    if (handIn) await world.run(submitAttempt, world.actor[who], { attemptId, answers });
  };
  await sit('lin', false);
  await sit('lin', true);
  await sit('zhou', true, false);
  const { papers, percents, reliability } = await world.run(examAnalysis, world.actor.he, { examId });
  expect([papers, percents]).toEqual([1, [0]]);
  expect(reliability.coefficient.why).toBe('too-few');
});

test('a supervisor of one unit sees what that unit’s papers say', async () => {
  const world = await satByTen();
  const unitId = world.unitId['便民服务中心']!;
  const supervisor = accountActor({ accountId: 1, cadreId: null, unitId, roles: [{ role: 'supervisor', unitId }] });
  const { papers, units } = await world.run(examAnalysis, supervisor, { examId: world.examId });
  expect([papers, units]).toEqual([5, [{ unitId, name: '便民服务中心' }]]);
  const { rows } = await world.run(examResultsByUnit, supervisor, { examId: world.examId });
  expect(rows.map(({ unitName }) => unitName)).toEqual(['便民服务中心']);
});

test('results by unit count everybody meant and everybody who came', async () => {
  const world = await satByTen();
  const { rows } = await world.run(examResultsByUnit, world.actor.he, { examId: world.examId });
  expect(rows.map(({ unitName, invited, sat, absent }) => [unitName, invited, sat, absent])).toEqual([
    ['综合执法中心', 8, 5, 3],
    ['便民服务中心', 6, 5, 1]
  ]);
});

test.each(['the analysis', 'results by unit'])(
  '%s is refused to officers and missing for an exam that does not exist',
  async (which) => {
    const world = await openWorld();
    const ask = (who: Person, examId: number) =>
      which === 'the analysis'
        ? world.run(examAnalysis, world.actor[who], { examId })
        : world.run(examResultsByUnit, world.actor[who], { examId });
    await expect(ask('lin', 1)).rejects.toThrow(expect.objectContaining({ code: 'people.not-allowed' }));
    await expect(ask('he', 77_777)).rejects.toThrow(expect.objectContaining({ code: 'assessment.exam-not-found' }));
  }
);

describe('bins of results', () => {
  test('begin and end at the pass mark', () => {
    expect(scoreBins([0, 49, 59, 60, 64, 100], 60).map(({ from, people }) => [from, people])).toEqual([
      [0, 1],
      [40, 1],
      [50, 1],
      [60, 2],
      [65, 0],
      [70, 0],
      [75, 0],
      [80, 0],
      [85, 0],
      [90, 0],
      [95, 1]
    ]);
  });

  test('hold everybody once, whatever the pass mark', () => {
    const percents = fc.array(fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(percents, fc.integer({ min: 1, max: 100 }), (all, pass) => {
        const bins = scoreBins(all, pass);
        expect(bins.reduce((sum, { people }) => sum + people, 0)).toBe(all.length);
        const under = bins.filter(({ passed }) => !passed).reduce((sum, { people }) => sum + people, 0);
        expect(under).toBe(all.filter((percent) => percent < pass).length);
      })
    );
  });
});
