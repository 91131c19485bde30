import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Db, Store } from './database.server.ts';

const OLDEST = [3, 51, 3];
/** How many waiting changes share one commit, and so one trip to the disk. */
const BATCH = 128;
/** How many statements a connection keeps compiled: all that are common, not every search and every list of ids. */
const COMPILED = 500;

type Connection = Sqlite.Database;
interface Turn {
  work: (db: Db) => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (reason: unknown) => void;
}

/**
 * The embedded engine: one file in WAL mode, a reader beside one writer.
 *
 * Changes wait in a queue. Those that wait together run one after another inside one `BEGIN IMMEDIATE`, each in
 * a savepoint of its own: a failing one takes back only itself, and nobody is answered before the commit that
 * holds their change is on the disk. That is what lets thousands of answers a second be durable one by one.
 */
export function openSqlite(path: string, durable: boolean): Store {
  const writer = connect(path, durable);
  const reader = connect(path, durable);
  requireVersion(writer);
  const db = drizzle({ client: writer, casing: 'snake_case' });
  const writes = db as unknown as Db;
  const waiting: Turn[] = [];
  let draining: Promise<void> | undefined;

  async function drain() {
    // One breath before the first batch: requests that arrived together then share its commit.
    await new Promise<void>((resume) => setImmediate(resume));
    try {
      while (waiting.length) await commitTogether(writer, writes, waiting.splice(0, BATCH));
    } finally {
      draining = undefined;
    }
  }

  return {
    engine: 'sqlite',
    read: drizzle({ client: reader, casing: 'snake_case' }) as unknown as Db,
    transaction<T>(work: (db: Db) => Promise<T>) {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Turn['resolve'], reject });
        draining ??= drain();
      });
    },
    async applyMigrations(folder) {
      migrate(db, { migrationsFolder: folder });
    },
    async exec(sql) {
      writer.exec(sql);
    },
    async rows(sql) {
      return writer.prepare(sql).all() as Record<string, unknown>[];
    },
    async copyTo(target) {
      await writer.backup(target);
    },
    async close() {
      await draining;
      reader.close();
      writer.close();
    }
  };
}

function connect(path: string, durable: boolean): Connection {
  const connection = new Sqlite(path, { timeout: 5000 });
  connection.pragma('journal_mode = WAL');
  // The driver's default for WAL is NORMAL, which answers before the disk has the change.
  connection.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -16000');
  keepCompiled(connection);
  return connection;
}

/** Drizzle compiles a statement each time it runs one. Here the same text is compiled once and found again. */
function keepCompiled(connection: Connection) {
  const compile = connection.prepare.bind(connection) as (sql: string) => Sqlite.Statement;
  const compiled = new Map<string, Sqlite.Statement>();
  connection.prepare = ((sql: string) => {
    const statement = compiled.get(sql) ?? compile(sql);
    // The least recently used goes first: a map keeps the order in which its keys came.
    compiled.delete(sql);
    compiled.set(sql, statement);
    if (compiled.size > COMPILED) compiled.delete(compiled.keys().next().value!);
    // Whoever had it before may have asked for rows as arrays.
    return statement.reader ? statement.raw(false) : statement;
  }) as Connection['prepare'];
}

function requireVersion(connection: Connection) {
  const found = connection.prepare('select sqlite_version() as version').get() as { version: string };
  const parts = found.version.split('.').map(Number);
  const difference = OLDEST.map((oldest, at) => (parts[at] ?? 0) - oldest).find((part) => part !== 0) ?? 0;
  if (difference < 0) throw new Error(`SQLite ${found.version} is too old; ${OLDEST.join('.')} is needed.`);
}

async function commitTogether(connection: Connection, db: Db, turns: Turn[]) {
  const answers: (() => void)[] = [];
  try {
    connection.exec('BEGIN IMMEDIATE');
    for (const turn of turns) answers.push(await runInSavepoint(connection, db, turn));
    connection.exec('COMMIT');
  } catch (failure) {
    for (const turn of turns) turn.reject(failure);
    if (connection.inTransaction) connection.exec('ROLLBACK');
    return;
  }
  for (const answer of answers) answer();
}

/** @throws when SQLite itself ended the whole transaction (disk full, I/O error): then nobody's change stands. */
async function runInSavepoint(connection: Connection, db: Db, turn: Turn): Promise<() => void> {
  connection.exec('SAVEPOINT turn');
  try {
    const value = await turn.work(db);
    connection.exec('RELEASE turn');
    return () => turn.resolve(value as never);
  } catch (reason) {
    if (!connection.inTransaction) throw reason;
    connection.exec('ROLLBACK TO turn; RELEASE turn');
    return () => turn.reject(reason);
  }
}
