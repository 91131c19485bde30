import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { fillBank } from '#tests/support/exams.ts';
import { openWorld } from '#tests/support/world.ts';
import { questionContents } from './bank-access.server.ts';
import { usableByCode } from './by-code.server.ts';
import { question, questionVersion } from './schema.server.ts';

async function bank() {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 2, multiple: 0, 'true-false': 0 });
  const ctx = { db: world.store.read, today: '2026-11-23' } as never;
  return { ...world, ctx, find: (...codes: string[]) => usableByCode(ctx, codes, '2026-11-23') };
}

test('codes lead to the newest wording; unknown ones to nothing', async () => {
  const { ctx, find } = await bank();
  const found = await find('程序-single-1', 'XX-1');
  expect([...found.keys()]).toEqual(['程序-single-1']);
  expect(await questionContents(ctx, [...found.values()])).toMatchObject([{ code: '程序-single-1', answer: ['B'] }]);
  expect(await find()).toEqual(new Map());
});

test('what is more than a choice is left out: a check inside a course cannot ask it', async () => {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 1, ordering: 1, case: 1 });
  const ctx = { db: world.store.read, today: '2026-11-23' } as never;
  const found = await usableByCode(ctx, ['程序-single-0', '程序-ordering-0', '程序-case-0'], '2026-11-23');
  expect([...found.keys()]).toEqual(['程序-single-0']);
});

test('what is not live, or not valid on the day, is left out', async () => {
  const { store, find } = await bank();
  const setStatus = (status: 'draft' | 'reviewed' | 'retired') =>
    store.transaction((db) => db.update(question).set({ status }).where(eq(question.code, '程序-single-0')));
  for (const status of ['draft', 'reviewed', 'retired'] as const) {
    await setStatus(status);
    expect((await find('程序-single-0')).size).toBe(0);
  }
  expect((await find('程序-single-1')).size).toBe(1);
  await store.transaction(async (db) => {
    const [row] = await db.select().from(question).where(eq(question.code, '程序-single-1'));
    const [wording] = await db.select().from(questionVersion).where(eq(questionVersion.questionId, row!.id));
    const { id: _, ...rest } = wording!;
    await db.insert(questionVersion).values({ ...rest, number: 2, validTo: '2026-11-22' });
    await db.update(question).set({ version: 2 }).where(eq(question.id, row!.id));
  });
  expect((await find('程序-single-1')).size).toBe(0);
});
