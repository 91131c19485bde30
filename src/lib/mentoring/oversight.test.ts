import { expect, test } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { rated, runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { openWorld } from '#tests/support/world.ts';
import { overseeMentoring } from './oversight.server.ts';
import { askReopening, decideReopening } from './sign-off.server.ts';

test('shows who can do what, how mentors rate, what was signed in a row, and that all seals hold', async () => {
  const world = await openWorld();
  const pairingId = await runningPairing(world);
  for (let time = 0; time < 3; time += 1) await signedRecord(world, pairingId, 'spot-penalty');
  const watch = await world.run(overseeMentoring, world.actor.shen, {});
  expect(watch.matrix.mentees).toMatchObject([{ pairingId, name: '林某甲', mentor: '周某丙', learnt: 0, tasks: 2 }]);
  expect(watch.matrix.rows.map(({ key, cells }) => [key, cells])).toEqual([
    ['recheck', [{ level: null, learnt: false }]],
    ['spot-penalty', [{ level: 'assist', learnt: false }]]
  ]);
  expect(watch.drift).toMatchObject([{ name: '周某丙', steps: 15, mean: 3, spread: 0, others: null, verdict: 'few' }]);
  expect(watch.hasty).toHaveLength(3);
  expect(watch.hasty[0]).toMatchObject({ doubts: ['in-seconds', 'in-a-row'] });
  expect(watch.load).toMatchObject([{ name: '周某丙', apprentices: 1, records: 3, owed: 0 }]);
  expect(watch.seals).toMatchObject({ ok: true, checked: 3 });
});

test('lists pairs that have gone quiet, and tasks in which people fall short', async () => {
  const world = await openWorld();
  const pairingId = await runningPairing(world);
  for (let time = 0; time < 3; time += 1) await signedRecord(world, pairingId, 'recheck', rated('2', 4));
  world.clock.set('2026-12-14T01:00:00Z');
  const watch = await world.run(overseeMentoring, world.actor.shen, {});
  expect(watch.quiet).toMatchObject([{ pairingId, days: 21 }]);
  expect(watch.weak).toMatchObject([{ taskKey: 'recheck', title: '复查与回访', records: 3, mean: 2 }]);
});

test('leads to the reopenings that wait for a counter-signature, until one is decided', async () => {
  const world = await openWorld();
  const pairingId = await runningPairing(world);
  const recordId = await signedRecord(world, pairingId);
  await world.run(askReopening, world.actor.zhou, { recordId, reason: '第二步误点' });
  const waiting = async () => (await world.run(overseeMentoring, world.actor.shen, {})).reopenings;
  expect(await waiting()).toMatchObject([{ pairingId, recordId, task: '当场处罚', reason: '第二步误点' }]);
  await world.run(decideReopening, world.actor.shen, { recordId, grant: false, text: '与照片不符' });
  expect(await waiting()).toEqual([]);
});

test('reaches as far as the one who looks, and is refused to officers', async () => {
  const world = await openWorld();
  await runningPairing(world);
  const elsewhere = accountActor({
    ...{ accountId: 900, cadreId: null, unitId: null },
    roles: [{ role: 'supervisor', unitId: world.unitId['便民服务中心']! }]
  });
  expect((await world.run(overseeMentoring, elsewhere, {})).matrix.mentees).toEqual([]);
  await expect(world.run(overseeMentoring, world.actor.zhou, {})).rejects.toMatchObject({ kind: 'refused' });
});
