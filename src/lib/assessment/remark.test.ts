import { describe, expect, test } from 'vitest';
import { accountActor, type Actor } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { fillBank, publishedExam, rightChoice } from '#tests/support/exams.ts';
import { openWorld, type Person, type World } from '#tests/support/world.ts';
import { eq } from 'drizzle-orm';
import { attemptPage, startAttempt, submitAttempt } from './attempt.server.ts';
import { passesSince } from './exam-candidate.server.ts';
import { wrongBook } from './practice-book.server.ts';
import { markingDesk, saveMark } from './human-marking.server.ts';
import { applyRemark, remarkItem, remarkList, tryRemark } from './remark.server.ts';
import { attempt, attemptQuestion, attemptResult, question, questionVersion, remark } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const blueprint = [
  { type: 'single' as const, topicId: null, count: 1, points: 4 },
  { type: 'true-false' as const, topicId: null, count: 3, points: 2 }
];

/** One single choice (key B) for four points, three true/false for six; sixty per cent pass. Lin chose C, Guo B, Zhou C and one F. */
async function sat() {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 1, 'true-false': 3 });
  const examId = await publishedExam(world, { blueprint, kind: 'annual', passPercent: 70 });
  world.clock.set('2026-11-23T01:40:00Z');
  await hand(world, examId, 'lin', ['C'], 3);
  await hand(world, examId, 'guo', ['B'], 3);
  await hand(world, examId, 'zhou', ['C'], 2);
  const [version] = await world.store.read.select().from(questionVersion).where(eq(questionVersion.type, 'single'));
  return { ...world, examId, version: version!, item: String(version!.id) };
}

async function hand(world: World, examId: number, who: Person, choice: string[], right: number) {
  const { attemptId } = await world.run(startAttempt, world.actor[who], { examId });
  const { questions } = await world.run(attemptPage, world.actor[who], { attemptId });
  let rightLeft = right;
  const answers = questions.map(({ position, type }) => ({
    position,
    sequence: 1,
    choice: type === 'single' ? choice : (rightLeft -= 1) >= 0 ? rightChoice(type) : ['F']
  }));
  await world.run(submitAttempt, world.actor[who], { attemptId, answers });
}

/** The trainer writes the question anew with another key. */
async function rewrite(world: Awaited<ReturnType<typeof sat>>, change: Partial<typeof questionVersion.$inferInsert>) {
  return world.store.transaction(async (db) => {
    const { id: _, ...old } = world.version;
    const [row] = await db
      .insert(questionVersion)
      .values({ ...old, number: 2, ...change })
      .returning();
    await db.update(question).set({ version: 2 }).where(eq(question.id, old.questionId));
    return row!.id;
  });
}

/** What reads outside the door. */
const reader = (world: World) => ({ db: world.store.read, now: world.clock.now() });

const standing = async (world: World) =>
  (await world.store.read.select().from(attempt).orderBy(attempt.id)).map(({ points, pointsPossible, passed }) => [
    points,
    pointsPossible,
    passed
  ]);

type RulingGiven = {
  kind: 'by-version' | 'also' | 'all-right' | 'not-counted' | 'as-written';
  versionId?: number;
  answers?: string[][];
};

async function apply(world: Awaited<ReturnType<typeof sat>>, ruling: RulingGiven, by: Actor = world.actor.he) {
  const asked = { examId: world.examId, item: world.item, ruling };
  const { changed, newlyPassed, newlyFailed } = await world.run(tryRemark, by, asked);
  return world.run(applyRemark, by, {
    ...asked,
    reason: '答案有误',
    expected: { changed, newlyPassed, newlyFailed }
  });
}

