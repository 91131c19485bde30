import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { accountActor } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { z } from 'zod';
import { endVersion, findStatute } from '#lib/law/collection.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { questionContents, usableQuestions } from './bank-access.server.ts';
import { changeStatus, saveQuestion, stepsFor } from './question-editing.server.ts';
import { findQuestion, listQuestions, questionsCiting } from './question-list.server.ts';
import { question, questionStatistic } from './schema.server.ts';
import { addTopic, listTopics, renameTopic } from './topic.server.ts';

const usable = query('test.usable', {
  input: z.object({ on: z.string() }),
  allow: () => true,
  run: (ctx, { on }) => usableQuestions(ctx, on as Day)
});
const contents = query('test.contents', {
  input: z.object({ ids: z.array(z.number()) }),
  allow: () => true,
  run: (ctx, { ids }) => questionContents(ctx, ids)
});

type Draft = Parameters<typeof saveQuestion.input.parse>[0] & Record<string, unknown>;
const draft = {
  code: 'CF-001',
  type: 'single',
  topic: '行政处罚',
  difficulty: 2,
  stem: '行政处罚由几名以上执法人员实施？',
  options: [
    { key: 'A', text: '一名' },
    { key: 'B', text: '两名' },
    { key: 'C', text: '三名' }
  ],
  answer: ['B'],
  explanation: '不少于两人。',
  basis: '处罚法 第四十二条',
  validFrom: '2021-07-15',
  validTo: null,
  basedOn: null
};
const save = (world: World, change: Partial<Draft> = {}, actor = world.actor.he) =>
  world.run(saveQuestion, actor, { ...draft, ...change } as never);
const move = (world: World, to: string, actor = world.actor.he, codes = ['CF-001']) =>
  world.run(changeStatus, actor, { codes, to } as never);
const find = (world: World, code = 'CF-001') => world.run(findQuestion, world.actor.he, { code });

async function openBank(): Promise<World> {
  const world = await openWorld();
  const version = (label: string, effectiveFrom: string, effectiveTo: string | null) => ({
    label,
    issuedOn: null,
    effectiveFrom,
    effectiveTo,
    source: '某处',
    articles: [
      { number: '第四十二条', summary: `${label}：两人。` },
      { number: '第九条', summary: `${label}：种类。` }
    ]
  });
  const statute = (code: string, shortTitle: string, versions: object[]) => ({
    code,
    title: `中华人民共和国${shortTitle}`,
    shortTitle,
    issuer: '某',
    kind: 'law',
    scope: 'national',
    versions
  });
  await world.run(importStatutes, world.actor.he, {
    statutes: [
      statute('chufa', '处罚法', [
        version('2017年修正', '2018-01-01', '2021-07-14'),
        version('2021年修订', '2021-07-15', null)
      ]),
      statute('zaosheng', '噪声法', [version('2021年公布', '2022-06-05', null)])
    ]
  } as never);
  return world;
}
async function goLive(world: World, codes = ['CF-001']) {
  await move(world, 'reviewed', world.actor.shen, codes);
  await move(world, 'live', world.actor.he, codes);
}

