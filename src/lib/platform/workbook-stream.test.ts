import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readTable, type Column } from './spreadsheet.server.ts';
import { columnLetters, csvPieces, workbookPieces } from './workbook-stream.server.ts';

interface Row {
  name: string;
  count: number | null;
}
const columns: Column<Row>[] = [
  { heading: '姓名', value: (row) => row.name },
  { heading: '次数', value: (row) => row.count }
];

async function whole(pieces: AsyncIterable<Uint8Array | string>) {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return new Uint8Array(Buffer.concat(all));
}

describe('a workbook made in pieces', () => {
  test('reads back like one that was made at once', async () => {
    const rows = [
      { name: '王某甲', count: 3 },
      { name: '=1+1', count: null },
      { name: '𰻝某 <&> "引号"', count: -0.5 },
      { name: '_x000D_ 不是换行', count: 0 },
      { name: '两\n行', count: 12 }
    ];
    const read = await readTable(await whole(workbookPieces('名册', columns, rows)), ['姓名', '次数']);
    expect(read.map(({ cells }) => cells)).toEqual(
      rows.map(({ name, count }) => ({ 姓名: name, 次数: count === null ? '' : String(count) }))
    );
  });

  test('leaves out what no XML can hold, and numbers that are none', async () => {
    const rows = [{ name: 'a\u0000b\u001Fc\uD800d', count: Number.NaN }];
    const [row] = await readTable(await whole(workbookPieces('名册', columns, rows)), ['姓名']);
    expect(row!.cells).toEqual({ 姓名: 'abcd', 次数: '' });
  });

  test('without rows has its headings', async () => {
    await expect(readTable(await whole(workbookPieces('名册', columns, [])), ['姓名'])).rejects.toMatchObject({
      code: 'file.no-rows'
    });
  });

  test('holds a few hundred rows at a time, however many there are and however slowly they are taken', async () => {
    let given = 0;
    async function* rows() {
      for (; given < 100_000; given += 1) yield { name: `示例${given}${'字'.repeat(given % 40)}`, count: given };
    }
    const pieces = workbookPieces('名册', columns, rows());
    let last = 0;
    let most = 0;
    for await (const _ of pieces) {
      // Nothing is made while the reader waits.
      const now = given;
      await setImmediate();
      expect(given).toBe(now);
      most = Math.max(most, given - last);
      last = given;
    }
    expect(given).toBe(100_000);
    // The compressor keeps up to 96 kB of text before it gives a piece.
    expect(most).toBeLessThanOrEqual(2_500);
  });

  test('stops reading when the reader goes away', async () => {
    let ended = false;
    async function* rows() {
      try {
        for (let count = 0; ; count += 1) yield { name: '示例', count };
      } finally {
        ended = true;
      }
    }
    for await (const _ of workbookPieces('名册', columns, rows())) break;
    expect(ended).toBe(true);
  });

  test('breaks off with the fault of whoever gives the rows', async () => {
    async function* rows() {
      yield { name: '示例', count: 1 };
      throw new Error('gone');
    }
    await expect(whole(workbookPieces('名册', columns, rows()))).rejects.toThrow('gone');
  });
});

test('columns are named as Excel names them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('a CSV made in pieces reads back the same', async () => {
  const rows = [
    { name: '王,某"甲"', count: 3 },
    { name: '-5', count: null }
  ];
  const read = await readTable(await whole(csvPieces(columns, rows)), ['姓名']);
  expect(read.map(({ cells }) => cells)).toEqual([
    { 姓名: '王,某"甲"', 次数: '3' },
    { 姓名: '-5', 次数: '' }
  ]);
});