test('the trial lists who would change, those who would pass first, and writes nothing', async () => {
  const world = await sat();
  const versionId = await rewrite(world, { answer: ['C'] });
  const trial = await world.run(tryRemark, world.actor.he, {
    examId: world.examId,
    item: world.item,
    ruling: { kind: 'by-version', versionId }
  });
  expect(trial).toMatchObject({ papers: 3, changed: 3, newlyPassed: 2, newlyFailed: 1 });
  expect(trial.rows.map(({ name, before, after }) => [name, before.points, after.points, after.passed])).toEqual([
    ['郭某乙', 10, 6, false],
    ['周某丙', 4, 8, true],
    ['林某甲', 6, 10, true]
  ]);
  expect(await standing(world)).toEqual([
    [6, 10, false],
    [10, 10, true],
    [4, 10, false]
  ]);
  expect(await world.store.read.select().from(remark)).toEqual([]);
});

describe('a ruling changes papers', () => {
  test('by the key of a later wording', async () => {
    const world = await sat();
    await apply(world, { kind: 'by-version', versionId: await rewrite(world, { answer: ['C'] }) });
    expect(await standing(world)).toEqual([
      [10, 10, true],
      [6, 10, false],
      [8, 10, true]
    ]);
  });

  test('with a further answer held right: nobody loses', async () => {
    const world = await sat();
    await apply(world, { kind: 'also', answers: [['C']] });
    expect(await standing(world)).toEqual([
      [10, 10, true],
      [10, 10, true],
      [8, 10, true]
    ]);
  });

  test('right for everybody', async () => {
    const world = await sat();
    await apply(world, { kind: 'all-right' });
    expect((await standing(world)).map(([points]) => points)).toEqual([10, 10, 8]);
  });

  test('not counted: the paper is worth less, and the pass mark is a share of what is left', async () => {
    const world = await sat();
    await apply(world, { kind: 'not-counted' });
    expect(await standing(world)).toEqual([
      [6, 6, true],
      [6, 6, true],
      [4, 6, false]
    ]);
  });

  test('and as written after all takes it back', async () => {
    const world = await sat();
    const before = await standing(world);
    await apply(world, { kind: 'not-counted' });
    await apply(world, { kind: 'as-written' });
    expect(await standing(world)).toEqual(before);
    const { items } = await world.run(remarkList, world.actor.he, { examId: world.examId });
    expect(items.every(({ ruling }) => ruling === null)).toBe(true);
  });
});

test('old and new results stay side by side, with who, when and why', async () => {
  const world = await sat();
  world.clock.advance(60_000);
  const { id } = await apply(world, { kind: 'also', answers: [['C']] });
  const rows = await world.store.read.select().from(attemptResult).orderBy(attemptResult.id);
  expect(rows.map(({ cause, points, passed, remarkId }) => [cause, points, passed, remarkId])).toEqual([
    ['candidate', 6, false, null],
    ['candidate', 10, true, null],
    ['candidate', 4, false, null],
    ['remark', 10, true, id],
    ['remark', 8, true, id]
  ]);
  const { decided } = await world.run(remarkList, world.actor.he, { examId: world.examId });
  expect(decided).toMatchObject([
    {
      kind: 'also',
      reason: '答案有误',
      changed: 2,
      newlyPassed: 2,
      newlyFailed: 0,
      by: '何某丁',
      at: world.clock.now()
    }
  ]);
  await expect(world.store.transaction((db) => db.delete(remark))).rejects.toThrow();
});

test('what rests on a pass follows: somebody who passes now counts as having passed when they sat', async () => {
  const world = await sat();
  const passes = async () =>
    (await passesSince(reader(world), null, '2026-01-01')).map(({ cadreId, passedOn }) => [cadreId, passedOn]);
  expect(await passes()).toEqual([[world.cadreId.guo, '2026-11-23']]);
  world.clock.set('2026-11-30T01:00:00Z');
  await apply(world, { kind: 'by-version', versionId: await rewrite(world, { answer: ['C'] }) });
  expect(dayOf(world.clock.now())).toBe('2026-11-30');
  expect((await passes()).toSorted()).toEqual(
    [
      [world.cadreId.lin, '2026-11-23'],
      [world.cadreId.zhou, '2026-11-23']
    ].toSorted()
  );
});

