import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { engineOf, type Engine } from './engine.ts';

/** What rules and commands see of a database: Drizzle's builder, always awaited, the same on both engines. */
export type Db = BaseSQLiteDatabase<'async', unknown>;

export interface Store {
  engine: Engine;
  /** Reads the newest committed state; never sees the inside of a running transaction. */
  read: Db;
  /** Runs `work` as one all-or-nothing change. Inside, await nothing but the database. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Applies the pending migrations of a folder (see `migrate.server.ts` for the safe order). */
  applyMigrations(folder: string): Promise<void>;
  /** Runs statements as they stand: migrations, triggers, maintenance. */
  exec(sql: string): Promise<void>;
  /** Rows of a statement as they stand: integrity checks and catalogue questions. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Writes a consistent copy of a running SQLite file to `path`; PostgreSQL has its own tools and refuses. */
  copyTo(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `DATABASE_URL`; without it the SQLite file at `path`. */
  url?: string | undefined;
  path: string;
  /** Tests trade durability for speed; an installation never does. */
  durable?: boolean;
}

/** Opens the database that `DATABASE_URL` names. @throws when SQLite is older than 3.51.3 (a WAL-reset bug). */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (engineOf(options.url) === 'sqlite') {
    const { openSqlite } = await import('./sqlite.server.ts');
    return openSqlite(options.path, options.durable ?? true);
  }
  const { openPostgres } = await import('./postgres.server.ts');
  return openPostgres(options.url!);
}
