import { copyFile, mkdir, rm } from 'node:fs/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { join } from 'node:path';
import type { Store } from './database.server.ts';

export const migrationsFolder = (engine: Store['engine']) => join('drizzle', engine);

/**
 * Brings a database to the newest schema. SQLite changes a table by building it anew and dropping the old one;
 * with foreign keys on, that drop silently deletes the children. So: back up, foreign keys off, migrate, every
 * reference must still hold, foreign keys on. A migration that leaves a dangling reference is undone from the
 * backup, and the store is closed.
 *
 * @returns how many migrations were applied, none when the schema was current.
 * @throws when a reference dangles afterwards, or a migration fails (its own transaction undoes that one).
 */
export async function migrateStore(
  store: Store,
  backup?: { path: string; folder: string },
  migrations = migrationsFolder(store.engine)
): Promise<number> {
  const pending = await pendingMigrations(store, migrations);
  if (pending <= 0) return 0;
  if (store.engine === 'postgres') {
    await store.applyMigrations(migrations);
    return pending;
  }
  const saved = backup && (await saveBefore(store, backup.folder));
  const dangling = await migrateWithoutForeignKeys(store, migrations);
  if (dangling.length) {
    const tables = [...new Set(dangling.map((row) => String(row.table)))].join(', ');
    if (saved && backup) await restoreFile(store, saved, backup.path);
    const outcome = saved ? 'The earlier state was put back.' : 'There was no earlier state to put back.';
    throw new Error(`The migration left rows without their parent in: ${tables}. ${outcome}`);
  }
  return pending;
}

/** How many migrations of the folder the database still lacks; negative when a newer portal has been here. */
export async function pendingMigrations(store: Store, migrations = migrationsFolder(store.engine)): Promise<number> {
  return readMigrationFiles({ migrationsFolder: migrations }).length - (await appliedMigrations(store));
}

async function migrateWithoutForeignKeys(store: Store, migrations: string) {
  await store.exec('PRAGMA foreign_keys = OFF');
  try {
    await store.applyMigrations(migrations);
    return await store.rows('PRAGMA foreign_key_check');
  } finally {
    await store.exec('PRAGMA foreign_keys = ON');
  }
}

/** How many migrations a database has seen. */
export async function appliedMigrations(store: Store): Promise<number> {
  const exists =
    store.engine === 'sqlite'
      ? "select count(*) as n from sqlite_master where name = '__drizzle_migrations'"
      : "select count(*) as n from information_schema.tables where table_name = '__drizzle_migrations'";
  if (Number((await store.rows(exists))[0]?.n) === 0) return 0;
  const place = store.engine === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations';
  return Number((await store.rows(`select count(*) as n from ${place}`))[0]?.n);
}

async function saveBefore(store: Store, folder: string): Promise<string | undefined> {
  if ((await appliedMigrations(store)) === 0) return undefined;
  await mkdir(folder, { recursive: true });
  const target = join(folder, `before-migration-${Date.now()}.db`);
  await store.copyTo(target);
  return target;
}

async function restoreFile(store: Store, saved: string, path: string) {
  await store.close();
  await Promise.all([rm(`${path}-wal`, { force: true }), rm(`${path}-shm`, { force: true })]);
  await copyFile(saved, path);
}
