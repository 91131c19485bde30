import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { system } from '#lib/platform/actor.ts';
import { endVersion, findStatute, listStatutes, statuteNames, suggestArticles } from './collection.server.ts';
import { importStatutes } from './import.server.ts';
import { resolveCitations } from './resolve.server.ts';
import { readStarterStatutes } from './starter.server.ts';

const noise = {
  code: 'zaosheng-fa',
  title: '中华人民共和国噪声法',
  shortTitle: '噪声法',
  issuer: '全国人民代表大会常务委员会',
  kind: 'law',
  scope: 'national',
  versions: [
    {
      label: '2018年修正',
      issuedOn: null,
      effectiveFrom: '2018-12-29',
      effectiveTo: '2022-06-04',
      source: '某处',
      articles: [{ number: '第九条', summary: '旧的规定。' }]
    },
    {
      label: '2021年公布',
      issuedOn: '2021-12-24',
      effectiveFrom: '2022-06-05',
      effectiveTo: null,
      source: '某处',
      articles: [
        { number: '第九条', summary: '新的规定，100%。' },
        { number: '第十条之一', summary: '增加的一条。' }
      ]
    }
  ]
} as const;
type Input = Parameters<World['run']>[2] & { statutes: unknown[] };
const take = (world: World, statutes: unknown[], actor = world.actor.he) =>
  world.run(importStatutes, actor, { statutes } as Input as never);

