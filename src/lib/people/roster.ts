/** The roster as a table: how a row is read, and what a file would change. Pure. */
import { z } from 'zod';
import { isDay } from '#lib/platform/clock.ts';
import { dayInput, line } from '#lib/platform/input.ts';
import { folded } from '#lib/platform/pinyin.ts';
import type { Day } from '#lib/platform/table.ts';
import {
  establishments,
  hasLeft,
  mayEnforce,
  nameInput,
  staffNumberInput,
  STAFF_NUMBER,
  tidyName,
  type Establishment
} from './cadre.ts';
import {
  establishmentWords,
  exampleMark,
  rosterColumns,
  rosterHeadings,
  yesNoWords,
  type RosterColumn
} from './roster-words.ts';

export interface RosterProblem {
  /** As Excel counts; the headings are row 1. */
  row: number;
  column: RosterColumn;
  /** The word for it is `error_<code>`. */
  code: string;
  params: Record<string, string | number>;
}

/** One person as the file has them. */
export const RosterRow = z.object({
  row: z.number().int().min(1),
  staffNumber: staffNumberInput,
  name: nameInput,
  unit: nameInput,
  post: line(60),
  establishment: z.enum(establishments),
  enforcementPost: z.boolean(),
  joinedOn: dayInput,
  leftOn: dayInput.nullable()
});
export type RosterRow = z.output<typeof RosterRow>;

export interface ReadRoster {
  rows: RosterRow[];
  problems: RosterProblem[];
  /** Rows of the template that show how to fill it in; passed over. */
  examples: number;
}

/** Reads table rows by the roster's headings. A row with any problem is not among `rows`. */
export function parseRoster(table: readonly { row: number; cells: Record<string, string> }[]): ReadRoster {
  const rows: RosterRow[] = [];
  const problems: RosterProblem[] = [];
  const firstWith = new Map<string, number>();
  let examples = 0;
  for (const { row, cells } of table) {
    const cell = (column: RosterColumn) => (cells[rosterHeadings[column]] ?? '').trim();
    if (cell('staffNumber').startsWith(exampleMark)) {
      examples += 1;
      continue;
    }
    const found: RosterProblem[] = [];
    const blame = (column: RosterColumn, code: string, params: RosterProblem['params'] = {}) =>
      void found.push({ row, column, code, params });
    const read = readRow(row, cell, blame);
    const key = folded(cell('staffNumber'));
    const first = firstWith.get(key);
    if (key && first !== undefined) blame('staffNumber', 'people.roster-duplicate', { first });
    else if (key) firstWith.set(key, row);
    problems.push(...found);
    if (!found.length) rows.push(read);
  }
  return { rows, problems, examples };
}

type Blame = (column: RosterColumn, code: string, params?: RosterProblem['params']) => void;

function readRow(row: number, cell: (column: RosterColumn) => string, blame: Blame): RosterRow {
  const words = (column: RosterColumn, longest: number) => {
    const value = cell(column);
    if (!value) blame(column, 'input.required');
    else if (value.length > longest) blame(column, 'input.too-long', { max: longest });
    return value;
  };
  const staffNumber = cell('staffNumber').normalize('NFKC');
  if (!staffNumber) blame('staffNumber', 'input.required');
  else if (!STAFF_NUMBER.test(staffNumber)) blame('staffNumber', 'people.staff-number-format');
  const read = {
    row,
    staffNumber,
    name: tidyName(words('name', 60)),
    unit: tidyName(words('unit', 60)),
    post: words('post', 60),
    establishment: readEstablishment(words('establishment', 60), blame),
    enforcementPost: readYesNo(words('enforcementPost', 20), blame),
    joinedOn: readDay(words('joinedOn', 30), 'joinedOn', blame),
    leftOn: cell('leftOn') ? readDay(cell('leftOn'), 'leftOn', blame) : null
  };
  if (!mayEnforce(read)) blame('enforcementPost', 'people.auxiliary-enforces');
  if (read.leftOn !== null && isDay(read.joinedOn) && read.leftOn < read.joinedOn)
    blame('leftOn', 'people.left-before-joining');
  return read;
}

