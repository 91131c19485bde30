import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { searchArticles } from './article-search.server.ts';
import { findStatute, listStatutes } from './collection.server.ts';
import { compareStatute } from './comparison.server.ts';
import { importStatutes } from './import.server.ts';
import { importOfficialText, previewOfficialText } from './official-import.server.ts';
import { resolveCitations } from './resolve.server.ts';
import { beeLaw, newBeeLaw, oldBeeLaw } from './statute.fixture.ts';

const take = (world: World, text: string, from: string, actor = world.actor.he) =>
  world.run(importOfficialText, actor, { text, from });
const look = (world: World, text: string, from: string, actor = world.actor.he) =>
  world.run(previewOfficialText, actor, { text, from });
const find = async (world: World, code = 'yangfengfa') => world.run(findStatute, world.actor.lin, { code });
const terms = async (world: World) =>
  (await find(world)).versions.map(({ label, effectiveFrom, effectiveTo }) => [label, effectiveFrom, effectiveTo]);
const cite = async (world: World, number: string, on?: string) =>
  (await world.run(resolveCitations, world.actor.lin, { text: `养蜂法 ${number}`, on })).citations[0]!;

/** The library as the starter leaves it: a few articles in our own words. */
async function summarise(world: World, effectiveFrom: string) {
  await world.run(importStatutes, world.actor.he, {
    statutes: [
      {
        code: 'yangfengfa',
        title: '中华人民共和国养蜂法',
        shortTitle: '养蜂法',
        issuer: '全国蜂农大会',
        kind: 'law',
        scope: 'national',
        versions: [
          {
            label: '2010年修订',
            issuedOn: null,
            effectiveFrom,
            effectiveTo: null,
            source: '某处',
            articles: [
              { number: '第一条', summary: '为什么立法。' },
              { number: '第三条之一', summary: '要有警示标志。' }
            ]
          }
        ]
      }
    ]
  });
}

describe('importing an official text', () => {
  test('a statute that the library does not know comes in with all its articles', async () => {
    const world = await openWorld();
    expect(await look(world, beeLaw, '2010-07-01')).toMatchObject({
      known: null,
      title: '中华人民共和国养蜂法',
      label: '2010年修订',
      articles: 5,
      problems: [],
      against: null
    });
    expect(await take(world, beeLaw, '2010-07-01')).toMatchObject({ code: 'yangfengfa', articles: 5, changed: true });
    const found = await find(world);
    expect(found).toMatchObject({ shortTitle: '养蜂法', kind: 'law', scope: 'national' });
    expect(found.versions[0]).toMatchObject({ inForce: true, issuedOn: '2010-05-06', effectiveTo: null });
    expect(found.versions[0]!.frame!.headings).toHaveLength(6);
    expect(found.versions[0]!.articles[3]).toMatchObject({ number: '第三条之一', position: 301, summary: '' });
  });

  test('a new version ends the one before; the same text again changes nothing', async () => {
    const world = await openWorld();
    await take(world, beeLaw, '2010-07-01');
    const preview = await look(world, newBeeLaw, '2026-01-01');
    expect(preview.counts).toMatchObject({ unchanged: 1, renumbered: 1, changed: 2, repealed: 1, new: 1, unknown: 0 });
    expect(preview).toMatchObject({
      ends: { label: '2010年修订', lastDay: '2025-12-31' },
      against: { label: '2010年修订', side: 'former' }
    });
    expect(preview.endedArticles).toHaveLength(3);
    expect(await take(world, newBeeLaw, '2026-01-01')).toMatchObject({ articles: 5, changed: true });
    const before = await find(world);
    expect(await take(world, newBeeLaw, '2026-01-01')).toMatchObject({ changed: false });
    expect((await look(world, newBeeLaw, '2026-01-01')).same).toBe(true);
    expect(await find(world)).toEqual(before);
    expect(await terms(world)).toEqual([
      ['2025年修订', '2026-01-01', null],
      ['2010年修订', '2010-07-01', '2025-12-31']
    ]);
  });

  test('an older version fills the history in, and one between two fits between them', async () => {
    const world = await openWorld();
    await take(world, newBeeLaw, '2026-01-01');
    expect((await look(world, oldBeeLaw, '2001-03-01')).against).toMatchObject({ side: 'next' });
    await take(world, oldBeeLaw, '2001-03-01');
    await take(world, beeLaw, '2010-07-01');
    expect(await terms(world)).toEqual([
      ['2025年修订', '2026-01-01', null],
      ['2010年修订', '2010-07-01', '2025-12-31'],
      ['2001年通过', '2001-03-01', '2010-06-30']
    ]);
    expect(await cite(world, '第二条', '2005-01-01')).toMatchObject({ inForce: false, version: '2001年通过' });
  });

  test('a version known by summaries gets its text and keeps its rows; summaries go over to what did not change', async () => {
    const world = await openWorld();
    await summarise(world, '2010-07-01');
    const [first, second] = (await find(world)).versions[0]!.articles;
    await take(world, beeLaw, '2010-07-01');
    const texts = (await find(world)).versions[0]!.articles;
    expect(texts).toHaveLength(5);
    expect([texts[0]!.id, texts[3]!.id]).toEqual([first!.id, second!.id]);
    expect(texts[0]).toMatchObject({ summary: '为什么立法。', text: '为了保护蜜蜂，发展养蜂业，制定本法。' });
    await take(world, newBeeLaw, '2026-01-01');
    expect((await find(world)).versions[0]!.articles.map(({ number, summary }) => [number, summary])).toEqual([
      ['第一条', '为什么立法。'],
      ['第二条', ''],
      ['第三条', ''],
      ['第四条', '要有警示标志。'],
      ['第五条', '']
    ]);
    await summarise(world, '2010-07-01');
    expect(await terms(world)).toMatchObject([{}, ['2010年修订', '2010-07-01', '2025-12-31']]);
  });

  test('a citation of what did not change opens the new article, under its new number', async () => {
    const world = await openWorld();
    await take(world, beeLaw, '2010-07-01');
    await take(world, newBeeLaw, '2026-01-01');
    expect(await cite(world, '第三条之一', '2020-01-01')).toMatchObject({
      number: '第四条',
      inForce: true,
      version: '2025年修订',
      text: '蜂场应当设置醒目的警示标志，提醒行人注意。',
      href: '/law/yangfengfa#a400'
    });
    expect(await cite(world, '第二条', '2020-01-01')).toMatchObject({
      number: '第二条',
      inForce: false,
      effectiveTo: '2025-12-31'
    });
  });

  test('a corrected text of the same day replaces the wording; one that loses articles is refused', async () => {
    const world = await openWorld();
    await take(world, beeLaw, '2010-07-01');
    await take(world, beeLaw.replace('有水源', '附近有水源'), '2010-07-01');
    expect((await find(world)).versions[0]!.articles[2]!.text).toContain('附近有水源');
    await expect(take(world, newBeeLaw, '2010-07-01')).rejects.toMatchObject({ code: 'law.text-loses-articles' });
  });

  test('a text that cannot be read is refused whole', async () => {
    const world = await openWorld();
    await expect(take(world, '# 某条例\n没有条文。', '2020-01-01')).rejects.toMatchObject({
      code: 'law.text-no-articles'
    });
    await expect(take(world, beeLaw.replace('第四条', '第二条'), '2020-01-01')).rejects.toMatchObject({
      code: 'law.article-order'
    });
    await expect(take(world, beeLaw, '2020-02-30')).rejects.toMatchObject({ fields: { from: ['input.day'] } });
    const list = await world.run(listStatutes, world.actor.lin, {});
    expect(list.total).toBe(0);
  });

  test('neither officers nor supervisors look or import', async () => {
    const world = await openWorld();
    for (const actor of [world.actor.lin, world.actor.shen]) {
      await expect(look(world, beeLaw, '2010-07-01', actor)).rejects.toMatchObject({ kind: 'refused' });
      await expect(take(world, beeLaw, '2010-07-01', actor)).rejects.toMatchObject({ kind: 'refused' });
    }
  });
});

