import { expect, test } from 'vitest';
import { walkCertificates, listCertificates } from '#lib/certification/register.server.ts';
import { importCertificates } from '#lib/certification/import.server.ts';
import { enterHours, reverseHours } from '#lib/hours/ledger.server.ts';
import { walkEntries } from '#lib/hours/walk.server.ts';
import { walkQuestions, exportQuestions } from '#lib/assessment/export.server.ts';
import { listCases, walkCases } from '#lib/complaints/desk.server.ts';
import { callAbout, canary } from '#tests/support/complaints.ts';
import { fillBank } from '#tests/support/exams.ts';
import { openWorld, people, type World } from '#tests/support/world.ts';
import { accountActor, system } from '#lib/platform/actor.ts';
import { listAudit, walkAudit } from '#lib/platform/audit-trail.server.ts';
import type { Piece, Place } from '#lib/platform/walk.ts';
import { allRows } from './pieces.ts';

/** All rows of a list that is read in pieces. */
async function walked<Row>(read: (after?: Place) => Promise<Piece<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of await allRows(read)) rows.push(row);
  return rows;
}

/** Ten cards, of which many share their days. */
async function cards(world: World) {
  const rows = Object.values(people).map(({ number }, at) => ({
    ...{ row: at + 2, staffNumber: number, number: `演示-${number}`, issuer: '示例市司法局', field: '市容' },
    issuedOn: '2024-03-01' as const,
    expiresOn: (at % 2 ? '2029-02-28' : '2028-02-28') as '2029-02-28'
  }));
  await world.run(importCertificates, system, { rows });
}

test.each(['expires', '-expires', 'issued', 'number', 'name', '-staff'])(
  'the register is walked in the order of its list (%s), without gap or double',
  async (sort) => {
    const world = await openWorld();
    await cards(world);
    const { rows } = await world.run(listCertificates, world.actor.shen, { sort });
    for (const limit of [1, 3, 10])
      expect(await walked((after) => world.run(walkCertificates, world.actor.shen, { sort, limit, after }))).toEqual(
        rows
      );
  }
);

test('what is added behind the place during a walk is met, and what was passed is not met again', async () => {
  const world = await openWorld();
  for (const title of ['一', '二', '三']) await world.run(enterHours, world.actor.he, hours(world, title));
  const first = await world.run(walkEntries, world.actor.he, { year: 2026, limit: 2 });
  await world.run(enterHours, world.actor.he, hours(world, '四'));
  const rest = await world.run(walkEntries, world.actor.he, { year: 2026, limit: 9, after: first.next! });
  expect([...first.rows, ...rest.rows].map(({ title }) => title)).toEqual(['一', '二', '三', '四']);
});

const hours = (world: World, title: string) => ({
  ...{ cadreIds: [world.cadreId.lin], category: 'law-study' as const, endedOn: '2026-03-01', title },
  ...{ amount: 45, unit: 'minutes' as const }
});

test('the ledger of a year is whole, reversals included, within the reach of whoever asks', async () => {
  const world = await openWorld();
  const { entries } = await world.run(enterHours, world.actor.he, hours(world, '一'));
  await world.run(enterHours, world.actor.he, { ...hours(world, '二'), cadreIds: [world.cadreId.guo] });
  await world.run(reverseHours, world.actor.he, { entryId: entries[0]!, reason: '重复' });
  const all = await walked((after) => world.run(walkEntries, world.actor.he, { year: 2026, limit: 2, after }));
  expect(all.map(({ minutes }) => minutes)).toEqual([45, 45, -45]);
  expect(all[2]!.reversesId).toBe(entries[0]);
  expect((await world.run(walkEntries, world.actor.he, { year: 2025 })).rows).toEqual([]);
  const unitId = world.unitId['便民服务中心']!;
  const narrow = accountActor({ accountId: 1, cadreId: null, unitId, roles: [{ role: 'trainer', unitId }] });
  expect((await world.run(walkEntries, narrow, { year: 2026 })).rows.map(({ title }) => title)).toEqual(['二']);
  await expect(world.run(walkEntries, world.actor.lin, { year: 2026 })).rejects.toMatchObject({ kind: 'refused' });
});

test('the trail is walked newest first, as it is filtered', async () => {
  const world = await openWorld();
  for (const title of ['一', '二', '三']) await world.run(enterHours, world.actor.he, hours(world, title));
  const { rows } = await world.run(listAudit, world.actor.tang, { action: 'hours.' });
  expect(rows.length).toBe(3);
  expect(
    await walked((after) => world.run(walkAudit, world.actor.tang, { action: 'hours.', limit: 2, after }))
  ).toEqual(rows);
  await expect(world.run(walkAudit, world.actor.shen, {})).rejects.toMatchObject({ kind: 'refused' });
});

test('the bank is walked whole, by topic', async () => {
  const world = await openWorld();
  await fillBank(world, ['程序', '证据'], { single: 3, case: 2 });
  const whole = await world.run(exportQuestions, world.actor.he, {});
  const found = await walked((after) => world.run(walkQuestions, world.actor.he, { limit: 3, after }));
  expect(found.map(({ code }) => code).sort()).toEqual(whole.map(({ code }) => code).sort());
});

test.each(['due', '-received', 'received', 'number'] as const)(
  'the desk is walked in the order of its list (%s), for those alone for whom its cases exist',
  async (sort) => {
    const world = await openWorld();
    for (let cases = 0; cases < 4; cases += 1) await callAbout(world);
    const { rows } = await world.run(listCases, world.actor.xu, { sort });
    expect(rows.length).toBe(4);
    const found = await walked((after) => world.run(walkCases, world.actor.xu, { sort, limit: 2, after }));
    expect(found).toEqual(rows);
    expect(JSON.stringify(found)).not.toContain(canary.name);
    await expect(world.run(walkCases, world.actor.shen, {})).rejects.toMatchObject({ kind: 'refused' });
  }
);
