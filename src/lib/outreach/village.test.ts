import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { exampleVillage, parseVillages, villageHeadings } from './village-file.ts';
import { importVillages, previewVillages, readVillages, writeVillageTemplate } from './village-import.server.ts';
import { findVillage, listVillages, saveVillage } from './village.server.ts';
import { recordVisit, voidVisit } from './visit.server.ts';

const village = (world: World, name: string, closedOn: Day | null = null) =>
  world.run(saveVillage, world.actor.he, { name, lawyer: '律师甲', closedOn });
const visit = (world: World, villageId: number, visitedOn: string) =>
  world.run(recordVisit, world.actor.he, { villageId, visitedOn, lawyer: '律师甲', done: '解答咨询', minutes: 60 });

describe('the villages', () => {
  test('stand by quarter, those below the setting first, and a void visit does not count', async () => {
    const world = await openWorld();
    const one = await village(world, '一号村');
    const two = await village(world, '二号村');
    for (const day of ['2026-01-31', '2026-04-01', '2026-06-30', '2026-10-01']) await visit(world, one.id, day);
    const gone = await visit(world, two.id, '2026-11-23');
    await visit(world, two.id, '2025-12-31');
    await world.run(voidVisit, world.actor.shen, { villageId: two.id, id: gone.id, reason: '记错村' });
    const matrix = await world.run(listVillages, world.actor.shen, {});
    expect(matrix).toMatchObject({ year: 2026, least: 4, villages: 2, below: 1, visits: 4, total: 2 });
    expect(matrix.rows).toMatchObject([
      { name: '二号村', quarters: [0, 0, 0, 0], owed: 4, lastOn: null },
      { name: '一号村', quarters: [1, 2, 0, 1], visits: 4, owed: 0, lastOn: '2026-10-01' }
    ]);
    expect((await world.run(listVillages, world.actor.shen, { show: 'below' })).rows).toHaveLength(1);
    expect((await world.run(listVillages, world.actor.shen, { q: 'yihao' })).rows).toMatchObject([{ name: '一号村' }]);
    expect((await world.run(listVillages, world.actor.shen, { year: 2025 })).visits).toBe(1);
    await expect(
      world.run(voidVisit, world.actor.shen, { villageId: two.id, id: gone.id, reason: '再来' })
    ).rejects.toMatchObject({ code: 'outreach.already-void' });
    await expect(
      world.run(voidVisit, world.actor.shen, { villageId: one.id, id: gone.id, reason: '别村的' })
    ).rejects.toMatchObject({ code: 'outreach.visit-not-found' });
  });

  test('owe what the town has set for the year', async () => {
    const world = await openWorld();
    await village(world, '一号村');
    await world.run(changeSetting, world.actor.gao, {
      key: 'outreach.visits-per-village',
      value: 6,
      effectiveFrom: '2026-11-23',
      basis: '镇政府通知'
    });
    expect(await world.run(listVillages, world.actor.he, {})).toMatchObject({ least: 6, rows: [{ owed: 6 }] });
  });

  test('that were merged owe nothing more and take no visit, yet keep those they had', async () => {
    const world = await openWorld();
    const { id } = await village(world, '一号村');
    await visit(world, id, '2026-02-01');
    await world.run(saveVillage, world.actor.he, { id, name: '一号村', lawyer: '', closedOn: '2026-06-01' });
    expect((await world.run(listVillages, world.actor.he, {})).rows).toMatchObject([{ visits: 1, owed: 0 }]);
    expect((await world.run(findVillage, world.actor.he, { id })).visits).toHaveLength(1);
    await expect(visit(world, id, '2026-06-01')).rejects.toMatchObject({ code: 'outreach.village-closed' });
  });

  test('have names of their own, and are kept by trainers and supervisors alone', async () => {
    const world = await openWorld();
    await village(world, '一号村');
    await expect(village(world, '一号村')).rejects.toMatchObject({ fields: { name: ['outreach.village-exists'] } });
    await expect(world.run(listVillages, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(world.run(saveVillage, world.actor.lin, { name: '二号村', lawyer: '' })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(visit(world, 77, '2026-02-01')).rejects.toMatchObject({ code: 'outreach.village-not-found' });
    await expect(visit(world, 1, '2026-11-24')).rejects.toMatchObject({
      fields: { visitedOn: ['outreach.day-to-come'] }
    });
  });
});

describe('a file of villages', () => {
  const table = (...names: [string, string][]) =>
    names.map(([name, lawyer], at) => ({
      row: at + 2,
      cells: { [villageHeadings.name]: name, [villageHeadings.lawyer]: lawyer }
    }));

  test('names every row that is wrong, and passes over the example', () => {
    const read = parseVillages(table([`${exampleVillage}村`, ''], ['一号村', '甲'], ['', '乙'], ['一号村', '丙']));
    expect(read.rows).toEqual([{ row: 3, name: '一号村', lawyer: '甲' }]);
    expect(read.problems).toEqual([
      { row: 4, code: 'outreach.village-name-missing', params: {} },
      { row: 5, code: 'outreach.village-twice', params: { first: 3 } }
    ]);
  });

  test('whose template is read back adds nothing', async () => {
    const read = await readVillages(await writeVillageTemplate('村名', '律师甲'));
    expect(read).toEqual({ rows: [], problems: [] });
  });

  test('adds new villages, follows the lawyer of known ones, and an empty cell takes nothing away', async () => {
    const world = await openWorld();
    for (const name of ['一号村', '二号村']) await village(world, name);
    const rows = [
      { row: 2, name: '一号村', lawyer: '律师乙' },
      { row: 3, name: '二号村', lawyer: '' },
      { row: 4, name: '三号村', lawyer: '律师丙' }
    ];
    expect(await world.run(previewVillages, world.actor.he, { rows })).toMatchObject([
      { state: 'changed', before: '律师甲' },
      { state: 'unchanged' },
      { state: 'added', before: null }
    ]);
    expect(await world.run(importVillages, world.actor.he, { rows })).toEqual({ added: 1, changed: 1 });
    const held = await world.run(listVillages, world.actor.he, { sort: 'name' });
    expect(Object.fromEntries(held.rows.map(({ name, lawyer }) => [name, lawyer]))).toEqual({
      一号村: '律师乙',
      二号村: '律师甲',
      三号村: '律师丙'
    });
  });

  test('with a village twice is taken not at all', async () => {
    const world = await openWorld();
    const rows = [2, 3].map((row) => ({ row, name: '一号村', lawyer: '' }));
    await expect(world.run(importVillages, world.actor.he, { rows })).rejects.toMatchObject({
      fields: { rows: ['outreach.village-name-twice'] }
    });
    expect((await world.run(listVillages, world.actor.he, {})).total).toBe(0);
    await expect(world.run(importVillages, world.actor.zhou, { rows })).rejects.toMatchObject({ kind: 'refused' });
  });
});
