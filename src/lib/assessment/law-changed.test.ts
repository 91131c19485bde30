import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { endVersion, findStatute } from '#lib/law/collection.server.ts';
import { importOfficialText } from '#lib/law/official-import.server.ts';
import { beeLaw, newBeeLaw } from '#lib/law/statute.fixture.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { z } from 'zod';
import { usableQuestions } from './bank-access.server.ts';
import { confirmQuestion, exportLawChanged, lawChanged } from './law-changed.server.ts';
import { changeStatus, saveQuestion } from './question-editing.server.ts';
import { findQuestion, questionsCiting } from './question-list.server.ts';

const usable = query('test.usable-by-law', {
  input: z.object({ on: z.string() }),
  allow: () => true,
  run: (ctx, { on }) => usableQuestions(ctx, on as Day)
});
const queue = (world: World, filter: object = {}, actor = world.actor.shen) =>
  world.run(lawChanged, actor, filter as never);
const waiting = async (world: World) => (await queue(world)).rows.map(({ code }) => code);
const drawn = async (world: World, on = '2026-11-23') => (await world.run(usable, world.actor.lin, { on })).length;
const confirm = async (world: World, code: string, actor = world.actor.shen, change: object = {}) => {
  const [row] = (await queue(world, { code })).rows;
  const articleIds = row?.citations.filter(({ ended }) => ended).map(({ after }) => after?.articleId ?? 1) ?? [1];
  return world.run(confirmQuestion, actor, { code, version: row?.version ?? 1, articleIds, ...change });
};

/** A bank of five live questions under the old law of bees, written by the trainer and reviewed by the supervisor. */
async function openBank(): Promise<World> {
  const world = await openWorld();
  await world.run(importOfficialText, world.actor.he, { text: beeLaw, from: '2010-07-01' });
  const questions = {
    SAME: ['蜜蜂要保护吗？', '养蜂法 第一条', ''],
    CHANGED: ['登记几年有效？', '养蜂法 第二条', '看有效期。'],
    GONE: ['蜂场离学校多远？', '养蜂法 第三条', ''],
    MOVED: ['蜂场要有什么？', '养蜂法 第三条之一；养蜂法', ''],
    NAMED: ['哪一条要求警示标志？', '养蜂法 第三条之一', '见第三条之一。']
  };
  for (const [code, [stem, basis, explanation]] of Object.entries(questions)) {
    await world.run(saveQuestion, world.actor.he, {
      code,
      type: 'true-false',
      topic: '养蜂',
      difficulty: 1,
      stem: stem!,
      options: [],
      answer: ['T'],
      explanation: explanation!,
      basis: basis!,
      basedOn: null
    });
  }
  const codes = Object.keys(questions);
  await world.run(changeStatus, world.actor.shen, { codes, to: 'reviewed' });
  await world.run(changeStatus, world.actor.he, { codes, to: 'live' });
  return world;
}
const changeLaw = (world: World, from = '2026-01-01') =>
  world.run(importOfficialText, world.actor.he, { text: newBeeLaw, from });

