/** 查重 and 题图: what keeps the bank tidy, and who sees its pictures. */
import { describe, expect, test } from 'vitest';
import { fillBank, publishedExam } from '#tests/support/exams.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { startAttempt } from './attempt.server.ts';
import { findDuplicates, markDistinct } from './duplicates.server.ts';
import { importQuestions } from './import.server.ts';
import { findPicture, keepPicture } from './pictures.server.ts';
import { changeStatus, saveQuestion } from './question-editing.server.ts';
import { question } from './schema.server.ts';

const error = (code: string) => expect.objectContaining({ code });
const draft = {
  code: 'CF-1',
  type: 'single' as const,
  topic: '处罚',
  difficulty: 2,
  stem: '行政处罚应当由几名以上具有执法资格的人员实施？',
  options: [
    { key: 'A', text: '一名' },
    { key: 'B', text: '两名' }
  ],
  answer: ['B'],
  explanation: '',
  basis: '',
  validFrom: null,
  validTo: null,
  basedOn: null
};
/** As after review. */
const setLive = (world: World) =>
  world.store.transaction((db) =>
    db
      .update(question)
      .set({ status: 'live' })
      .then(() => undefined)
  );
const save = (world: World, change: object = {}) =>
  world.run(saveQuestion, world.actor.he, { ...draft, ...change } as never);

describe('duplicates', () => {
  async function alike() {
    const world = await openWorld();
    await save(world);
    await save(world, { code: 'CF-2', stem: '行政处罚应当由几名以上具有执法资格的执法人员实施？' });
    await save(world, { code: 'CF-3', stem: '行政许可的期限从哪一天起算？' });
    const pairs = async () =>
      (await world.run(findDuplicates, world.actor.he, {})).rows.map(({ first, second }) => [first.code, second.code]);
    return { ...world, pairs };
  }

  test('stems that read alike are shown in a pair, with how alike they are', async () => {
    const world = await alike();
    expect(await world.pairs()).toEqual([['CF-1', 'CF-2']]);
    const { rows, total } = await world.run(findDuplicates, world.actor.he, { least: 60 });
    expect([total, rows[0]!.percent >= 60 && rows[0]!.percent < 100]).toEqual([1, true]);
    expect((await world.run(findDuplicates, world.actor.he, { least: 100 })).total).toBe(0);
  });

  test('a pair declared distinct, or with one side retired, is shown no more', async () => {
    const world = await alike();
    await world.run(markDistinct, world.actor.he, { codes: ['CF-2', 'CF-1'] });
    expect(await world.pairs()).toEqual([]);
    const other = await alike();
    await other.run(changeStatus, other.actor.he, { codes: ['CF-2'], to: 'retired' });
    expect(await other.pairs()).toEqual([]);
  });

  test('officers neither look for duplicates nor decide on them; what does not exist cannot be distinct', async () => {
    const world = await alike();
    await expect(world.run(findDuplicates, world.actor.lin, {})).rejects.toThrow(error('people.not-allowed'));
    await expect(world.run(markDistinct, world.actor.lin, { codes: ['CF-1', 'CF-2'] })).rejects.toThrow(
      error('people.not-allowed')
    );
    await expect(world.run(markDistinct, world.actor.he, { codes: ['CF-1', 'XX'] })).rejects.toThrow(
      error('bank.question-not-found')
    );
  });
});

describe('pictures', () => {
  const hash = 'a1'.repeat(32);
  const picture = { hash, type: 'image/png' as const, alt: '勘验[图]', width: 640, height: 480 };
  const find = (world: World, who: 'lin' | 'he' | 'qin') => world.run(findPicture, world.actor[who], { hash });

  test('come back as what is written into a text, with their words and their size', async () => {
    const world = await openWorld();
    expect(await world.run(keepPicture, world.actor.he, picture)).toEqual({
      markdown: `![勘验图](file:${hash} "640x480")`
    });
    await world.run(keepPicture, world.actor.he, picture);
    await expect(world.run(keepPicture, world.actor.lin, picture)).rejects.toThrow(error('people.not-allowed'));
    await expect(world.run(keepPicture, world.actor.he, { ...picture, alt: ' ' })).rejects.toThrow();
  });

  test('are seen by whoever sees the bank, and by learners once the question is live', async () => {
    const world = await openWorld();
    const { markdown } = await world.run(keepPicture, world.actor.he, picture);
    await save(world, { stem: `看图：\n\n${markdown}` });
    expect(await find(world, 'he')).toEqual({ name: 'a1a1a1a1a1a1.png', type: 'image/png' });
    await expect(find(world, 'lin')).rejects.toThrow(error('bank.picture-not-found'));
    const options = [{ key: 'A', text: markdown }, draft.options[1]];
    const live = { ...draft, code: 'CF-9', stem: '选一幅', options, basis: '' };
    await world.run(importQuestions, world.actor.he, {
      questions: [{ row: 1, draft: live }],
      status: 'draft'
    } as never);
    await expect(find(world, 'lin')).rejects.toThrow(error('bank.picture-not-found'));
    await setLive(world);
    expect(await find(world, 'lin')).toMatchObject({ type: 'image/png' });
  });

  test('stay on the paper of whoever sat it, though the question is retired, and on nobody else’s', async () => {
    const world = await openWorld();
    await fillBank(world, ['程序'], { single: 1 });
    const { markdown } = await world.run(keepPicture, world.actor.he, picture);
    await save(world, { stem: `看图：\n\n${markdown}`, code: 'CF-1' });
    await setLive(world);
    const examId = await publishedExam(world, {
      blueprint: [{ type: 'single', topicId: null, count: 2, points: 1 }]
    });
    world.clock.set('2026-11-23T01:40:00Z');
    await world.run(startAttempt, world.actor.lin, { examId });
    await world.run(changeStatus, world.actor.he, { codes: ['CF-1'], to: 'retired' });
    expect(await find(world, 'lin')).toMatchObject({ type: 'image/png' });
    await expect(world.run(findPicture, world.actor.guo, { hash })).rejects.toThrow(error('bank.picture-not-found'));
  });

  test('need words for whoever does not see them', async () => {
    const world = await openWorld();
    await expect(save(world, { stem: `看图：![](file:${hash})` })).rejects.toMatchObject({
      fields: { stem: ['bank.picture-alt'] }
    });
  });
});
