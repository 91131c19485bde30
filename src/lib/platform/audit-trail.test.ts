import { expect, test } from 'vitest';
import { openWorld, people, type Person } from '#tests/support/world.ts';
import { listAudit } from './audit-trail.server.ts';
import { loadCalendarYear } from './calendar.server.ts';
import { changeSetting } from './settings.server.ts';

async function filled() {
  const world = await openWorld();
  const change = { key: 'exam.pass', effectiveFrom: '2026-12-31', basis: '会议' } as const;
  for (const value of [61, 62, 63]) {
    await world.run(changeSetting, world.actor.gao, { ...change, value });
    world.clock.advance(24 * 3600 * 1000);
  }
  await world.run(loadCalendarYear, world.actor.gao, { year: 2026 });
  return world;
}

test('the auditor reads the trail, newest first', async () => {
  const world = await filled();
  const { rows, total } = await world.run(listAudit, world.actor.tang, {});
  expect(total).toBe(4);
  expect(rows.map(({ action }) => action)).toEqual([
    'platform.load-calendar-year',
    ...Array<string>(3).fill('platform.change-setting')
  ]);
});

test('nobody else reads it', async () => {
  const world = await openWorld();
  for (const person of Object.keys(people) as Person[]) {
    if (person === 'tang') continue;
    await expect(world.run(listAudit, world.actor[person], {})).rejects.toMatchObject({ kind: 'refused' });
  }
});

test('it is narrowed by days, action, room, subject and account', async () => {
  const world = await filled();
  const count = async (filter: Record<string, unknown>) => (await world.run(listAudit, world.actor.tang, filter)).total;
  expect(await count({ from: '2026-11-24', to: '2026-11-25' })).toBe(2);
  expect(await count({ to: '2026-11-23' })).toBe(1);
  expect(await count({ action: 'platform.change-setting' })).toBe(3);
  expect(await count({ action: 'platform.' })).toBe(4);
  expect(await count({ action: 'plat%' })).toBe(0);
  expect(await count({ subject: 'setting', subjectId: 'exam.pass' })).toBe(3);
  expect(await count({ accountId: world.actor.gao.accountId })).toBe(4);
  expect(await count({ accountId: world.actor.lin.accountId })).toBe(0);
});

test('it is read in pages', async () => {
  const world = await filled();
  const second = await world.run(listAudit, world.actor.tang, { page: 2, pageSize: 3 });
  expect(second).toMatchObject({ total: 4, rows: [{ action: 'platform.change-setting' }] });
});