function readEstablishment(value: string, blame: Blame): Establishment {
  const found = establishments.find((kind) =>
    establishmentWords[kind].some((word) => folded(value).startsWith(folded(word)))
  );
  if (!found && value) blame('establishment', 'people.roster-establishment', { value });
  return found ?? 'administrative';
}

function readYesNo(value: string, blame: Blame): boolean {
  const yes = yesNoWords.yes.includes(folded(value));
  if (value && !yes && !yesNoWords.no.includes(folded(value)))
    blame('enforcementPost', 'people.roster-yes-no', { value });
  return yes;
}

/** `2020-03-01`, `2020/3/1`, `2020.3.1`, `20200301`, or with the Chinese signs for year, month and day. */
function readDay(value: string, column: RosterColumn, blame: Blame): Day {
  const [, year, month, day] =
    /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(value) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(value) ??
    [];
  const read = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (isDay(read) && read >= '1940-01-01' && read < '2100-01-01') return read;
  if (value) blame(column, 'people.roster-day', { value });
  return read as Day;
}

// --- What the file would change ------------------------------------------------------------------------------

/** What the database holds of a person, for comparing. */
export interface Known {
  id: number;
  staffNumber: string;
  name: string;
  unit: string;
  post: string;
  establishment: Establishment;
  enforcementPost: boolean;
  joinedOn: Day;
  leftOn: Day | null;
}

export type RosterField = Exclude<RosterColumn, 'staffNumber'>;

export interface RosterEntry {
  row: RosterRow;
  state: 'new' | 'changed' | 'unchanged';
  /** Of a known person: what the database holds now in the fields that would change. */
  before: Partial<Pick<Known, RosterField>>;
  known: Known | undefined;
}

export interface RosterComparison {
  entries: RosterEntry[];
  problems: RosterProblem[];
  /** Units the import would add, in the file's order. */
  newUnits: string[];
  /** People on the roster of whom the file says nothing; the import leaves them alone. */
  absent: Known[];
}

/** Compares a file with the roster. Nobody is found by name: the staff number is who a row speaks of. */
export function compareRoster(
  rows: readonly RosterRow[],
  known: readonly Known[],
  units: readonly { name: string; closed: boolean }[],
  today: Day
): RosterComparison {
  const byNumber = new Map(known.map((person) => [person.staffNumber, person]));
  const byBareNumber = new Map(known.map((person) => [bare(person.staffNumber), person]));
  const unitNamed = new Map(units.map((unit) => [unit.name, unit]));
  const problems: RosterProblem[] = [];
  const entries = rows.map((row): RosterEntry => {
    const person = byNumber.get(row.staffNumber);
    const alike = byBareNumber.get(bare(row.staffNumber));
    if (!person && alike && alike.name === row.name) {
      problems.push({
        row: row.row,
        column: 'staffNumber',
        code: 'people.roster-lost-zeros',
        params: { expected: alike.staffNumber }
      });
    }
    if (unitNamed.get(row.unit)?.closed && person?.unit !== row.unit) {
      problems.push({ row: row.row, column: 'unit', code: 'people.unit-closed', params: { name: row.unit } });
    }
    if (!person) return { row, state: 'new', before: {}, known: undefined };
    const changed = fields.filter((field) => person[field] !== row[field]);
    return {
      row,
      state: changed.length ? 'changed' : 'unchanged',
      before: Object.fromEntries(changed.map((field) => [field, person[field]])),
      known: person
    };
  });
  const named = new Set(rows.map((row) => row.staffNumber));
  return {
    entries,
    problems,
    newUnits: [...new Set(rows.map((row) => row.unit))].filter((name) => !unitNamed.has(name)),
    absent: known.filter((person) => !named.has(person.staffNumber) && !hasLeft(person, today))
  };
}

const fields = rosterColumns.filter((column): column is RosterField => column !== 'staffNumber');
/** Excel drops leading zeros from numbers: 017 becomes 17. */
const bare = (staffNumber: string) => staffNumber.replace(/^0+(?=.)/, '');