test('a paper handed in afterwards is marked under the ruling', async () => {
  const world = await sat();
  await apply(world, { kind: 'also', answers: [['C']] });
  await hand(world, world.examId, 'lin', ['C'], 3);
  expect((await standing(world)).at(-1)).toEqual([10, 10, true]);
});

test('what has moved since the trial is looked at again', async () => {
  const world = await sat();
  const asked = { examId: world.examId, item: world.item, ruling: { kind: 'also' as const, answers: [['C']] } };
  const { changed, newlyPassed, newlyFailed } = await world.run(tryRemark, world.actor.he, asked);
  await hand(world, world.examId, 'guo', ['D'], 3);
  await hand(world, world.examId, 'zhou', ['C'], 3);
  await world.run(applyRemark, world.actor.he, {
    ...asked,
    reason: '第一次',
    expected: { changed: changed + 1, newlyPassed: newlyPassed + 1, newlyFailed }
  });
  await expect(
    world.run(applyRemark, world.actor.he, {
      ...asked,
      reason: '第二次',
      expected: { changed, newlyPassed, newlyFailed }
    })
  ).rejects.toThrow(error('assessment.remark-moved'));
});

test('a list names first the questions whose key was changed since', async () => {
  const world = await sat();
  const before = await world.run(remarkList, world.actor.he, { examId: world.examId });
  expect(before.items.map(({ keyChanged }) => keyChanged)).toEqual([false, false, false, false]);
  await rewrite(world, { answer: ['C'] });
  const { items } = await world.run(remarkList, world.actor.he, { examId: world.examId });
  expect(items[0]).toMatchObject({ id: world.item, keyChanged: true, papers: 3, ruling: null });
  const shown = await world.run(remarkItem, world.actor.he, { examId: world.examId, item: world.item });
  expect([shown.body.answer, shown.newer?.body.answer, shown.ruled]).toEqual([['B'], ['C'], false]);
});

describe('a ruling that does not fit', () => {
  test.each<[string, RulingGiven, string]>([
    ['by a wording that is not there', { kind: 'by-version', versionId: 77_777 }, 'assessment.remark-version'],
    ['by no wording', { kind: 'by-version' }, 'assessment.remark-version'],
    ['with no further answer', { kind: 'also' }, 'assessment.remark-answers'],
    ['with an option that is not there', { kind: 'also', answers: [['H']] }, 'assessment.remark-answers'],
    ['with two options of a single choice', { kind: 'also', answers: [['A', 'C']] }, 'assessment.remark-answers']
  ])('%s is not taken', async (_, ruling, code) => {
    const world = await sat();
    await expect(apply(world, ruling)).rejects.toThrow(error(code));
  });

  test('a wording with other options lends no key', async () => {
    const world = await sat();
    const versionId = await rewrite(world, { answer: ['C'], options: world.version.options.slice(0, 3) });
    await expect(apply(world, { kind: 'by-version', versionId })).rejects.toThrow(error('assessment.remark-version'));
    const { newer } = await world.run(remarkItem, world.actor.he, { examId: world.examId, item: world.item });
    expect(newer).toBeNull();
  });

  test('the last question that counts cannot be left out', async () => {
    const world = await sat();
    const ids = [
      ...new Set((await world.store.read.select().from(attemptQuestion)).map((row) => row.questionVersionId))
    ];
    for (const id of ids.slice(0, -1)) await apply({ ...world, item: String(id) }, { kind: 'not-counted' });
    await expect(apply({ ...world, item: String(ids.at(-1)) }, { kind: 'not-counted' })).rejects.toThrow(
      error('assessment.remark-nothing-left')
    );
  });
});

