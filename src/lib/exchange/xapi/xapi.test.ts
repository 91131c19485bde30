import { expect, test } from 'vitest';
import { z } from 'zod';
import { startAttempt, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { checkIn } from '#lib/learning/check-in.server.ts';
import { closeSession } from '#lib/learning/closing.server.ts';
import { course, enrolment, lessonProgress } from '#lib/learning/schema.server.ts';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import { card, runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { announcedSession, at, codeOf } from '#tests/support/sessions.ts';
import { openWorld, people, type World } from '#tests/support/world.ts';
import type { Statement } from './statement.ts';
import { durationOf, scoreOf, statementOf, uuidV5 } from './statement.ts';
import { statementLines, walkStatements } from './walk.server.ts';

/** A statement by the specification (xAPI 1.0.3, part 2), written from it and not from our types. */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const languageMap = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/), z.string().min(1));
const agent = z.strictObject({
  objectType: z.literal('Agent'),
  account: z.strictObject({ homePage: z.url(), name: z.string().min(1) })
});
const SpecifiedStatement = z.strictObject({
  id: uuid,
  version: z.string().regex(/^1\.0\.\d+$/),
  actor: agent,
  verb: z.strictObject({ id: z.url(), display: languageMap }),
  object: z.strictObject({
    objectType: z.literal('Activity'),
    id: z.url(),
    definition: z.strictObject({ type: z.url(), name: languageMap.optional() })
  }),
  result: z
    .strictObject({
      completion: z.boolean().optional(),
      success: z.boolean().optional(),
      score: z
        .strictObject({ scaled: z.number().min(-1).max(1), raw: z.number(), min: z.number(), max: z.number() })
        .refine(({ raw, min, max }) => min < max && raw >= min && raw <= max)
        .optional(),
      duration: z
        .string()
        .regex(/^PT\d+M$/)
        .optional()
    })
    .optional(),
  context: z.strictObject({ platform: z.string(), instructor: agent.optional() }),
  timestamp: z.iso.datetime()
});

/** One record of each kind, for 林 and others. */
async function learntYear(): Promise<World> {
  const world = await openWorld();
  const pairing = await runningPairing(world);
  await card(world, 'lin');
  await signedRecord(world, pairing);
  await fillBank(world, ['程序'], { single: 6, multiple: 4, 'true-false': 5 });
  const examId = await publishedExam(world);
  const secret = await publishedExam(world, { resultsRelease: 'by-hand', answersRelease: 'by-hand' });
  const held = await announcedSession(world);
  world.clock.set(at('09:28'));
  for (const who of ['lin', 'zhou'] as const)
    await world.run(checkIn, world.actor[who], { sessionId: held, code: await codeOf(world, held) });
  world.clock.set(at('09:40'));
  for (const id of [examId, secret]) {
    const { attemptId } = await world.run(startAttempt, world.actor.lin, { examId: id });
    await world.run(submitAttempt, world.actor.lin, { attemptId, answers: [] });
  }
  world.clock.set(at('11:00'));
  await world.run(closeSession, world.actor.he, { sessionId: held, decisions: [] });
  await world.store.transaction(async (db) => {
    const [made] = await db
      .insert(course)
      .values({
        ...{ code: 'k1', status: 'published', title: '亮证执法', summary: '', topic: '', author: '', cites: '' },
        ...{ mandatory: false, audience: { scope: 'everybody' }, minutes: 45, searchKey: '', titleKey: '' },
        ...{ createdAt: 0, savedAt: 0 }
      })
      .returning();
    const of = { courseId: made!.id, cadreId: world.cadreId.lin };
    const doneAt = world.clock.now();
    await db
      .insert(enrolment)
      .values({ ...of, startedAt: 0, touchedAt: doneAt, completedAt: doneAt, completedVersion: 1 });
    const place = {} as never;
    await db.insert(lessonProgress).values([
      { ...of, lessonKey: 'l1', openedAt: 0, touchedAt: 0, doneAt, place },
      { ...of, lessonKey: 'l2', openedAt: 0, touchedAt: 0, doneAt: null, place }
    ]);
  });
  return world;
}

async function statementsOf(world: World, year = 2026): Promise<Statement[]> {
  const rows: Statement[] = [];
  for (let after: number | null = 0; after !== null;) {
    const piece: { rows: Statement[]; next: number | null } = await world.run(walkStatements, world.actor.he, {
      ...{ year, origin: 'https://chizheng.example', after }
    });
    rows.push(...piece.rows);
    after = piece.next;
  }
  return rows;
}

test('every kind of record is a statement as the specification has it', async () => {
  const statements = await statementsOf(await learntYear());
  for (const statement of statements) SpecifiedStatement.parse(statement);
  const told = statements.map(
    ({ actor, verb, object }) =>
      `${actor.account.name} ${verb.id.split('/').at(-1)} ${object.definition.type.split('/').at(-1)}`
  );
  expect(told.sort()).toEqual(
    [
      '003 attended meeting',
      '017 attended meeting',
      '017 completed course',
      '017 completed lesson',
      '017 failed assessment',
      expect.stringMatching(/^01\d (passed|failed) performance$/)
    ].sort((a, b) => (String(a) < String(b) ? -1 : 1))
  );
});

test('no name is in it, neither of a person nor of a mentor', async () => {
  const text = JSON.stringify(await statementsOf(await learntYear()));
  for (const { name } of Object.values(people)) expect(text).not.toContain(name);
});

test('the same year twice is the same statements, and a result that changed is another', async () => {
  const world = await learntYear();
  const first = await statementsOf(world);
  expect(await statementsOf(world)).toEqual(first);
  expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
  const result = {
    ...({ staffNumber: '017', verb: 'passed', type: 'assessment' } as const),
    path: '/exams/1',
    title: '考',
    at: 0
  };
  const ids = ['attempt:1:60:100:true', 'attempt:1:62:100:true'].map(
    (key) => statementOf({ key, ...result }, 'https://a.example').id
  );
  expect(ids[0]).not.toBe(ids[1]);
  const elsewhere = await world.run(walkStatements, world.actor.he, { year: 2026, origin: 'https://other.example' });
  expect(first.map(({ id }) => id)).not.toContain(elsewhere.rows[0]!.id);
});

test('another year has none of it', async () => {
  const world = await learntYear();
  expect(await statementsOf(world, 2025)).toEqual([]);
});

test('only whoever reads the report of the whole town takes it, and never a wrong address', async () => {
  const world = await openWorld();
  for (const who of ['lin', 'xu', 'gao', 'luo', 'tang'] as const)
    await expect(
      world.run(walkStatements, world.actor[who], { year: 2026, origin: 'https://chizheng.example' })
    ).rejects.toMatchObject({ kind: 'refused' });
  await expect(world.run(walkStatements, world.actor.he, { year: 2026, origin: 'here' })).rejects.toMatchObject({
    kind: 'invalid'
  });
});

test('a file has one statement on each line', async () => {
  const statements = await statementsOf(await learntYear());
  async function* all() {
    yield* statements;
  }
  const lines: string[] = [];
  for await (const line of statementLines(all())) lines.push(line);
  expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual(statements);
});

test('ids are version 5 of RFC 9562, scores lie between 0 and 1', () => {
  // The specification's own example.
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2'
  );
  expect([scoreOf(86, 0, 100).scaled, scoreOf(1, 1, 4).scaled, scoreOf(3, 1, 4).scaled]).toEqual([0.86, 0, 0.6667]);
  expect(durationOf(90.4)).toBe('PT90M');
});
