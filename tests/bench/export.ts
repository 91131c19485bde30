/**
 * `npm run bench:export`: what a file of 100,000 rows costs in memory: rows from the ledger of hours, walked piece by
 * piece into a workbook that a slow reader takes, beside the same rows written at once. Prints one table, asserts nothing.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { enterHours } from '#lib/hours/ledger.server.ts';
import { walkEntries, type LedgerRow } from '#lib/hours/walk.server.ts';
import { listCadres } from '#lib/people/cadres.server.ts';
import { importRoster } from '#lib/people/roster.server.ts';
import { system } from '#lib/platform/actor.ts';
import { readEnvironment } from '#lib/platform/environment.server.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import type { Place } from '#lib/platform/walk.ts';
import { workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { openPortal, type Portal } from '#lib/portal.server.ts';
import { allRows } from '#routes/pieces.ts';
import { figure, printTable, type Row } from './table.ts';

const ROWS = 100_000;
const PEOPLE = 500;
const YEAR = 2025;
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const columns: Column<LedgerRow>[] = [
  { heading: '编号', value: (row) => row.id },
  { heading: '工号', value: (row) => row.staffNumber },
  { heading: '姓名', value: (row) => row.name },
  { heading: '部门', value: (row) => row.unitName },
  { heading: '日期', value: (row) => row.endedOn },
  { heading: '内容', value: (row) => row.title },
  { heading: '分钟', value: (row) => row.minutes }
];

const folder = await mkdtemp(join(tmpdir(), 'chizheng-bench-'));
const portal = await openPortal(readEnvironment({ DATA_DIR: folder, LOG_LEVEL: 'error' }));
try {
  await fillLedger(portal);
  printTable([await inPieces(), await atOnce()]);
} finally {
  await portal.close();
  await rm(folder, { recursive: true, force: true });
}

async function fillLedger({ run }: Portal) {
  const numbers = Array.from({ length: PEOPLE }, (_, at) => String(at + 1).padStart(5, '0'));
  await run(importRoster, system, {
    rows: numbers.map((staffNumber, at) => ({
      ...{ row: at + 2, staffNumber, name: '某某某', unit: '示例单位', post: '科员', enforcementPost: true },
      ...{ establishment: 'administrative' as const, joinedOn: '2020-05-01', leftOn: null }
    }))
  });
  const ids: number[] = [];
  for (let page = 1; ids.length < PEOPLE; page += 1)
    ids.push(...(await run(listCadres, system, { page, pageSize: 100 })).rows.map(({ id }) => id));
  for (let done = 0; done < ROWS; done += PEOPLE)
    await run(enterHours, system, {
      ...{
        cadreIds: ids,
        category: 'law-study',
        endedOn: `${YEAR}-03-01`,
        title: `示例学习第 ${done / PEOPLE + 1} 讲`
      },
      ...{ amount: 45, unit: 'minutes' }
    });
}

function walk() {
  return allRows((after?: Place) => portal.run(walkEntries, system, { year: YEAR, after }));
}

/** As a download is sent: each piece is taken before the next is made. */
async function inPieces(): Promise<Row> {
  const memory = watchMemory();
  let size = 0;
  for await (const piece of workbookPieces('学时', columns, await walk())) {
    size += piece.byteLength;
    memory.look();
    await setImmediate();
  }
  return memory.row('read and written piece by piece', size);
}

/** As small tables are still written: all rows, then the whole file. */
async function atOnce(): Promise<Row> {
  const memory = watchMemory();
  const rows: LedgerRow[] = [];
  for await (const row of await walk()) rows.push(row);
  const bytes = await writeWorkbook('学时', columns, rows);
  memory.look();
  return memory.row('all rows at once, for comparison', bytes.byteLength);
}

function watchMemory() {
  collect();
  const before = process.memoryUsage();
  const started = performance.now();
  let most = 0;
  return {
    look: () => void (most = Math.max(most, process.memoryUsage().rss - before.rss)),
    row: (what: string, size: number): Row => ({
      ...{ bar: '', what, goal: '', measured: `${figure(most / MEGABYTE)} MB more` },
      ...{ ratio: `a file of ${figure(size / MEGABYTE)} MB` },
      cost: `${figure((performance.now() - started) / 1000)} s`
    })
  };
}
