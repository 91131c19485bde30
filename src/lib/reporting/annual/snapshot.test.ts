import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { enterHours } from '#lib/hours/ledger.server.ts';
import { readDocument } from '#lib/platform/document.server.ts';
import { readTable } from '#lib/platform/spreadsheet.server.ts';
import '#lib/rooms.server.ts';
import { acceptedCase } from '#tests/support/complaints.ts';
import { card } from '#tests/support/mentoring.ts';
import { openWorld } from '#tests/support/world.ts';
import { paperOf, paperOfSnapshot } from './document.ts';
import { saveText } from './draft-text.server.ts';
import { yearPeriod } from './figure.ts';
import { annexWorkbook, pdfPaper, wordPaper } from './paper.server.ts';
import { annualReport } from './report.server.ts';
import { freezeReport, listSnapshots, showSnapshot } from './snapshot.server.ts';
import { typeTotal } from './typed.server.ts';

async function frozen() {
  const world = await openWorld();
  await card(world, 'zhou', 'shen');
  await world.run(typeTotal, world.actor.shen, { year: 2026, key: 'clues', value: 13, source: '镇纪委' });
  await acceptedCase(world);
  const { id } = await world.run(freezeReport, world.actor.shen, { year: 2026, note: '报区司法局稿' });
  return { world, id };
}

describe('a frozen report', () => {
  test('agrees with the figures of the moment, and shows later corrections as differences with their records', async () => {
    const { world, id } = await frozen();
    const before = await world.run(showSnapshot, world.actor.shen, { id });
    expect(before.whole).toBe(true);
    expect(before.lines.filter(({ same }) => !same)).toEqual([]);
    await card(world, 'lin');
    await world.run(typeTotal, world.actor.shen, {
      year: 2026,
      key: 'clues',
      value: 14,
      source: '镇纪委',
      reason: '漏报'
    });
    const after = await world.run(showSnapshot, world.actor.shen, { id });
    const changed = after.lines.filter(({ same }) => !same).map(({ key, frozen: was, now }) => [key, was, now]);
    expect(changed).toEqual([
      ['postsCarded', 2, 3],
      ['postsUncarded', 2, 1],
      ['cardRate', 50, 75],
      ['cardHolders', 2, 3],
      ['enforcementFullRate', 0, 0],
      ['clues', 13, 14]
    ]);
    expect(after.lines.find(({ key }) => key === 'postsCarded')).toMatchObject({
      added: ['017 林某甲 · 综合执法中心'],
      removed: []
    });
  });

  test('is never changed or taken out', async () => {
    const { world } = await frozen();
    await expect(world.store.exec(`update report_snapshot set note = 'x'`)).rejects.toThrow(/append-only/);
    await expect(world.store.exec('delete from report_snapshot')).rejects.toThrow(/append-only/);
  });

  test.each([
    ['its content alone', (content: string) => ({ content: content.replace('"value":13', '"value":3') })],
    [
      'its content and its hash',
      (content: string) => ({ content: content.replace('"value":13', '"value":3'), rehash: true })
    ]
  ])('that somebody changed past the trigger is recognised: %s', async (_, edit) => {
    const { world, id } = await frozen();
    const [row] = await world.store.rows('select content from report_snapshot');
    const { content, rehash } = edit(String(row!.content)) as { content: string; rehash?: boolean };
    const { hashOf } = await import('./snapshot.server.ts');
    await world.store.exec(dropTriggers(world.store.engine));
    const hash = rehash ? `, hash = '${hashOf(content)}'` : '';
    await world.store.exec(`update report_snapshot set content = '${content.replaceAll("'", "''")}'${hash}`);
    expect(await world.run(showSnapshot, world.actor.tang, { id })).toMatchObject({ whole: false });
    expect(await world.run(listSnapshots, world.actor.tang, {})).toMatchObject([{ whole: false }]);
    await world.store.exec(restoreTriggers(world.store.engine));
  });

  test('is read by the auditor without names and without small counts of complaints', async () => {
    const { world, id } = await frozen();
    await card(world, 'lin');
    const seen = await world.run(showSnapshot, world.actor.tang, { id });
    expect(JSON.stringify(seen.lines)).not.toContain('林某甲');
    expect(seen.lines.find(({ key }) => key === 'complaintsReceived')).toMatchObject({ frozen: null, withheld: true });
    expect(seen.sections.find(({ key }) => key === 'complaints')!.words.en[0]).toContain('shown only to');
    const full = await world.run(showSnapshot, world.actor.shen, { id });
    expect(full.lines.find(({ key }) => key === 'complaintsReceived')).toMatchObject({ frozen: 1 });
  });

  test('is made by the supervisor of the town alone, of a year that has begun', async () => {
    const { world, id } = await frozen();
    for (const who of ['he', 'lin', 'tang'] as const)
      await expect(world.run(freezeReport, world.actor[who], { year: 2026, note: '' })).rejects.toMatchObject({
        kind: 'refused'
      });
    await expect(world.run(freezeReport, world.actor.shen, { year: 2027, note: '' })).rejects.toMatchObject({
      kind: 'invalid'
    });
    await expect(world.run(showSnapshot, world.actor.lin, { id })).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(showSnapshot, world.actor.shen, { id: id + 1 })).rejects.toMatchObject({ kind: 'missing' });
    expect(await world.run(freezeReport, world.actor.shen, { year: 2026, note: '' })).toMatchObject({ number: 2 });
  });

  test('stands beside what was frozen of the year before', async () => {
    const world = await openWorld();
    await world.run(typeTotal, world.actor.shen, { year: 2025, key: 'clues', value: 9, source: '镇纪委' });
    await world.run(freezeReport, world.actor.shen, { year: 2025, note: '' });
    const { id } = await world.run(freezeReport, world.actor.shen, { year: 2026, note: '' });
    const { lines, lastFrom } = await world.run(showSnapshot, world.actor.shen, { id });
    expect(lastFrom).toBe('frozen');
    expect(lines.find(({ key }) => key === 'clues')!.last).toBe(9);
  });
});