describe('saving a question', () => {
  test('the trainer writes it; its citations point at the law in force', async () => {
    const world = await openBank();
    expect(await save(world)).toEqual({ code: 'CF-001', version: 1, changed: true });
    const found = await find(world);
    expect(found).toMatchObject({ status: 'draft', usable: false });
    expect(found.versions[0]).toMatchObject({
      stem: draft.stem,
      answer: ['B'],
      topic: '行政处罚',
      citations: [
        {
          shortTitle: '处罚法',
          number: '第四十二条',
          summary: '2021年修订：两人。',
          href: '/law/chufa#a4200',
          inForce: true
        }
      ]
    });
  });

  test('without a code the bank gives the next free one', async () => {
    const world = await openBank();
    expect((await save(world, { code: '' })).code).toBe('Q-0001');
    expect((await save(world, { code: '', stem: '另一题？' })).code).toBe('Q-0002');
  });

  test('the same content writes no new version; other content does, and is a draft again', async () => {
    const world = await openBank();
    await save(world);
    await goLive(world);
    expect(await save(world, { basedOn: 1 })).toEqual({ code: 'CF-001', version: 1, changed: false });
    expect((await find(world)).status).toBe('live');
    expect(await save(world, { basedOn: 1, explanation: '改过。' })).toEqual({
      code: 'CF-001',
      version: 2,
      changed: true
    });
    const found = await find(world);
    expect(found.status).toBe('draft');
    expect(found.versions.map(({ number, explanation }) => [number, explanation])).toEqual([
      [2, '改过。'],
      [1, '不少于两人。']
    ]);
    expect(found.versions[1]!.decisions.map(({ status }) => status)).toEqual(['reviewed', 'live']);
  });

  test('what is wrong is said at its field, and nothing is written', async () => {
    const world = await openBank();
    await expect(
      save(world, { stem: '', answer: ['E'], basis: '处罚法 第九十九条；无此法 第一条' })
    ).rejects.toMatchObject({
      fields: {
        stem: ['bank.stem-missing'],
        answer: ['bank.answer-unknown|key=E|last=C'],
        basis: ['law.article-unknown|part=第九十九条|statute=处罚法', 'law.statute-unknown|part=无此法']
      }
    });
    await expect(find(world)).rejects.toMatchObject({ code: 'bank.question-not-found' });
  });

  test('not by a supervisor or an officer, not under a taken code, not over a newer wording, not the same stem twice', async () => {
    const world = await openBank();
    await save(world);
    await expect(save(world, {}, world.actor.shen)).rejects.toMatchObject({ kind: 'refused' });
    await expect(save(world, {}, world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
    await expect(save(world)).rejects.toMatchObject({ code: 'bank.code-taken' });
    await save(world, { basedOn: 1, explanation: '改过。' });
    await expect(save(world, { basedOn: 1, explanation: '也改。' })).rejects.toMatchObject({
      code: 'bank.changed-meanwhile'
    });
    await expect(save(world, { code: 'CF-002' })).rejects.toMatchObject({
      code: 'bank.stem-known',
      params: { code: 'CF-001' }
    });
    expect((await save(world, { code: 'CF-002', keepTwin: true })).changed).toBe(true);
    await expect(save(world, { code: 'CF-009', basedOn: 1 })).rejects.toMatchObject({
      code: 'bank.question-not-found'
    });
  });
});

describe('the way to live', () => {
  test('a second person reviews, then it goes live, then it is retired and can come back as a draft', async () => {
    const world = await openBank();
    await save(world);
    await goLive(world);
    expect(await find(world)).toMatchObject({ status: 'live', usable: true });
    await move(world, 'retired');
    expect(await find(world)).toMatchObject({ status: 'retired', usable: false });
    await move(world, 'draft');
    expect((await find(world)).versions[0]!.decisions.map(({ status }) => status)).toEqual([
      'reviewed',
      'live',
      'retired',
      'draft'
    ]);
  });

  test('nobody reviews their own wording', async () => {
    const world = await openBank();
    await save(world);
    await expect(move(world, 'reviewed')).rejects.toMatchObject({ code: 'bank.own-review' });
    expect(stepsFor(world.actor.he, { status: 'draft', writtenBy: world.actor.he.accountId })).toEqual(['retired']);
    expect(stepsFor(world.actor.shen, { status: 'draft', writtenBy: world.actor.he.accountId })).toEqual(['reviewed']);
  });

  test('another trainer may review', async () => {
    const world = await openBank();
    await save(world);
    const other = accountActor({
      accountId: world.actor.lin.accountId!,
      cadreId: null,
      unitId: null,
      roles: [{ role: 'trainer', unitId: null }]
    });
    await move(world, 'reviewed', other);
    expect((await find(world)).status).toBe('reviewed');
  });

  test('no step is skipped, and officers take none', async () => {
    const world = await openBank();
    await save(world);
    await expect(move(world, 'live')).rejects.toMatchObject({ code: 'bank.step-impossible' });
    await expect(move(world, 'reviewed', world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
    await move(world, 'reviewed', world.actor.shen);
    await expect(move(world, 'live', world.actor.shen)).rejects.toMatchObject({ kind: 'refused' });
    await expect(move(world, 'live', world.actor.he, ['nothing'])).rejects.toMatchObject({
      code: 'bank.question-not-found'
    });
  });

  test('a question that rests on no law is not reviewed', async () => {
    const world = await openBank();
    await save(world, { basis: '' });
    await expect(move(world, 'reviewed', world.actor.shen)).rejects.toMatchObject({ code: 'bank.basis-missing' });
  });

  test('several go live at once, all or none', async () => {
    const world = await openBank();
    await save(world);
    await save(world, { code: 'CF-002', stem: '另一题？' });
    await move(world, 'reviewed', world.actor.shen);
    await expect(move(world, 'live', world.actor.he, ['CF-001', 'CF-002'])).rejects.toMatchObject({
      code: 'bank.step-impossible',
      params: { code: 'CF-002' }
    });
    expect((await find(world)).status).toBe('reviewed');
    await move(world, 'reviewed', world.actor.shen, ['CF-002']);
    expect(await move(world, 'live', world.actor.he, ['CF-001', 'CF-002'])).toBe(2);
  });
});

describe('what may be drawn', () => {
  const drawn = async (world: World, on: string) => (await world.run(usable, world.actor.lin, { on })).length;

  test('live questions within their dates', async () => {
    const world = await openBank();
    await save(world, { validTo: '2026-12-31' });
    expect(await drawn(world, '2026-11-23')).toBe(0);
    await goLive(world);
    expect(await world.run(usable, world.actor.lin, { on: '2026-11-23' })).toMatchObject([
      { type: 'single', difficulty: 2, statuteIds: [1] }
    ]);
    expect(await drawn(world, '2026-12-31')).toBe(1);
    expect(await drawn(world, '2027-01-01')).toBe(0);
    expect(await drawn(world, '2021-07-14')).toBe(0);
  });

  test('a repeal switches off every question that cites the statute, and taking it back switches them on', async () => {
    const world = await openBank();
    await save(world, { basis: '处罚法 第四十二条；噪声法 第九条' });
    await save(world, { code: 'ZS-1', stem: '噪声？', basis: '噪声法' });
    await save(world, { code: 'CF-2', stem: '处罚？' });
    await goLive(world, ['CF-001', 'ZS-1', 'CF-2']);
    const [version] = (await world.run(findStatute, world.actor.he, { code: 'zaosheng' })).versions;
    await world.run(endVersion, world.actor.he, { versionId: version!.id, lastDay: '2026-11-22' });
    expect(await drawn(world, '2026-11-22')).toBe(3);
    expect(await drawn(world, '2026-11-23')).toBe(1);
    const list = await world.run(listQuestions, world.actor.he, { usable: 'law' });
    expect(list.rows.map(({ code, usable: may }) => [code, may])).toEqual([
      ['CF-001', false],
      ['ZS-1', false]
    ]);
    expect(list.lawChanged).toBe(2);
    expect((await find(world)).versions[0]!.citations.map(({ inForce }) => inForce)).toEqual([true, false]);
    await world.run(endVersion, world.actor.he, { versionId: version!.id, lastDay: null });
    expect(await drawn(world, '2026-11-23')).toBe(3);
  });

  test('an edited question is off until its new wording is live; the old wording stays readable', async () => {
    const world = await openBank();
    await save(world);
    await goLive(world);
    const [before] = await world.run(usable, world.actor.lin, { on: '2026-11-23' });
    await save(world, { basedOn: 1, stem: '改过的题干？' });
    expect(await drawn(world, '2026-11-23')).toBe(0);
    await goLive(world);
    const [after] = await world.run(usable, world.actor.lin, { on: '2026-11-23' });
    const [newest, oldest] = await world.run(contents, world.actor.lin, { ids: [after!.versionId, before!.versionId] });
    expect([newest!.stem, oldest!.stem]).toEqual(['改过的题干？', draft.stem]);
    expect(oldest).toMatchObject({
      code: 'CF-001',
      version: 1,
      topic: '行政处罚',
      citations: [{ shortTitle: '处罚法', number: '第四十二条' }]
    });
  });
});

describe('the list', () => {
  const codes = async (world: World, filter: object) =>
    (await world.run(listQuestions, world.actor.shen, filter)).rows.map(({ code }) => code);

  test('finds and sorts by what exams say of a question; what nobody has met comes last either way', async () => {
    const world = await openBank();
    for (const code of ['CF-001', 'CF-002', 'CF-003', 'CF-004'])
      await save(world, { code, stem: `${code}：谁来决定？` });
    const rows = await world.store.read.select({ id: question.id, code: question.code }).from(question);
    const figures: Record<string, [met: number, facility: number, discrimination: number]> = {
      'CF-001': [40, 0.98, 0.3],
      'CF-002': [40, 0.1, 0.4],
      'CF-003': [2, 0, -0.5]
    };
    await world.store.transaction((db) =>
      db.insert(questionStatistic).values(
        rows.flatMap(({ id, code }) => {
          const [met, facility, discrimination] = figures[code] ?? [];
          return met === undefined
            ? []
            : [{ questionId: id, met, exams: 1, facility, discrimination, computedAt: world.clock.now() }];
        })
      )
    );
    expect(await codes(world, { sort: 'facility' })).toEqual(['CF-003', 'CF-002', 'CF-001', 'CF-004']);
    expect(await codes(world, { sort: '-facility' })).toEqual(['CF-001', 'CF-002', 'CF-003', 'CF-004']);
    expect(await codes(world, { figures: 'easy' })).toEqual(['CF-001']);
    // Two people are too few to call a question hard, or weak.
    expect(await codes(world, { figures: 'hard' })).toEqual(['CF-002']);
    expect(await codes(world, { figures: 'weak' })).toEqual([]);
  });

  test('finds by words, pinyin initials, code, law and every filter, and counts', async () => {
    const world = await openBank();
    await save(world);
    await save(world, {
      code: 'CF-002',
      stem: '警告、100%罚款 属于处罚种类？',
      type: 'true-false',
      options: [],
      answer: ['T'],
      difficulty: 1,
      basis: '处罚法 第九条'
    });
    await save(world, {
      code: 'ZS-001',
      stem: '广场舞噪声怎么办？',
      topic: '噪声',
      difficulty: 3,
      basis: '噪声法 第九条'
    });
    await goLive(world, ['CF-001']);
    expect(await codes(world, { q: '执法人员' })).toEqual(['CF-001']);
    expect(await codes(world, { q: 'gcwzs' })).toEqual(['ZS-001']);
    expect(await codes(world, { q: 'cf-00' })).toEqual(['CF-001', 'CF-002']);
    expect(await codes(world, { q: '100% 种类' })).toEqual(['CF-002']);
    expect(await codes(world, { q: '第九条' })).toEqual(['CF-002', 'ZS-001']);
    expect(await codes(world, { type: 'true-false' })).toEqual(['CF-002']);
    expect(await codes(world, { difficulty: 3 })).toEqual(['ZS-001']);
    expect(await codes(world, { status: 'draft' })).toEqual(['CF-002', 'ZS-001']);
    expect(await codes(world, { usable: 'yes' })).toEqual(['CF-001']);
    expect(await codes(world, { usable: 'no', sort: '-code' })).toEqual(['ZS-001', 'CF-002']);
    expect(await codes(world, { sort: 'difficulty' })).toEqual(['CF-002', 'CF-001', 'ZS-001']);
    expect(await codes(world, { sort: 'used' })).toEqual(['CF-001', 'CF-002', 'ZS-001']);
    const topics = await world.run(listTopics, world.actor.lin, {});
    expect(topics).toMatchObject([
      { name: '行政处罚', questions: 2, live: 1 },
      { name: '噪声', questions: 1, live: 0 }
    ]);
    expect(await codes(world, { topic: topics[1]!.id })).toEqual(['ZS-001']);
    const cited = (await find(world, 'ZS-001')).versions[0]!.citations[0]!.statuteId;
    expect(await codes(world, { statute: cited })).toEqual(['ZS-001']);
    const page = await world.run(listQuestions, world.actor.shen, { page: 2, pageSize: 2 });
    expect(page).toMatchObject({ total: 3, byStatus: { draft: 2, live: 1 }, byType: { single: 2, 'true-false': 1 } });
    expect(page.rows.map(({ code }) => code)).toEqual(['ZS-001']);
    const citing = await world.run(questionsCiting, world.actor.he, {
      statuteId: (await find(world)).versions[0]!.citations[0]!.statuteId
    });
    expect(citing).toMatchObject([{ code: 'CF-001' }]);
  });

  test('officers see no questions of the bank', async () => {
    const world = await openBank();
    await save(world);
    await expect(world.run(listQuestions, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(findQuestion, world.actor.lin, { code: 'CF-001' })).rejects.toMatchObject({
      kind: 'refused'
    });
  });
});

describe('topics', () => {
  test('the trainer adds and renames them; two never share a name', async () => {
    const world = await openBank();
    const id = await world.run(addTopic, world.actor.he, { name: ' 行政  处罚 ' });
    await world.run(addTopic, world.actor.he, { name: '噪声' });
    await world.run(renameTopic, world.actor.he, { id, name: '处罚' });
    expect((await world.run(listTopics, world.actor.he, {})).map(({ name }) => name)).toEqual(['处罚', '噪声']);
    await expect(world.run(renameTopic, world.actor.he, { id, name: '噪声' })).rejects.toMatchObject({
      code: 'bank.topic-taken'
    });
    await expect(world.run(renameTopic, world.actor.he, { id: 99, name: '新' })).rejects.toMatchObject({
      code: 'bank.topic-not-found'
    });
    await expect(world.run(addTopic, world.actor.shen, { name: '别的' })).rejects.toMatchObject({ kind: 'refused' });
  });
});