describe('searching articles', () => {
  test('by words of the text, with the statute by its pinyin initials, by number', async () => {
    const world = await openWorld();
    await take(world, beeLaw, '2010-07-01');
    await take(world, newBeeLaw, '2026-01-01');
    const search = async (q: string) =>
      (await world.run(searchArticles, world.actor.lin, { q, page: 1, pageSize: 20 })).rows.map(({ number }) => number);
    expect(await search('警示标志')).toEqual(['第四条']);
    expect(await search('yff 登记')).toEqual(['第二条']);
    expect(await search('养蜂法 第2条')).toEqual(['第二条']);
    expect(await search('养蜂法')).toEqual([]);
    expect(await search('')).toEqual([]);
    expect(await search('100%')).toEqual([]);
    const [hit] = (await world.run(searchArticles, world.actor.lin, { q: '产地' })).rows;
    expect(hit).toMatchObject({ shortTitle: '养蜂法', href: '/law/yangfengfa#a300', inForce: true });
    expect(hit!.snippet.filter(({ hit: found }) => found)).toEqual([{ text: '产地', hit: true }]);
    await expect(world.run(searchArticles, world.actor.tang, { q: '蜂' })).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('comparing two versions', () => {
  test('the one in force with the one before, in pages, by kind', async () => {
    const world = await openWorld();
    await take(world, beeLaw, '2010-07-01');
    await take(world, newBeeLaw, '2026-01-01');
    const compare = (input: object) =>
      world.run(compareStatute, world.actor.lin, { code: 'yangfengfa', ...input } as never);
    const all = await compare({});
    expect(all).toMatchObject({ total: 5, old: { label: '2010年修订' }, fresh: { label: '2025年修订' } });
    const changed = await compare({ kind: 'changed', pageSize: 1 });
    expect(changed).toMatchObject({ total: 2, rows: [{ before: { number: '第二条' } }] });
    expect(changed.rows[0]!.difference!.some(({ kind }) => kind === 'added')).toBe(true);
    expect((await compare({ from: '2026-01-01', to: '2010-07-01' })).counts).toMatchObject({ repealed: 1, new: 1 });
    await expect(compare({ code: 'x' })).rejects.toMatchObject({ code: 'law.statute-not-found' });
    await expect(compare({ to: '2010-07-01' })).rejects.toMatchObject({ code: 'law.version-not-found' });
    await expect(world.run(compareStatute, world.actor.tang, { code: 'yangfengfa' })).rejects.toMatchObject({
      kind: 'refused'
    });
  });
});