describe('importing statutes', () => {
  test('the trainer takes statutes in; doing it again changes nothing', async () => {
    const world = await openWorld();
    expect(await take(world, [noise])).toEqual({ statutes: 1, versions: 2, articles: 3 });
    const first = await world.run(findStatute, world.actor.lin, { code: noise.code });
    await take(world, [noise]);
    expect(await world.run(findStatute, world.actor.lin, { code: noise.code })).toEqual(first);
    expect(first.versions.map(({ label, inForce }) => [label, inForce])).toEqual([
      ['2021年公布', true],
      ['2018年修正', false]
    ]);
    expect(first.versions[0]!.articles.map(({ position }) => position)).toEqual([900, 1001]);
  });

  test('a corrected summary replaces the old one; an end entered by hand stays', async () => {
    const world = await openWorld();
    await take(world, [noise]);
    const { versions } = await world.run(findStatute, world.actor.lin, { code: noise.code });
    await world.run(endVersion, world.actor.he, { versionId: versions[0]!.id, lastDay: '2026-08-14' });
    await take(world, [
      { ...noise, versions: [{ ...noise.versions[1], articles: [{ number: '第9条', summary: '改过的。' }] }] }
    ]);
    const after = await world.run(findStatute, world.actor.lin, { code: noise.code });
    expect(after.versions[0]).toMatchObject({ effectiveTo: '2026-08-14', inForce: false });
    expect(after.versions[0]!.articles.map(({ number, summary }) => [number, summary])).toEqual([
      ['第九条', '改过的。'],
      ['第十条之一', '增加的一条。']
    ]);
  });

  test('officers and supervisors may not', async () => {
    const world = await openWorld();
    await expect(take(world, [noise], world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
    await expect(take(world, [noise], world.actor.shen)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('versions of one statute may not overlap, and then nothing is taken', async () => {
    const world = await openWorld();
    const open = { ...noise.versions[0], effectiveTo: null };
    await expect(take(world, [{ ...noise, versions: [open, noise.versions[1]] }])).rejects.toMatchObject({
      code: 'law.versions-overlap'
    });
    expect(await world.run(statuteNames, world.actor.lin, {})).toEqual([]);
  });

  test('an article number that is none is named', async () => {
    const world = await openWorld();
    const versions = [{ ...noise.versions[1], articles: [{ number: '九', summary: '无。' }] }];
    await expect(take(world, [{ ...noise, versions }])).rejects.toMatchObject({
      fields: { 'statutes.0.versions.0.articles.0.number': ['law.article-number'] }
    });
  });
});

describe('finding statutes', () => {
  test('by words, by pinyin initials, by words of an article, by being in force', async () => {
    const world = await openWorld();
    await world.run(importStatutes, system, { statutes: await readStarterStatutes() });
    await take(world, [noise]);
    const found = async (filter: object) =>
      (await world.run(listStatutes, world.actor.lin, { page: 1, pageSize: 200, ...filter } as never)).rows.map(
        ({ shortTitle }) => shortTitle
      );
    expect(await found({ q: '行政处罚' })).toContain('行政处罚法');
    expect(await found({ q: 'xzcff' })).toEqual(['行政处罚法']);
    expect(await found({ q: '增加的一条' })).toEqual(['噪声法']);
    expect(await found({ q: '100%' })).toEqual(['噪声法']);
    expect(await found({ q: '噪声 没有这个词' })).toEqual([]);
    expect(await found({ force: 'no' })).toEqual(['噪声污染防治法']);
    expect(await found({ force: 'no', on: '2026-08-14' })).not.toContain('噪声污染防治法');
    expect(await found({ scope: 'weihai' })).toEqual(['威海市养犬管理办法']);
  });

  test('a list comes in pages and says how many there are', async () => {
    const world = await openWorld();
    const statutes = await readStarterStatutes();
    await world.run(importStatutes, system, { statutes });
    const page = await world.run(listStatutes, world.actor.lin, { page: 2, pageSize: 10 });
    expect(page.rows).toHaveLength(10);
    expect(page.total).toBe(statutes.length);
  });

  test('an unknown statute is not found, and without the right to the law nothing is read', async () => {
    const world = await openWorld();
    await expect(world.run(findStatute, world.actor.lin, { code: 'x' })).rejects.toMatchObject({
      code: 'law.statute-not-found'
    });
    await expect(world.run(listStatutes, world.actor.tang, {} as never)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('a citation is completed from its first words', async () => {
    const world = await openWorld();
    await take(world, [noise]);
    expect(await world.run(suggestArticles, world.actor.lin, { q: '噪声 第九' })).toEqual([
      { shortTitle: '噪声法', number: '第九条', summary: '新的规定，100%。' }
    ]);
  });
});

describe('citations', () => {
  test('point at the version in force on the day', async () => {
    const world = await openWorld();
    await take(world, [noise]);
    const on = (day: string) => world.run(resolveCitations, world.actor.he, { text: '噪声法 第九条', on: day });
    expect((await on('2020-01-01')).citations[0]).toMatchObject({
      summary: '旧的规定。',
      inForce: false,
      href: '/law/zaosheng-fa?version=2018-12-29#a900'
    });
    expect((await on('2026-01-01')).citations[0]).toMatchObject({
      summary: '新的规定，100%。',
      inForce: true,
      href: '/law/zaosheng-fa#a900'
    });
  });

  test('what was not found is named', async () => {
    const world = await openWorld();
    await take(world, [noise]);
    const { citations, problems } = await world.run(resolveCitations, world.actor.he, {
      text: '噪声法 第九十九条；无此法 第一条；噪声法'
    });
    expect(problems).toEqual([
      { code: 'law.article-unknown', params: { part: '第九十九条', statute: '噪声法' } },
      { code: 'law.statute-unknown', params: { part: '无此法' } }
    ]);
    expect(citations).toMatchObject([{ shortTitle: '噪声法', number: null, inForce: true }]);
  });
});

describe('ending a version', () => {
  test('the trainer ends it and may take that back', async () => {
    const world = await openWorld();
    await take(world, [noise]);
    const newest = async () => (await world.run(findStatute, world.actor.lin, { code: noise.code })).versions[0]!;
    const { id: versionId } = await newest();
    await world.run(endVersion, world.actor.he, { versionId, lastDay: '2026-11-22' });
    expect(await newest()).toMatchObject({ inForce: false });
    await world.run(endVersion, world.actor.he, { versionId, lastDay: null });
    expect(await newest()).toMatchObject({ inForce: true });
  });

  test('not by an officer, not before it began, not into the next version', async () => {
    const world = await openWorld();
    await take(world, [noise]);
    const [newer, older] = (await world.run(findStatute, world.actor.lin, { code: noise.code })).versions;
    const end = (versionId: number, lastDay: string | null, actor = world.actor.he) =>
      world.run(endVersion, actor, { versionId, lastDay });
    await expect(end(newer!.id, '2026-01-01', world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
    await expect(end(newer!.id, '2020-01-01')).rejects.toMatchObject({ code: 'law.ends-before-start' });
    await expect(end(older!.id, null)).rejects.toMatchObject({ code: 'law.versions-overlap' });
    await expect(end(9999, null)).rejects.toMatchObject({ code: 'law.version-not-found' });
  });
});