/** A trigger guards the table; whoever edits the file directly gets past it. */
const dropTriggers = (engine: string) =>
  engine === 'postgres' ? 'alter table report_snapshot disable trigger all' : 'drop trigger report_snapshot_no_update';
const restoreTriggers = (engine: string) =>
  engine === 'postgres' ? 'alter table report_snapshot enable trigger all' : 'select 1';

describe('own words', () => {
  test('take the template’s place, and say which figures changed since', async () => {
    const { world } = await frozen();
    const words = '全镇持证 2 人。';
    await world.run(saveText, world.actor.shen, { year: 2026, section: 'cards', locale: 'zh-CN', words });
    await card(world, 'lin');
    const text = async () => {
      const { sections } = await world.run(annualReport, world.actor.shen, yearPeriod(2026));
      return sections.find(({ key }) => key === 'cards')!.texts['zh-CN'].own;
    };
    expect(await text()).toMatchObject({ words, by: '沈某戊' });
    expect((await text())!.changes).toContainEqual({ key: 'cardHolders', before: 2, after: 3 });
    await world.run(saveText, world.actor.shen, { year: 2026, section: 'cards', locale: 'zh-CN', words: '' });
    expect(await text()).toBe(null);
    await expect(
      world.run(saveText, world.actor.he, { year: 2026, section: 'cards', locale: 'zh-CN', words })
    ).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('papers', () => {
  test('the Word file opens and its text holds the figures with their units', async () => {
    const { world } = await frozen();
    const report = await world.run(annualReport, world.actor.shen, yearPeriod(2026));
    const bytes = await wordPaper(paperOf(report, world.clock.now()));
    expect(strFromU8(unzipSync(bytes)['[Content_Types].xml']!)).toContain('wordprocessingml');
    const { text } = readDocument(bytes);
    expect(text).toContain('桥头镇2026年法治政府建设年度报告');
    expect(text).toContain('执法岗位在编人员4人，其中持有效行政执法证件2人，持证率50%');
    expect(text).toContain('受理问题线索13条，立案（待录入）');
    expect(text).toContain('2 ÷ 4');
    expect(text).toContain('镇纪委，沈某戊');
    expect(text).not.toContain('⟦');
  });

  test('of a frozen report they keep its words, and name its hash', async () => {
    const { world, id } = await frozen();
    await card(world, 'lin');
    const snapshot = await world.run(showSnapshot, world.actor.shen, { id });
    const { text } = readDocument(await wordPaper(paperOfSnapshot(snapshot)));
    expect(text).toContain('其中持有效行政执法证件2人');
    expect(text).toContain(snapshot.hash);
  });

  test('the PDF is for keeping, and the same twice', async () => {
    const { world, id } = await frozen();
    const paper = paperOfSnapshot(await world.run(showSnapshot, world.actor.shen, { id }));
    const [one, other] = [await pdfPaper(paper), await pdfPaper(paper)];
    expect(Buffer.from(one).toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(Buffer.compare(one, other)).toBe(0);
  });

  test('the annex has numbers as numbers, with share, source and definition', async () => {
    const { world } = await frozen();
    await world.run(enterHours, world.actor.he, {
      ...({ cadreIds: [world.cadreId.zhou], amount: 45, unit: 'minutes', category: 'law-study' } as const),
      ...{ title: '学法', endedOn: '2026-05-20' as const }
    });
    const report = await world.run(annualReport, world.actor.shen, yearPeriod(2026));
    const rows = await readTable(await annexWorkbook(paperOf(report, world.clock.now()), 'zh-CN'), [
      '指标',
      '数字',
      '口径'
    ]);
    const of = (name: string) => rows.find(({ cells }) => cells['指标'] === name)!.cells;
    expect(of('持证率')).toMatchObject({ 数字: '50', 数值: '50%', '分子、分母': '2 ÷ 4' });
    expect(of('受理问题线索 *')).toMatchObject({ 数字: '13', 来源: '镇纪委，沈某戊' });
    expect(of('持证率')['口径']).toContain('分母是执法岗位');
  });
});
