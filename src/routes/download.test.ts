import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import type { Column } from '#lib/platform/spreadsheet.server.ts';
import { csvPieces, workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { CSV, downloadStream, XLSX } from './download.ts';
import { allRows } from './pieces.ts';

const ROWS = 100_000;
const columns: Column<{ number: number; name: string }>[] = [
  { heading: '编号', value: ({ number }) => number },
  { heading: '姓名', value: ({ name }) => name }
];

/** A list in pieces of 500, and how much of it was read. */
async function list() {
  const read = { pieces: 0 };
  const rows = await allRows(async (after: number = 0) => {
    read.pieces += 1;
    const numbers = Array.from({ length: 500 }, (_, at) => after + at);
    return {
      rows: numbers.map((number) => ({ number, name: '林某甲' })),
      next: after + 500 < ROWS ? after + 500 : null
    };
  });
  return { read, rows };
}

test('a hundred thousand rows of text are read and written as the reader takes them, never all at once', async () => {
  const { read, rows } = await list();
  expect(read.pieces).toBe(1);
  const answer = downloadStream('表.csv', csvPieces(columns, rows), CSV);
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E8%A1%A8.csv");
  const reader = answer.body!.getReader();
  const first = await reader.read();
  expect(read.pieces).toBeLessThan(ROWS / 500 / 5);
  let lines = new TextDecoder().decode(first.value).split('\r\n').length - 1;
  for (let next = await reader.read(); !next.done; next = await reader.read())
    lines += new TextDecoder().decode(next.value).split('\r\n').length - 1;
  expect([read.pieces, lines]).toEqual([ROWS / 500, ROWS + 1]);
});

test('nor are those of a workbook, and nothing more is read once the reader has gone', async () => {
  const { read, rows } = await list();
  const reader = downloadStream('表.xlsx', workbookPieces('表', columns, rows), XLSX).body!.getReader();
  await reader.read();
  const before = read.pieces;
  // 64 kB of a compressed sheet are many rows, and still a part of them.
  expect(before).toBeLessThan(ROWS / 500 / 2);
  await reader.cancel();
  await new Promise(setImmediate);
  expect(read.pieces).toBeLessThanOrEqual(before + 1);
});

test('what fails before the first row is an answer of its own, not a file that breaks off', async () => {
  await expect(allRows(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('rows are put into words in the language of the request, however late', async () => {
  const language = new AsyncLocalStorage<string>();
  async function* pieces() {
    for (let at = 0; at < 3; at += 1) yield `${language.getStore()} `.repeat(40_000);
  }
  const answer = language.run('en', () => downloadStream('a.txt', pieces(), CSV));
  expect(new Set((await answer.text()).trim().split(' '))).toEqual(new Set(['en']));
});
