/** The only file that knows the Excel libraries: tables in, tables out. */
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { isArchive, requireModestArchive } from './archive.server.ts';
import { LARGEST_FILE } from './files.server.ts';
import { invalid } from './errors.ts';

const MOST_ROWS = 20_000;

/** A row of a table as text, by heading, with the number people see beside it in Excel (the heading is row 1). */
export interface TableRow {
  row: number;
  cells: Record<string, string>;
}

/**
 * Reads the first sheet of a workbook, or a CSV (UTF-8 with or without BOM, GB18030), by its first row of headings.
 * Days become `YYYY-MM-DD`, empty rows are passed over, white space around a cell is dropped.
 * @throws DomainError `file.too-large`, `file.unreadable`, `file.no-rows`, `file.missing-columns`.
 */
export async function readTable(bytes: Uint8Array, needed: readonly string[]): Promise<TableRow[]> {
  if (bytes.byteLength > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  const lines = isArchive(bytes) ? await workbookLines(bytes) : linesOfCsv(decodeText(bytes));
  const [headings = [], ...rest] = lines;
  const absent = needed.filter((heading) => !headings.includes(heading));
  if (absent.length) throw invalid('file.missing-columns', { columns: absent.join('、') });
  const rows = rest
    .map((line, at) => ({
      row: at + 2,
      cells: Object.fromEntries(headings.map((heading, column) => [heading, line[column] ?? '']))
    }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  if (!rows.length) throw invalid('file.no-rows');
  if (rows.length > MOST_ROWS) throw invalid('file.too-many-rows', { most: MOST_ROWS });
  return rows;
}

async function workbookLines(bytes: Uint8Array): Promise<string[][]> {
  requireModestArchive(bytes);
  try {
    const sheet = await readSheet(Buffer.from(repacked(bytes)));
    return sheet.map((row) => row.map(cellText));
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
}

/** The last column that Excel has is XFD; a cell that claims to stand further out would fill the memory with empty ones. */
const TOO_FAR = /<\w*:?c [^>]{0,200}\br\s*=\s*["'][A-Z]{4}/;

/**
 * The parts of a workbook that hold words and numbers, packed anew: the reader of workbooks waits for ever on some
 * broken archives, so that only whole ones may come before it.
 */
function repacked(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/i.test(name) });
  for (const [name, part] of Object.entries(parts)) {
    if (/worksheets\//.test(name) && TOO_FAR.test(strFromU8(part))) throw new Error('a cell beyond the last column');
  }
  return zipSync(parts, { level: 0 });
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return plain(String(cell).trim());
}

function linesOfCsv(text: string): string[][] {
  try {
    const lines: string[][] = parse(text, { relaxColumnCount: true, skipEmptyLines: false, trim: true, bom: true });
    return lines.map((line) => line.map(plain));
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
}

/**
 * UTF-16 where a byte order mark says so, UTF-8 where it is valid UTF-8, else GB18030, which Chinese Excel still writes
 * into CSV files. The mark itself is no text.
 * @param cut the bytes are the beginning of a file and may end within a character.
 */
export function decodeText(bytes: Uint8Array, cut = false): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export interface Column<Row> {
  heading: string;
  /** In characters. */
  width?: number;
  value(row: Row): string | number | null;
}

/** One sheet as an Excel file: bold headings that stay in view, text kept as text. */
export const writeWorkbook = <Row>(sheet: string, columns: Column<Row>[], rows: Row[]): Promise<Uint8Array> =>
  writeSheets([sheetOf(sheet, columns, rows)]);

/** Several sheets, one behind the other. */
export async function writeSheets(sheets: Sheet[]): Promise<Uint8Array> {
  return new Uint8Array(await writeExcelFile(sheets).toBuffer());
}

type Sheet = ReturnType<typeof sheetOf>;

export function sheetOf<Row>(sheet: string, columns: Column<Row>[], rows: readonly Row[]) {
  return {
    sheet: sheet.slice(0, 31),
    data: [
      columns.map((column) => ({ value: column.heading, fontWeight: 'bold' as const })),
      ...rows.map((row) => columns.map((column) => cellOf(column.value(row))))
    ],
    columns: columns.map((column) => ({ width: column.width ?? Math.max(10, column.heading.length * 2 + 4) })),
    stickyRowsCount: 1
  };
}

function cellOf(value: string | number | null) {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number };
  return { value: inertCell(value), type: String };
}

/** Text of a workbook's cell. Excel reads _x000D_ as a control character: what looks so needs its underscore written out. */
export const inertCell = (value: string) => inert(value).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** A cell that starts like a formula must not run as one when the file is opened or turned into CSV. */
export function inert(value: string): string {
  return /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/** The opposite of `inert`, so that an exported table imports back unchanged. */
export function plain(value: string): string {
  return /^'+[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
}

/** A table as CSV (UTF-8 with BOM, so that Excel reads it as such). */
export const writeCsv = <Row>(columns: Column<Row>[], rows: Row[]): string =>
  `\uFEFF${[
    csvLine(columns.map((column) => column.heading)),
    ...rows.map((row) => csvLine(columns.map((column) => column.value(row))))
  ].join('')}`;

/** One line of it. */
export const csvLine = (cells: (string | number | null)[]) => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string | number | null): string {
  const text = typeof value === 'string' ? inert(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
