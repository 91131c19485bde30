import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPglite } from '#tests/support/pglite.ts';
import { openStore, type Store } from './database.server.ts';
import { engineOf } from './engine.ts';
import { migrateStore, migrationsFolder, pendingMigrations } from './migrate.server.ts';

const onSqlite = engineOf(process.env.DATABASE_URL) === 'sqlite';

async function openEmpty(): Promise<{ store: Store; folder: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-migrate-'));
  const path = join(folder, 'portal.db');
  const store = onSqlite ? await openStore({ path, durable: false }) : await openPglite();
  onTestFinished(async () => {
    await store.close().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });
  return { store, folder, path };
}

describe('a new installation', () => {
  test('is brought to the newest schema, and a second start changes nothing', async () => {
    const { store } = await openEmpty();
    expect(await migrateStore(store)).toBeGreaterThan(0);
    expect(await migrateStore(store)).toBe(0);
    expect(await pendingMigrations(store)).toBe(0);
    expect(await store.rows('select count(*) as n from audit_event')).toMatchObject([{ n: expect.anything() }]);
  });

  test('its ledgers refuse to be changed or emptied', async () => {
    const { store } = await openEmpty();
    await migrateStore(store);
    await store.exec(`insert into audit_seal (position, event_id, hash) values (1, 1, 'x')`);
    await expect(store.exec(`update audit_seal set hash = 'y'`)).rejects.toThrow(/append-only/);
    await expect(store.exec(`delete from audit_seal`)).rejects.toThrow(/append-only/);
  });
});

/** A folder of migrations as drizzle-kit writes them, grown by one file at a time. */
async function migrationsIn(folder: string, files: Record<string, string>) {
  const place = join(folder, 'migrations');
  await mkdir(join(place, 'meta'), { recursive: true });
  const tags = Object.keys(files);
  for (const [tag, sql] of Object.entries(files)) await writeFile(join(place, `${tag}.sql`), sql);
  const entries = tags.map((tag, idx) => ({ idx, version: '6', when: 1_000 + idx, tag, breakpoints: true }));
  await writeFile(join(place, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }));
  return place;
}

const family = `create table parent (id integer primary key, name text not null);
--> statement-breakpoint
create table child (id integer primary key, parent_id integer not null references parent (id) on delete cascade);`;
/** How drizzle-kit rebuilds a table; with foreign keys on, the drop takes the children with it. */
const rebuildParent = (keep: string) => `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
create table __new_parent (id integer primary key, name text not null check (name <> ''));
--> statement-breakpoint
insert into __new_parent select id, name from parent ${keep};
--> statement-breakpoint
drop table parent;
--> statement-breakpoint
alter table __new_parent rename to parent;
--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

async function filledFamily() {
  const world = await openEmpty();
  await migrateStore(world.store, undefined, await migrationsIn(world.folder, { '0000_family': family }));
  await world.store.exec(
    `insert into parent values (1, 'a'), (2, 'b'); insert into child values (1, 1), (2, 1), (3, 2)`
  );
  return world;
}

describe.runIf(onSqlite)('a filled database', () => {
  test('keeps its children when a migration drops and rebuilds their parent', async () => {
    const { store, folder, path } = await filledFamily();
    const migrations = await migrationsIn(folder, { '0000_family': family, '0001_rebuild': rebuildParent('') });
    expect(await migrateStore(store, { path, folder: join(folder, 'backups') }, migrations)).toBe(1);
    expect(await store.rows('select id, parent_id from child order by id')).toEqual([
      { id: 1, parent_id: 1 },
      { id: 2, parent_id: 1 },
      { id: 3, parent_id: 2 }
    ]);
    expect(await store.rows('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await expect(store.exec(`insert into child values (9, 99)`)).rejects.toThrow(/FOREIGN KEY/);
  });

  test('the same migration run with foreign keys on would have lost them: the trap is real', async () => {
    const { store, folder } = await filledFamily();
    await store.applyMigrations(
      await migrationsIn(folder, { '0000_family': family, '0001_rebuild': rebuildParent('') })
    );
    expect(await store.rows('select * from child')).toEqual([]);
  });

  test('is put back as it was when a migration leaves rows without their parent', async () => {
    const { store, folder, path } = await filledFamily();
    const migrations = await migrationsIn(folder, {
      '0000_family': family,
      '0001_rebuild': rebuildParent('where id = 1')
    });
    await expect(migrateStore(store, { path, folder: join(folder, 'backups') }, migrations)).rejects.toThrow(
      /without their parent in: child\. The earlier state was put back/
    );
    const again = await openStore({ path });
    onTestFinished(() => again.close());
    expect(await again.rows('select count(*) as n from parent')).toEqual([{ n: 2 }]);
    expect(await again.rows('select count(*) as n from child')).toEqual([{ n: 3 }]);
    expect(await pendingMigrations(again, migrations)).toBe(1);
  });

  test('stays as it was when a migration breaks half way, and still minds its references', async () => {
    const { store, folder, path } = await filledFamily();
    const broken = `delete from child where id = 3;\n--> statement-breakpoint\ninsert into nowhere values (1);`;
    const migrations = await migrationsIn(folder, { '0000_family': family, '0001_broken': broken });
    await expect(migrateStore(store, { path, folder: join(folder, 'backups') }, migrations)).rejects.toThrow();
    expect(await store.rows('select count(*) as n from child')).toEqual([{ n: 3 }]);
    expect(await store.rows('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
  });

  test('is copied aside before anything is touched', async () => {
    const { store, folder, path } = await filledFamily();
    const migrations = await migrationsIn(folder, { '0000_family': family, '0001_rebuild': rebuildParent('') });
    const backups = join(folder, 'backups');
    await migrateStore(store, { path, folder: backups }, migrations);
    const [name] = await import('node:fs/promises').then(({ readdir }) => readdir(backups));
    const copy = await openStore({ path: join(backups, name!) });
    onTestFinished(() => copy.close());
    expect(await copy.rows('select count(*) as n from child')).toEqual([{ n: 3 }]);
    expect(await pendingMigrations(copy, migrations)).toBe(1);
  });
});

describe('every step of the schema', () => {
  test('takes a database with a row in every table from step to step and keeps every row', async () => {
    const { store, folder } = await openEmpty();
    const shipped = migrationsFolder(store.engine);
    const journal = JSON.parse(await readFile(join(shipped, 'meta', '_journal.json'), 'utf8')) as {
      entries: unknown[];
    };
    const steps = join(folder, 'steps');
    await cp(shipped, steps, { recursive: true });
    for (let count = 1; count <= journal.entries.length; count += 1) {
      const before = await countsOf(store);
      await writeFile(
        join(steps, 'meta', '_journal.json'),
        JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) })
      );
      expect(await migrateStore(store, undefined, steps)).toBe(1);
      const after = await countsOf(store);
      for (const [table, rows] of Object.entries(before)) expect(after[table], table).toBe(rows);
      if (onSqlite) await fillEmptyTables(store);
    }
    if (onSqlite) {
      expect(Object.entries(await countsOf(store)).filter(([, rows]) => rows === 0)).toEqual([]);
      expect(await store.rows('PRAGMA foreign_key_check')).toEqual([]);
    }
  });
});

async function tablesOf(store: Store): Promise<string[]> {
  const found = await store.rows(
    onSqlite
      ? `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\'`
      : `select table_name as name from information_schema.tables where table_schema = 'public'`
  );
  return found.map(({ name }) => String(name));
}

