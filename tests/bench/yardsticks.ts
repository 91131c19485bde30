/** What the machine does at best, measured in the same run: a figure means little on a machine nobody knows. */
import { join } from 'node:path';
import { hashPassword, verifyPassword } from '#lib/people/passwords.server.ts';
import { openSqlite } from '#lib/platform/sqlite.server.ts';
import { inTurns, type Client } from './client.ts';

const DURATION = 3000;

/** Answers a second of the emptiest route there is. */
export async function liveRate(client: Client, atOnce: number): Promise<number> {
  return ratePerSecond(atOnce, async () => void (await client.ask({ path: '/api/health/live' }, 200)));
}

/** Rows a second that this disk takes one by one, each flushed before the next. */
export async function commitRate(folder: string): Promise<number> {
  const store = openSqlite(join(folder, 'yardstick.db'), true);
  await store.exec('create table note (id integer primary key, words text not null)');
  const rate = await ratePerSecond(1, () => store.exec("insert into note (words) values ('one answer')"));
  await store.close();
  return rate;
}

/** Passwords a second that this machine checks with all it has. */
export async function hashRate(): Promise<number> {
  const stored = await hashPassword('yardstick');
  return ratePerSecond(4, async () => void (await verifyPassword(stored, 'yardstick')));
}

async function ratePerSecond(atOnce: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  const until = began + DURATION;
  function* turns() {
    while (performance.now() < until) yield work;
  }
  const took = await inTurns(turns(), atOnce, (turn) => turn());
  return (took.length / (performance.now() - began)) * 1000;
}
