import type { House } from './door.server.ts';
import { pendingMigrations } from './migrate.server.ts';

export interface Health {
  ready: boolean;
  /** The database answers. */
  database: boolean;
  /** The schema is the one this version works with. */
  migrations: boolean;
}

/** Whether an installation can work now. What is wrong goes to the log, not to whoever asks. */
export async function readiness(house: Pick<House, 'store' | 'log'>): Promise<Health> {
  const check = (question: () => Promise<boolean>) =>
    question().catch((error: unknown) => {
      house.log.error({ error }, 'a health check failed');
      return false;
    });
  const database = await check(async () => (await house.store.rows('select 1 as one')).length === 1);
  const migrations = database && (await check(async () => (await pendingMigrations(house.store)) === 0));
  return { ready: database && migrations, database, migrations };
}