describe('when a law changes', () => {
  test('questions on changed and repealed articles wait; the others go on as if nothing had been', async () => {
    const world = await openBank();
    expect(await waiting(world)).toEqual([]);
    expect(await drawn(world)).toBe(5);
    await changeLaw(world);
    expect(await waiting(world)).toEqual(['CHANGED', 'GONE', 'NAMED']);
    expect(await drawn(world)).toBe(2);
    expect(await drawn(world, '2025-12-31')).toBe(5);
    const moved = (await world.run(findQuestion, world.actor.he, { code: 'MOVED' })).versions[0]!;
    expect(moved.number).toBe(1);
    expect(moved.citations[0]).toMatchObject({ number: '第四条', inForce: true, version: '2025年修订' });
  });

  test('a change that lies ahead waits for its day', async () => {
    const world = await openBank();
    await changeLaw(world, '2027-01-01');
    expect(await waiting(world)).toEqual([]);
    world.clock.set('2027-01-01T01:00:00Z');
    expect(await waiting(world)).toEqual(['CHANGED', 'GONE', 'NAMED']);
  });

  test('old and new stand side by side', async () => {
    const world = await openBank();
    await changeLaw(world);
    const { rows, total } = await queue(world, { pageSize: 2 });
    expect(total).toBe(3);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ code: 'CHANGED', own: false, mayConfirm: true, newBasis: '养蜂法 第二条' });
    const [change] = rows[0]!.citations;
    expect(change).toMatchObject({
      kind: 'changed',
      ended: true,
      before: { number: '第二条', version: '2010年修订', effectiveTo: '2025-12-31' },
      after: { number: '第二条', version: '2025年修订' }
    });
    expect(change!.difference!.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toContain('五年');
    expect(rows[1]).toMatchObject({ code: 'GONE', mayConfirm: false, newBasis: '' });
    const named = (await queue(world, { code: 'NAMED' })).rows[0]!;
    expect(named.citations[0]).toMatchObject({ kind: 'renumbered', ended: true, after: { number: '第四条' } });
    expect((await queue(world, { q: '登记' })).rows.map(({ code }) => code)).toEqual(['CHANGED']);
    expect(await world.run(exportLawChanged, world.actor.shen, {})).toHaveLength(3);
  });

  test('a statute repealed as a whole leaves nothing to confirm', async () => {
    const world = await openBank();
    const [version] = (await world.run(findStatute, world.actor.he, { code: 'yangfengfa' })).versions;
    await world.run(endVersion, world.actor.he, { versionId: version!.id, lastDay: '2026-11-22' });
    const { rows } = await queue(world);
    expect(rows).toHaveLength(5);
    expect(rows.every(({ mayConfirm }) => !mayConfirm)).toBe(true);
  });

  test('the page of the statute finds the questions under the article of today', async () => {
    const world = await openBank();
    await changeLaw(world);
    const { id, versions } = await world.run(findStatute, world.actor.he, { code: 'yangfengfa' });
    const citing = await world.run(questionsCiting, world.actor.he, { statuteId: id });
    const first = versions[0]!.articles[0]!.id;
    expect(citing.filter(({ articleId }) => articleId === first).map(({ code }) => code)).toEqual(['SAME']);
  });

  test('officers see nothing of the queue', async () => {
    const world = await openBank();
    await expect(queue(world, {}, world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(exportLawChanged, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('still right', () => {
  test('the supervisor confirms: a new version cites the article in force and is live at once', async () => {
    const world = await openBank();
    await changeLaw(world);
    expect(await confirm(world, 'CHANGED')).toEqual({ version: 2 });
    expect(await waiting(world)).toEqual(['GONE', 'NAMED']);
    expect(await drawn(world)).toBe(3);
    const { status, versions } = await world.run(findQuestion, world.actor.he, { code: 'CHANGED' });
    expect(status).toBe('live');
    expect(versions[0]).toMatchObject({ number: 2, author: '何某丁', citations: [{ version: '2025年修订' }] });
    expect(versions[0]!.decisions).toMatchObject([{ status: 'live', decider: '沈某戊' }]);
    expect(versions[1]!.citations).toMatchObject([{ version: '2010年修订', inForce: false }]);
  });

  test('a moved article is cited under its new number', async () => {
    const world = await openBank();
    await changeLaw(world);
    await confirm(world, 'NAMED');
    expect(await waiting(world)).toEqual(['CHANGED', 'GONE']);
  });

  test('nobody confirms their own words', async () => {
    const world = await openBank();
    await changeLaw(world);
    await expect(confirm(world, 'CHANGED', world.actor.he)).rejects.toMatchObject({ code: 'bank.own-review' });
    await expect(confirm(world, 'CHANGED', world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('nor what has no article, does not wait, or was decided meanwhile', async () => {
    const world = await openBank();
    await changeLaw(world);
    await expect(confirm(world, 'GONE')).rejects.toMatchObject({ code: 'bank.article-gone' });
    await expect(confirm(world, 'SAME')).rejects.toMatchObject({ code: 'bank.not-waiting' });
    await expect(confirm(world, 'NONE')).rejects.toMatchObject({ code: 'bank.question-not-found' });
    await expect(confirm(world, 'CHANGED', world.actor.shen, { articleIds: [1] })).rejects.toMatchObject({
      code: 'bank.changed-meanwhile'
    });
    await confirm(world, 'CHANGED');
    await expect(confirm(world, 'CHANGED')).rejects.toMatchObject({ code: 'bank.not-waiting' });
  });

  test('an edit that cites the new article leaves the queue as a draft; a retired question leaves it too', async () => {
    const world = await openBank();
    await changeLaw(world);
    const [row] = (await queue(world, { code: 'CHANGED' })).rows;
    await world.run(saveQuestion, world.actor.he, {
      ...row!,
      difficulty: 1,
      options: [],
      stem: '登记有效期是五年吗？',
      basis: row!.newBasis,
      basedOn: 1
    });
    await world.run(changeStatus, world.actor.he, { codes: ['GONE'], to: 'retired' });
    expect(await waiting(world)).toEqual(['NAMED']);
  });

  test('saving a question on an unchanged article writes no new version', async () => {
    const world = await openBank();
    await changeLaw(world);
    const { versions } = await world.run(findQuestion, world.actor.he, { code: 'SAME' });
    const { type, topic, difficulty, stem, options, answer, explanation } = versions[0]!;
    const same = { code: 'SAME', type, topic, difficulty, stem, options, answer, explanation };
    expect(
      await world.run(saveQuestion, world.actor.he, { ...same, basis: '养蜂法 第一条', basedOn: 1 } as never)
    ).toMatchObject({ changed: false });
  });
});
