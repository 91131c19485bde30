import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Store } from '#lib/platform/database.server.ts';
import { postgresStore } from '#lib/platform/postgres.server.ts';

/** PostgreSQL inside the test's process; `template` is a data directory dumped earlier, so that it need not migrate again. */
export async function openPglite(template?: Blob): Promise<Store> {
  const client = await PGlite.create(template ? { loadDataDir: template } : {});
  const db = drizzle({ client, casing: 'snake_case' });
  return postgresStore(db, {
    applyMigrations: (folder) => migrate(db, { migrationsFolder: folder }),
    exec: async (sql) => void (await client.exec(sql)),
    rows: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    close: () => client.close()
  });
}
