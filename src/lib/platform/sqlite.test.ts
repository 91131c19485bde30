import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Db, Store } from './database.server.ts';
import { openSqlite } from './sqlite.server.ts';

const note = sqliteTable('note', { id: integer().primaryKey(), words: text().notNull() });
const reply = sqliteTable('reply', { id: integer().primaryKey(), noteId: integer().notNull() });

async function openNotes(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-sqlite-'));
  const store = openSqlite(join(folder, 'notes.db'), true);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  await store.exec(`
    create table note (id integer primary key, words text not null check (words <> 'forbidden'));
    create table reply (id integer primary key, note_id integer not null references note (id));
  `);
  return store;
}

const write =
  (id: number, words = 'a') =>
  async (db: Db) => {
    await db.insert(note).values({ id, words });
    return id;
  };
const idsOf = async (db: Db) => (await db.select({ id: note.id }).from(note).orderBy(asc(note.id))).map(({ id }) => id);
const settled = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map(({ status }) => status);

describe('changes that wait together share a commit', () => {
  test('and each is answered with its own result', async () => {
    const store = await openNotes();
    const answers = await Promise.all(Array.from({ length: 300 }, (_, at) => store.transaction(write(at + 1))));
    expect(answers).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
    expect(await idsOf(store.read)).toHaveLength(300);
  });

  test('one that throws takes back only itself, its earlier statements included', async () => {
    const store = await openNotes();
    const failing = async (db: Db) => {
      await write(2)(db);
      throw new Error('by the rules');
    };
    expect(
      await settled([store.transaction(write(1)), store.transaction(failing), store.transaction(write(3))])
    ).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await idsOf(store.read)).toEqual([1, 3]);
  });

  test('one that breaks a CHECK, a key or a reference takes back only itself', async () => {
    const store = await openNotes();
    const orphan = async (db: Db) => void (await db.insert(reply).values({ id: 1, noteId: 99 }));
    expect(
      await settled([
        store.transaction(write(1)),
        store.transaction(write(2, 'forbidden')),
        store.transaction(write(1)),
        store.transaction(orphan),
        store.transaction(write(5))
      ])
    ).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(await idsOf(store.read)).toEqual([1, 5]);
  });

  test('one that catches its own broken statement goes on', async () => {
    const store = await openNotes();
    await store.transaction(async (db) => {
      await write(1)(db);
      await write(2, 'forbidden')(db).catch(() => undefined);
      await write(3)(db);
    });
    expect(await idsOf(store.read)).toEqual([1, 3]);
  });

  test('a later one sees what an earlier one changed', async () => {
    const store = await openNotes();
    const [, seen] = await Promise.all([store.transaction(write(1)), store.transaction(idsOf)]);
    expect(seen).toEqual([1]);
  });

  test('more than one batch long, the order stays', async () => {
    const store = await openNotes();
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 500 }, (_, at) => store.transaction(write(at + 1)).then((id) => void order.push(id)))
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe('a reader', () => {
  test('never sees the inside of a running change', async () => {
    const store = await openNotes();
    const seen: number[][] = [];
    await store.transaction(async (db) => {
      await write(1)(db);
      seen.push(await idsOf(store.read));
      await db.update(note).set({ words: 'b' }).where(eq(note.id, 1));
      seen.push(await idsOf(store.read));
    });
    expect(seen).toEqual([[], []]);
    expect(await idsOf(store.read)).toEqual([1]);
  });

  test('never sees a change of the same batch before it is committed', async () => {
    const store = await openNotes();
    const seen: number[][] = [];
    await Promise.all([
      store.transaction(write(1)),
      store.transaction(async () => void seen.push(await idsOf(store.read)))
    ]);
    expect(seen).toEqual([[]]);
  });

  test('sees every change that was answered', async () => {
    const store = await openNotes();
    for (let id = 1; id <= 50; id += 1) {
      await store.transaction(write(id));
      expect((await idsOf(store.read)).at(-1)).toBe(id);
    }
  });
});

describe('a full disk', () => {
  async function fill(store: Store) {
    const [size] = await store.rows('PRAGMA page_count');
    await store.exec(`PRAGMA max_page_count = ${Number(size!.page_count) + 2}`);
  }
  const large = (id: number) => write(id, 'x'.repeat(40_000));

  test('nobody whose change did not fit is answered, and nothing of it stays', async () => {
    const store = await openNotes();
    await store.transaction(write(1));
    await fill(store);
    await expect(store.transaction(large(2))).rejects.toThrow();
    expect(await idsOf(store.read)).toEqual([1]);
  });

  test('what was answered in the same breath as a change that did not fit is there', async () => {
    const store = await openNotes();
    await fill(store);
    const results = await Promise.allSettled([
      store.transaction(write(1)),
      store.transaction(large(2)),
      store.transaction(write(3))
    ]);
    const answered = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(await idsOf(store.read)).toEqual(answered);
    expect(answered).not.toContain(2);
  });

  test('as soon as there is room the store works again, without a restart', async () => {
    const store = await openNotes();
    await fill(store);
    await expect(store.transaction(large(1))).rejects.toThrow();
    await store.exec('PRAGMA max_page_count = 1000000');
    await expect(store.transaction(large(2))).resolves.toBe(2);
    expect(await idsOf(store.read)).toEqual([2]);
  });
});

test('a database locked by another program refuses in a while, and works again afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-locked-'));
  const path = join(folder, 'notes.db');
  const [store, other] = [openSqlite(path, true), openSqlite(path, true)];
  onTestFinished(async () => {
    await Promise.all([store.close(), other.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  await store.exec('PRAGMA busy_timeout = 20; create table note (id integer primary key, words text not null)');
  await other.exec('BEGIN IMMEDIATE');
  await expect(store.transaction(write(1))).rejects.toThrow(/locked/);
  await other.exec('ROLLBACK');
  await expect(store.transaction(write(2))).resolves.toBe(2);
});

test('an installation answers only after the disk has the change', async () => {
  const store = await openNotes();
  expect(await store.rows('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  expect(await store.rows('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await store.rows('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
});

test('closing waits for the changes under way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-close-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'notes.db');
  const store = openSqlite(path, true);
  await store.exec('create table note (id integer primary key, words text not null)');
  const change = store.transaction(write(1));
  await store.close();
  await expect(change).resolves.toBe(1);
});

describe('a statement that was compiled before', () => {
  test('gives rows by name to whoever asks for them so, though the query builder read them by place', async () => {
    const store = await openNotes();
    await store.transaction(write(1));
    const query = await store.transaction(async (db) => {
      const all = db.select().from(note);
      await all;
      return all.toSQL().sql;
    });
    expect(await store.rows(query)).toEqual([{ id: 1, words: 'a' }]);
  });

  test('knows a column that was added since', async () => {
    const store = await openNotes();
    await store.transaction(write(1));
    expect(await store.rows('select * from note')).toEqual([{ id: 1, words: 'a' }]);
    await store.exec("alter table note add column place text not null default 'top'");
    expect(await store.rows('select * from note')).toEqual([{ id: 1, words: 'a', place: 'top' }]);
  });

  test('is still right when hundreds of others have pushed it out', async () => {
    const store = await openNotes();
    await store.transaction(write(1));
    for (let at = 0; at < 1200; at += 1) expect(await store.rows(`select ${at} as n`)).toEqual([{ n: at }]);
    expect(await idsOf(store.read)).toEqual([1]);
  });
});