async function countsOf(store: Store): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(store)) {
    counts[table] = Number((await store.rows(`select count(*) as n from "${table}"`))[0]!.n);
  }
  return counts;
}

/** Puts one row into every empty table, parents first: each column the value its neighbours, its checks or its type ask for. */
async function fillEmptyTables(store: Store): Promise<void> {
  let waiting = Object.entries(await countsOf(store))
    .filter(([, rows]) => rows === 0)
    .map(([table]) => table);
  while (waiting.length) {
    const left: string[] = [];
    for (const table of waiting) if (!(await fillTable(store, table))) left.push(table);
    if (left.length === waiting.length) throw new Error(`No row fits into: ${left.join(', ')}`);
    waiting = left;
  }
}

async function fillTable(store: Store, table: string): Promise<boolean> {
  const references = await store.rows(`PRAGMA foreign_key_list("${table}")`);
  const values: Record<string, string> = {};
  const [definition] = await store.rows(`select sql from sqlite_master where name = '${table}'`);
  for (const column of await store.rows(`PRAGMA table_info("${table}")`)) {
    const name = String(column.name);
    const reference = references.find(({ from }) => from === name);
    if (reference) {
      const [parent] = await store.rows(
        `select "${String(reference.to)}" as key from "${String(reference.table)}" limit 1`
      );
      if (parent) values[name] = `'${String(parent.key)}'`;
      else if (column.notnull) return false;
    } else if (column.notnull || column.pk || belongsToFirst(String(definition!.sql), name))
      values[name] = firstAllowed(String(definition!.sql), name, String(column.type));
  }
  const names = Object.keys(values);
  await store.exec(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${Object.values(values).join(', ')})`
  );
  return true;
}

/** A check says that the column is filled exactly when another one has its first allowed word. */
const belongsToFirst = (definition: string, column: string) =>
  new RegExp(`= \\("\\w+"\\."${column}" is not null\\)`).test(definition);

function firstAllowed(definition: string, column: string, type: string): string {
  const words = new RegExp(`"${column}"\\s+in\\s*\\(\\s*('[^']*'|\\d+)`, 'i').exec(definition);
  if (words) return words[1]!;
  const [, least] = new RegExp(`"${column}"\\s+between\\s+([\\d.]+)`, 'i').exec(definition) ?? [];
  if (least) return least;
  // An end that must lie after its beginning.
  const isLater = new RegExp(`<\\s*(?:"\\w+"\\.)?"${column}"`).test(definition);
  if (/int|real/i.test(type)) return isLater ? '2' : '1';
  return isLater ? `'~'` : `'{}'`;
}
