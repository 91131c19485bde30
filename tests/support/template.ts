/** Migrates one empty database for each engine once a run; every test starts from a copy of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { openSqlite } from '../../src/lib/platform/sqlite.server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    template: string;
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-'));
  const path = join(folder, 'template');
  await (project.name === 'postgres' ? pgliteTemplate(path) : sqliteTemplate(path));
  project.provide('template', path);
  return () => rm(folder, { recursive: true, force: true });
}

async function sqliteTemplate(path: string) {
  const store = openSqlite(path, false);
  await store.applyMigrations('drizzle/sqlite');
  await store.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await store.close();
}

async function pgliteTemplate(path: string) {
  const client = await PGlite.create();
  await migrate(drizzle({ client, casing: 'snake_case' }), { migrationsFolder: 'drizzle/postgres' });
  const dump = await client.dumpDataDir('none');
  await writeFile(path, Buffer.from(await dump.arrayBuffer()));
  await client.close();
}
