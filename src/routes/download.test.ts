import { expect, test } from 'vitest';
import { csvLines, type Column } from '#lib/platform/spreadsheet.server.ts';
import { CSV, downloadStream } from './download.ts';

const ROWS = 100_000;

test('a hundred thousand rows are written as the reader takes them, never all at once', async () => {
  let made = 0;
  function* rows() {
    for (; made < ROWS; made += 1) yield { number: made, name: '林某甲' };
  }
  const columns: Column<{ number: number; name: string }>[] = [
    { heading: '编号', value: ({ number }) => number },
    { heading: '姓名', value: ({ name }) => name }
  ];
  const answer = downloadStream('表.csv', csvLines(columns, rows()), CSV);
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E8%A1%A8.csv");
  const reader = answer.body!.getReader();
  const first = await reader.read();
  const afterFirst = made;
  expect(afterFirst).toBeLessThan(ROWS / 5);
  let lines = new TextDecoder().decode(first.value).split('\r\n').length - 1;
  for (let next = await reader.read(); !next.done; next = await reader.read())
    lines += new TextDecoder().decode(next.value).split('\r\n').length - 1;
  expect([made, lines]).toEqual([ROWS, ROWS + 1]);
});
