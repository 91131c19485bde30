import { expect, test } from 'vitest';
import { grantRole } from '#lib/people/roles.server.ts';
import { system } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf, HOUR } from '#lib/platform/clock.ts';
import { listOwnNotifications } from '#lib/platform/notifications.server.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { recordCertificate } from './history.server.ts';
import { remindExpiring, sendDigests } from './reminders.server.ts';

async function card({ run, actor, cadreId, clock }: World, who: 'lin' | 'guo', days: number, number: string = who) {
  await run(recordCertificate, actor.shen, {
    cadreId: cadreId[who],
    number,
    issuer: '环翠区司法局',
    field: '市容环境',
    issuedOn: '2021-12-01',
    expiresOn: addDays(dayOf(clock.now()), days)
  });
}
const titlesOf = async ({ run, actor }: World, who: 'lin' | 'guo' | 'shen') =>
  (await run(listOwnNotifications, actor[who], {})).rows.map(({ kind, values }) => [kind, values.days ?? null]);

test('a card is reminded of 180, 90 and 30 days before its end and when it is over, each once', async () => {
  const world = await openWorld();
  await card(world, 'lin', 200);
  const told: [number, number][] = [];
  for (let day = 0; day <= 203; day += 1) {
    const turns = [await world.run(remindExpiring, system, {}), await world.run(remindExpiring, system, {})];
    const sum = turns.reduce((all, { told: now }) => all + now, 0);
    if (sum) told.push([200 - day, sum]);
    world.clock.advance(DAY);
  }
  expect(told).toEqual([
    [180, 1],
    [90, 1],
    [30, 1],
    [-1, 1]
  ]);
  expect((await titlesOf(world, 'lin'))[0]).toEqual(['card-expired', null]);
});

test('a portal that starts late reminds of the nearest step alone', async () => {
  const world = await openWorld();
  await card(world, 'lin', 12);
  await world.run(remindExpiring, system, {});
  expect(await titlesOf(world, 'lin')).toEqual([['card-expiring', 12]]);
  expect(await titlesOf(world, 'guo')).toEqual([]);
});

test('the steps are a setting', async () => {
  const world = await openWorld();
  await world.run(changeSetting, world.actor.gao, {
    key: 'certificate.reminders',
    value: '7',
    effectiveFrom: dayOf(world.clock.now()),
    basis: '测试'
  });
  await card(world, 'lin', 12);
  expect(await world.run(remindExpiring, system, {})).toEqual({ told: 0 });
  world.clock.advance(5 * DAY);
  expect(await world.run(remindExpiring, system, {})).toEqual({ told: 1 });
});

test('whoever already holds the next card is left in peace', async () => {
  const world = await openWorld();
  await card(world, 'lin', 12, 'old');
  await card(world, 'lin', 1500, 'new');
  expect(await world.run(remindExpiring, system, {})).toEqual({ told: 0 });
});

test('nobody but the portal itself sets reminders off', async () => {
  const { run, actor } = await openWorld();
  await expect(run(remindExpiring, actor.shen, {})).rejects.toThrow('refused');
  await expect(run(sendDigests, actor.gao, {})).rejects.toThrow('refused');
});

test('a supervisor gets the counts of the week once, on Monday from eight', async () => {
  const world = await openWorld();
  await card(world, 'lin', 12);
  await card(world, 'guo', -3);
  // Monday, 07:30 in Qiaotou.
  world.clock.set('2026-11-22T23:30:00Z');
  expect(await world.run(sendDigests, system, {})).toEqual({ told: 0 });
  world.clock.advance(HOUR);
  expect(await world.run(sendDigests, system, {})).toEqual({ told: 1 });
  expect(await world.run(sendDigests, system, {})).toEqual({ told: 0 });
  const { rows } = await world.run(listOwnNotifications, world.actor.shen, {});
  expect(rows[0]!.values).toEqual({ expiring: 1, expired: 1, cases: 0, overdue: 0 });
  world.clock.advance(7 * DAY);
  expect(await world.run(sendDigests, system, {})).toEqual({ told: 1 });
});

test('a supervisor of one unit hears of that unit alone', async () => {
  const world = await openWorld();
  const { run, actor, unitId } = world;
  await card(world, 'lin', 12);
  await card(world, 'guo', 12);
  await run(grantRole, actor.luo, {
    accountId: actor.zhou.accountId!,
    role: 'supervisor',
    unitId: unitId['便民服务中心']!
  });
  await run(sendDigests, system, {});
  const { rows } = await run(listOwnNotifications, actor.zhou, {});
  expect(rows[0]!.values).toMatchObject({ expiring: 1 });
});

test('a town that switched the digest off gets none', async () => {
  const world = await openWorld();
  await world.run(changeSetting, world.actor.gao, {
    key: 'reminder.digest',
    value: 'off',
    effectiveFrom: dayOf(world.clock.now()),
    basis: '测试'
  });
  world.clock.advance(3 * DAY);
  expect(await world.run(sendDigests, system, {})).toEqual({ told: 0 });
});
