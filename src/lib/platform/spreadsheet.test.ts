import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { LARGEST_FILE } from './files.server.ts';
import { decodeText, inert, plain, readTable, writeCsv, writeWorkbook, type Column } from './spreadsheet.server.ts';

interface Row {
  name: string;
  count: number | null;
}
const columns: Column<Row>[] = [
  { heading: '姓名', value: (row) => row.name },
  { heading: '次数', value: (row) => row.count }
];
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { code: string }) => error.code
  );

describe('reading a table', () => {
  test('a workbook that was written reads back the same, rows numbered as Excel shows them', async () => {
    const rows = [
      { name: '王某甲', count: 3 },
      { name: '=1+1', count: null },
      { name: '𰻝某', count: 0 }
    ];
    const read = await readTable(await writeWorkbook('名册', columns, rows), ['姓名', '次数']);
    expect(read).toEqual([
      { row: 2, cells: { 姓名: '王某甲', 次数: '3' } },
      { row: 3, cells: { 姓名: '=1+1', 次数: '' } },
      { row: 4, cells: { 姓名: '𰻝某', 次数: '0' } }
    ]);
  });

  test('a CSV that was written reads back the same', async () => {
    const rows = [
      { name: '王,某"甲"', count: 3 },
      { name: '-5', count: 1 },
      { name: '两\n行', count: 0 }
    ];
    const read = await readTable(bytes(writeCsv(columns, rows)), ['姓名']);
    expect(read.map(({ cells }) => cells.姓名)).toEqual(['王,某"甲"', '-5', '两\n行']);
  });

  test('GB18030, which Chinese Excel writes, is read', async () => {
    const gb = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xcd, 0xf5, 0xc4, 0xb3]);
    expect(decodeText(gb)).toBe('姓名\n王某');
    expect(await readTable(gb, ['姓名'])).toEqual([{ row: 2, cells: { 姓名: '王某' } }]);
  });

  test('a mark of the byte order and empty rows do not disturb, and row numbers still fit', async () => {
    const read = await readTable(bytes('\uFEFF姓名,次数\r\n\r\n 王某 ,1\r\n,\r\n李某,2\r\n'), ['姓名']);
    expect(read).toEqual([
      { row: 3, cells: { 姓名: '王某', 次数: '1' } },
      { row: 5, cells: { 姓名: '李某', 次数: '2' } }
    ]);
  });

  test('every missing column is named', async () => {
    await expect(readTable(bytes('姓名\n王某'), ['姓名', '工号', '单位'])).rejects.toMatchObject({
      code: 'file.missing-columns',
      params: { columns: '工号、单位' }
    });
  });

  test('no rows, too many rows, too many bytes and an archive that is no workbook are told apart', async () => {
    expect(await codeOf(readTable(bytes('姓名\n'), ['姓名']))).toBe('file.no-rows');
    expect(await codeOf(readTable(bytes(''), []))).toBe('file.no-rows');
    expect(await codeOf(readTable(bytes(`姓名\n${'王某\n'.repeat(20_001)}`), ['姓名']))).toBe('file.too-many-rows');
    expect(await codeOf(readTable(new Uint8Array(LARGEST_FILE + 1), []))).toBe('file.too-large');
    expect(await codeOf(readTable(zipSync({ 'a.txt': bytes('a') }), []))).toBe('file.unreadable');
    expect(await codeOf(readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]), []))).toBe('file.unreadable');
  });

  test('an archive that unpacks into far more than it weighs is refused unopened', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60 * 1024 * 1024) });
    expect(bomb.byteLength).toBeLessThan(1024 * 1024);
    expect(await codeOf(readTable(bomb, []))).toBe('file.too-large');
  });

  test('an archive of a thousand and one entries is refused unopened', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`e${at}`, new Uint8Array(0)])));
    expect(await codeOf(readTable(many, []))).toBe('file.too-large');
  });

  test('whatever bytes come, the answer is a table or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const code = await codeOf(readTable(noise, []));
        return code === undefined || code.startsWith('file.');
      })
    );
  });
});

describe('a cell must not run as a formula', () => {
  test.each(['=cmd()', '+1', '-1', '@a', '\ta', '\ra'])('%j is written as text', (value) => {
    expect(inert(value)).toBe(`'${value}`);
    expect(writeCsv([{ heading: 'h', value: () => value }], [0])).not.toMatch(/(^|[,\n"])[=+\-@\t]/m);
  });

  test('what was made harmless comes back unchanged', () => {
    fc.assert(fc.property(fc.string(), (value) => value.startsWith("'") || plain(inert(value)) === value));
  });
});

test('a workbook whose archive is broken, or whose cells stand beyond the last column, is refused at once', async () => {
  const bytes = await writeWorkbook('表', [{ heading: '甲', value: (row: string) => row }], ['一']);
  const method = bytes.slice();
  // The compression method of the first entry, in its own header and in the directory.
  const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  for (const at of [8, directory + 10]) method.set([0x00, 0x08], at);
  expect(await codeOf(readTable(method, []))).toBe('file.unreadable');
  const files = unzipSync(bytes);
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!).replace('r="A2"', 'r="ZZZZZZ2"');
  const far = zipSync({ ...files, 'xl/worksheets/sheet1.xml': strToU8(sheet) });
  expect(await codeOf(readTable(far, []))).toBe('file.unreadable');
});