test('an answer marked by people gets its marks back when a ruling is taken back', async () => {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 1, 'short-answer': 1 });
  const examId = await publishedExam(world, {
    blueprint: [
      { type: 'single', topicId: null, count: 1, points: 4 },
      { type: 'short-answer', topicId: null, count: 1, points: 6 }
    ]
  });
  world.clock.set('2026-11-23T01:40:00Z');
  const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId });
  const answers = [
    { position: 1, sequence: 1, choice: ['B'] },
    { position: 2, sequence: 1, choice: ['表明身份'] }
  ];
  await world.run(submitAttempt, world.actor.lin, { attemptId, answers });
  const { answer, question: asked } = await world.run(markingDesk, world.actor.he, { examId });
  await world.run(saveMark, world.actor.he, { examId, ticket: answer!.ticket, given: [1, 0.5], finish: true });
  const item = asked!.id;
  const points = async () => (await world.store.read.select().from(attempt))[0]!.points;
  expect(await points()).toBe(7);
  const [version] = await world.store.read
    .select()
    .from(questionVersion)
    .where(eq(questionVersion.id, Number(item)));
  const there = { ...world, examId, item, version: version! };
  await apply(there, { kind: 'all-right' });
  expect(await points()).toBe(10);
  await apply(there, { kind: 'as-written' });
  expect(await points()).toBe(7);
});

test('nobody re-marks without the right, for a part of the town, or what is not on a paper', async () => {
  const world = await sat();
  const asked = { examId: world.examId, item: world.item, ruling: { kind: 'all-right' as const } };
  const done = { ...asked, reason: 'x', expected: { changed: 0, newlyPassed: 0, newlyFailed: 0 } };
  for (const who of ['lin', 'shen'] as const) {
    await expect(world.run(tryRemark, world.actor[who], asked)).rejects.toThrow(error('people.not-allowed'));
    await expect(world.run(applyRemark, world.actor[who], done)).rejects.toThrow(error('people.not-allowed'));
  }
  await expect(world.run(remarkList, world.actor.lin, asked)).rejects.toThrow(error('people.not-allowed'));
  await expect(world.run(remarkItem, world.actor.lin, asked)).rejects.toThrow(error('people.not-allowed'));
  const unitId = world.unitId['便民服务中心']!;
  const scoped = accountActor({ accountId: 1, cadreId: null, unitId, roles: [{ role: 'trainer', unitId }] });
  await expect(world.run(tryRemark, scoped, asked)).rejects.toThrow(error('assessment.remark-whole-town'));
  for (const operation of [tryRemark, remarkItem] as const) {
    const elsewhere = { ...asked, item: '77777' };
    await expect(world.run(operation as typeof tryRemark, world.actor.he, elsewhere)).rejects.toThrow(
      error('assessment.remark-not-on-paper')
    );
  }
  await expect(world.run(applyRemark, world.actor.he, { ...done, item: '77777' })).rejects.toThrow(
    error('assessment.remark-not-on-paper')
  );
  await expect(world.run(remarkList, world.actor.he, { examId: 77_777 })).rejects.toThrow(
    error('assessment.exam-not-found')
  );
});

describe('the wrong-question book', () => {
  const open = async (world: World, who: Person) =>
    (await world.run(wrongBook, world.actor[who], {})).rows.map(({ content }) => content.type);

  test('lets go of what turned out right, keeps what was wrong besides, and takes up what turned out wrong', async () => {
    const world = await sat();
    expect(await open(world, 'lin')).toEqual(['single']);
    expect(await open(world, 'zhou')).toHaveLength(2);
    const versionId = await rewrite(world, { answer: ['C'] });
    await apply(world, { kind: 'by-version', versionId });
    expect(await open(world, 'lin')).toEqual([]);
    expect(await open(world, 'zhou')).toEqual(['true-false']);
    expect(await open(world, 'guo')).toEqual(['single']);
    // And back again.
    await apply(world, { kind: 'as-written' });
    expect(await open(world, 'lin')).toEqual(['single']);
    expect(await open(world, 'guo')).toEqual([]);
  });
});
