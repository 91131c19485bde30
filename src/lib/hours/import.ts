/** Hours of earlier years as a table: how a row is read, and which rows say the same. Pure. */
import { z } from 'zod';
import { isDay, type Day } from '#lib/platform/clock.ts';
import { dayInput, line } from '#lib/platform/input.ts';
import { amountUnits } from './amount.ts';
import { hoursCategories } from './category.ts';
import {
  categoryChoices,
  exampleMark,
  importHeadings,
  readCategory,
  readUnit,
  unitChoices,
  type ImportColumn
} from './import-words.ts';

export interface ImportProblem {
  /** As Excel counts; the headings are row 1. */
  row: number;
  column: ImportColumn;
  /** The word for it is `error_<code>`. */
  code: string;
  params: Record<string, string | number>;
}

/** One entry as the file has it. The name is there to be compared: nobody is found by it. */
export const ImportRow = z.object({
  row: z.number().int().min(1),
  staffNumber: line(32),
  name: line(60),
  category: z.enum(hoursCategories),
  title: line(120),
  endedOn: dayInput,
  amount: z.number().positive().max(10_000),
  unit: z.enum(amountUnits)
});
export type ImportRow = z.output<typeof ImportRow>;

export interface ReadImport {
  rows: ImportRow[];
  problems: ImportProblem[];
}

/** Reads table rows by their headings. A row with any problem is not among `rows`; examples are passed over. */
export function parseImport(table: readonly { row: number; cells: Record<string, string> }[]): ReadImport {
  const rows: ImportRow[] = [];
  const problems: ImportProblem[] = [];
  for (const { row, cells } of table) {
    const cell = (column: ImportColumn) => (cells[importHeadings[column]] ?? '').trim().normalize('NFKC');
    if (cell('staffNumber').startsWith(exampleMark)) continue;
    const found: ImportProblem[] = [];
    const read = readRow(row, cell, (column, code, params = {}) => void found.push({ row, column, code, params }));
    problems.push(...found);
    if (!found.length) rows.push(read);
  }
  return { rows, problems };
}

type Blame = (column: ImportColumn, code: string, params?: ImportProblem['params']) => void;

function readRow(row: number, cell: (column: ImportColumn) => string, blame: Blame): ImportRow {
  const words = (column: ImportColumn, longest: number) => {
    const value = cell(column);
    if (!value) blame(column, 'input.required');
    else if (value.length > longest) blame(column, 'input.too-long', { max: longest });
    return value;
  };
  const chosen = <T>(column: ImportColumn, read: (value: string) => T | undefined, choices: () => string): T => {
    const value = words(column, 30);
    const found = read(value);
    if (value && found === undefined) blame(column, 'hours.import-choice', { value, choices: choices() });
    return found as T;
  };
  const amount = Number(words('amount', 10));
  if (cell('amount') && !(amount > 0 && amount <= 10_000)) blame('amount', 'input.number');
  return {
    row,
    staffNumber: words('staffNumber', 32),
    name: words('name', 60),
    category: chosen('category', readCategory, categoryChoices),
    title: words('title', 120),
    endedOn: readDay(words('endedOn', 30), blame),
    amount,
    unit: chosen('unit', readUnit, unitChoices)
  };
}

/** `2025-06-18`, `2025/6/18`, `2025.6.18`, `20250618`, or with the Chinese signs for year, month and day. */
function readDay(value: string, blame: Blame): Day {
  const [, year, month, day] =
    /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(value) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(value) ??
    [];
  const read = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (value && !(isDay(read) && read >= '2000-01-01')) blame('endedOn', 'input.day');
  return read as Day;
}

/** What two rows share when they record the same learning of the same person. */
export const sameLearning = (row: { cadreId: number; endedOn: Day; title: string; minutes: number }) =>
  [row.cadreId, row.endedOn, row.title, row.minutes].join('\n');
