export type Engine = 'sqlite' | 'postgres';

/**
 * Which engine a `DATABASE_URL` means: `postgres://…` or `postgresql://…` is a server, `pglite:` the same engine
 * in this process (tests), anything else the SQLite file in `DATA_DIR`.
 */
export function engineOf(databaseUrl: string | undefined): Engine {
  return /^(postgres(ql)?|pglite):/.test(databaseUrl ?? '') ? 'postgres' : 'sqlite';
}
