/** Quality bars R1 and R3 in small: what was answered outlives a kill -9 and a torn log. `KILLS=200` for the whole bar. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verifyAudit } from '#lib/platform/audit.server.ts';
import { openStore } from '#lib/platform/database.server.ts';
import { engineOf } from '#lib/platform/engine.ts';
import { installationKey } from '#lib/platform/keys.server.ts';
import { silentLog } from '#lib/platform/log.server.ts';
import { migrateStore } from '#lib/platform/migrate.server.ts';
import { openSqlite } from '#lib/platform/sqlite.server.ts';

const onSqlite = engineOf(process.env.DATABASE_URL) === 'sqlite';
const KILLS = Number(process.env.KILLS ?? 20);
const TORN = Number(process.env.TORN ?? 1000);
const MOST_ANSWERS = 300;

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-kill-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe.runIf(onSqlite)('a process that is killed at any moment', () => {
  test(
    `${KILLS} times over loses nothing it answered and writes nothing twice`,
    async () => {
      const folder = await openFolder();
      const first = await openStore({ path: join(folder, 'portal.db') });
      await migrateStore(first);
      await first.close();
      const answered: string[] = [];
      for (let run = 1; run <= KILLS; run += 1) {
        answered.push(...(await writeUntilKilled(folder, run, 1 + ((run * 7919) % MOST_ANSWERS))));
        const store = await openStore({ path: join(folder, 'portal.db') });
        try {
          expect(await store.rows('PRAGMA quick_check')).toEqual([{ quick_check: 'ok' }]);
          const rows = await store.rows('select basis, count(*) as n from setting group by basis');
          const kept = new Map(rows.map(({ basis, n }) => [basis, n]));
          expect(answered.filter((words) => kept.get(words) !== 1)).toEqual([]);
          expect([...kept.values()].every((n) => n === 1)).toBe(true);
          // Each change stands with its audit row, or not at all.
          expect(await store.rows('select count(*) as n from audit_event')).toEqual([{ n: kept.size }]);
          const house = {
            store,
            log: silentLog,
            auditKey: await installationKey(folder, 'audit'),
            auditAnchor: join(folder, 'audit-anchor')
          };
          expect(await verifyAudit(house)).toMatchObject({ ok: true, checked: kept.size });
        } finally {
          await store.close();
        }
      }
      expect(answered.length).toBeGreaterThan(KILLS);
    },
    KILLS * 30_000
  );
});

/** Starts the writer, counts its answers, and kills it in the middle of its work. @returns what it had answered. */
function writeUntilKilled(folder: string, run: number, answers: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['tests/resilience/kill-writer.ts', folder, String(run)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: '', NODE_OPTIONS: '' }
    });
    const heard: string[] = [];
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    createInterface(child.stdout).on('line', (line) => {
      heard.push(line);
      if (heard.length === answers) child.kill('SIGKILL');
    });
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve(heard) : reject(new Error(`The writer ended by itself: ${complaint}`))
    );
  });
}

describe.runIf(onSqlite)('a log that was torn by a power cut', () => {
  test(
    `opens, checks, and holds a beginning of the commits: ${TORN} tears`,
    async () => {
      const folder = await openFolder();
      const path = join(folder, 'whole.db');
      const store = openSqlite(path, true);
      await store.exec(
        'PRAGMA wal_autocheckpoint = 0; create table note (id integer primary key, words text not null)'
      );
      await store.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      const COMMITS = 60;
      for (let id = 1; id <= COMMITS; id += 1)
        await store.exec(`insert into note values (${id}, '${'x'.repeat((id * 37) % 900)}')`);
      const [main, log] = [await readFile(path), await readFile(`${path}-wal`)];
      await store.close();
      const torn = join(folder, 'torn.db');
      const tear = fc.oneof(
        fc.integer({ min: 0, max: log.length }).map((length) => log.subarray(0, length)),
        fc.tuple(fc.integer({ min: 0, max: log.length - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
          const damaged = Buffer.from(log);
          damaged[at]! ^= flip;
          return damaged;
        })
      );
      await fc.assert(
        fc.asyncProperty(tear, async (damaged) => {
          await rm(`${torn}-shm`, { force: true });
          await Promise.all([writeFile(torn, main), writeFile(`${torn}-wal`, damaged)]);
          const opened = openSqlite(torn, true);
          const [verdict] = await opened.rows('PRAGMA quick_check');
          const ids = (await opened.rows('select id from note order by id')).map(({ id }) => id);
          await opened.close();
          return verdict?.quick_check === 'ok' && ids.every((id, at) => id === at + 1);
        }),
        { numRuns: TORN }
      );
    },
    5 * 60_000
  );
});
