import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { system } from '#lib/platform/actor.ts';
import { runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { sealHealth } from './verify.server.ts';

/** As somebody with the file in their hands would: the guards are taken off first. */
async function unguarded(world: World, ...statements: string[]) {
  const guards =
    world.store.engine === 'sqlite'
      ? [
          'drop trigger practice_seal_no_update',
          'drop trigger practice_seal_no_delete',
          'drop trigger practice_record_signed'
        ]
      : ['set session_replication_role = replica'];
  for (const statement of [...guards, ...statements]) await world.store.exec(statement);
  if (world.store.engine === 'postgres') await world.store.exec('set session_replication_role = origin');
}

async function sealed() {
  const world = await openWorld();
  const pairingId = await runningPairing(world);
  const recordId = await signedRecord(world, pairingId);
  await signedRecord(world, pairingId, 'recheck');
  const [seal] = await world.store.rows(`select content from practice_seal where record_id = ${recordId}`);
  const [record] = await world.store.rows(`select sheet from practice_record where id = ${recordId}`);
  const sheet = typeof record!.sheet === 'string' ? record!.sheet : JSON.stringify(record!.sheet);
  return { world, recordId, content: String(seal!.content), sheet };
}

const faults = async (world: World) =>
  (await world.run(sealHealth, system, {})).faults.map(({ recordId, fault }) => [recordId, fault]);
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

test('a better mark in the signed text is found', async () => {
  const { world, recordId, content } = await sealed();
  const better = content.replace('"rating.0":"3"', '"rating.0":"4"');
  await unguarded(world, `update practice_seal set content = ${quoted(better)} where record_id = ${recordId}`);
  expect(await faults(world)).toEqual([[recordId, 'hash']]);
});

test('a better mark under a new hash is found, since the trail knows the old one', async () => {
  const { world, recordId, content } = await sealed();
  const better = content.replace('"rating.0":"3"', '"rating.0":"4"');
  const hash = createHash('sha256').update(better).digest('hex');
  await unguarded(
    world,
    `update practice_seal set content = ${quoted(better)}, hash = '${hash}' where record_id = ${recordId}`
  );
  expect(await faults(world)).toEqual([[recordId, 'trail']]);
});

test('columns and sheets that say something else than the signed text are found', async () => {
  const { world, recordId, sheet } = await sealed();
  const other = sheet.replace('"rating.1":"3"', '"rating.1":"4"').replace('"rating.1": "3"', '"rating.1": "4"');
  expect(other).not.toBe(sheet);
  await unguarded(
    world,
    `update practice_record set sheet = ${quoted(other)} where id = ${recordId}`,
    `update practice_seal set level = 'alone' where record_id = ${recordId + 1}`
  );
  expect(await faults(world)).toEqual([
    [recordId, 'sheet'],
    [recordId + 1, 'columns']
  ]);
});

test('a seal that was taken out is missed', async () => {
  const { world, recordId } = await sealed();
  await unguarded(world, `delete from practice_seal where record_id = ${recordId}`);
  expect(await faults(world)).toEqual([[recordId, 'gone']]);
});

test('is asked by the portal alone', async () => {
  const { world } = await sealed();
  await expect(world.run(sealHealth, world.actor.shen, {})).rejects.toMatchObject({ kind: 'refused' });
});
