import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Db, Store } from './database.server.ts';

/** `serialization_failure` and `deadlock_detected`: the change never happened and may simply be tried again. */
const RETRY = new Set(['40001', '40P01']);
const ATTEMPTS = 8;

/** A PostgreSQL server (or one that speaks its protocol: KingbaseES, openGauss) behind `postgres://…`. */
export async function openPostgres(url: string): Promise<Store> {
  const { default: pg } = await import('pg');
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const { migrate } = await import('drizzle-orm/node-postgres/migrator');
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const db = drizzle({ client: pool, casing: 'snake_case' });
  return postgresStore(db, {
    applyMigrations: (folder) => migrate(db, { migrationsFolder: folder }),
    exec: async (sql) => void (await pool.query(sql)),
    rows: async (sql) => (await pool.query(sql)).rows as Record<string, unknown>[],
    close: () => pool.end()
  });
}

type Parts = Pick<Store, 'applyMigrations' | 'exec' | 'rows' | 'close'>;

/** A store over any Drizzle database of this dialect: a server's pool, or the in-process engine of the tests. */
export function postgresStore<Q extends PgQueryResultHKT>(db: PgDatabase<Q>, parts: Parts): Store {
  return {
    engine: 'postgres',
    read: db as unknown as Db,
    transaction: (work) => retrying(() => serializable(db, work)),
    copyTo: () => Promise.reject(new Error('Back up PostgreSQL with its own tools (pg_dump, base backup).')),
    ...parts
  };
}

function serializable<Q extends PgQueryResultHKT, T>(db: PgDatabase<Q>, work: (db: Db) => Promise<T>): Promise<T> {
  return db.transaction((transaction) => work(transaction as unknown as Db), { isolationLevel: 'serializable' });
}

async function retrying<T>(change: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change();
    } catch (reason) {
      if (attempt === ATTEMPTS || !RETRY.has(sqlState(reason))) throw reason;
    }
  }
}

/** Drizzle wraps the driver's error; the SQLSTATE sits on the innermost cause. */
function sqlState(reason: unknown): string {
  for (let error = reason; error instanceof Error; error = error.cause) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}
