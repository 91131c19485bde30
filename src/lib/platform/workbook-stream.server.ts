/** Tables of any length as files that are made while they are sent: neither all rows nor the file stand in memory. */
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import { csvLine, inertCell, writeWorkbook, type Column } from './spreadsheet.server.ts';

/** Rows whose text waits before it is compressed. */
const BATCH = 250;
/** What a sheet of Excel holds, the headings included. */
const MOST_ROWS = 1_048_576;

const SHEET = 'xl/worksheets/sheet1.xml';
const END_OF_ROWS = '</sheetData>';

/** The rows of a table, perhaps only as they are asked for. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

/**
 * One sheet as an Excel file, piece by piece. What surrounds the rows (styles, widths, headings that stay in view) is
 * written by the library as for any other sheet; the rows go in between as they come.
 */
export async function* workbookPieces<Row>(
  sheet: string,
  columns: Column<Row>[],
  rows: Rows<Row>
): AsyncGenerator<Uint8Array> {
  const frame = unzipSync(await writeWorkbook(sheet, columns, []));
  const [head = '', tail = ''] = strFromU8(frame[SHEET]!).split(END_OF_ROWS);
  const made: Uint8Array[] = [];
  const zip = new Zip((problem, piece) => {
    if (problem) throw problem;
    made.push(piece);
  });
  const part = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return file;
  };
  for (const [name, bytes] of Object.entries(frame)) if (name !== SHEET) part(name).push(bytes, true);
  const body = part(SHEET);
  body.push(strToU8(head));
  const letters = columns.map((_, at) => columnLetters(at));
  let number = 1;
  let waiting = '';
  for await (const row of rows) {
    number += 1;
    if (number > MOST_ROWS) throw new Error(`A sheet holds no more than ${MOST_ROWS} rows.`);
    waiting += rowXml(number, letters, columns, row);
    if (number % BATCH) continue;
    body.push(strToU8(waiting));
    waiting = '';
    yield* made.splice(0);
  }
  body.push(strToU8(`${waiting}${END_OF_ROWS}${tail}`), true);
  zip.end();
  yield* made.splice(0);
}

/** The same table as CSV (UTF-8 with BOM), line by line. */
export async function* csvPieces<Row>(columns: Column<Row>[], rows: Rows<Row>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(columns.map((column) => column.heading))}`;
  for await (const row of rows) yield csvLine(columns.map((column) => column.value(row)));
}

function rowXml<Row>(number: number, letters: readonly string[], columns: Column<Row>[], row: Row): string {
  const cells = columns.map((column, at) => cellXml(`${letters[at]}${number}`, column.value(row)));
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellXml(place: string, value: string | number | null): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${place}"><v>${value}</v></c>` : '';
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(inertCell(value))}</t></is></c>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What XML cannot hold at all: control characters and halves of characters. */
const UNSAYABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

const escaped = (text: string) => text.replace(UNSAYABLE, '').replace(/[&<>]/g, (character) => entities[character]!);

/** A, B … Z, AA, AB … */
export function columnLetters(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnLetters(Math.floor(at / 26) - 1) + columnLetters(at % 26);
}
