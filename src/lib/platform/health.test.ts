import { expect, test } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import { readiness } from './health.server.ts';
import { silentLog } from './log.server.ts';

test('a migrated installation is ready', async () => {
  const world = await openWorld();
  expect(await readiness(world.house)).toEqual({ ready: true, database: true, migrations: true });
});

test('one whose database does not answer is not, and says no more than that', async () => {
  const world = await openWorld();
  const rows = () => Promise.reject(new Error('disk I/O error'));
  expect(await readiness({ log: silentLog, store: { ...world.store, rows } })).toEqual({
    ready: false,
    database: false,
    migrations: false
  });
});

test('one whose schema is not this version’s is not', async () => {
  const world = await openWorld();
  const table = world.store.engine === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations';
  await world.store.exec(`delete from ${table}`);
  expect(await readiness(world.house)).toEqual({ ready: false, database: true, migrations: false });
});
