import { and, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { line } from '#lib/platform/input.ts';
import { readTable, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { minutesOf, mostMinutes } from './amount.ts';
import type { HoursRules } from './hours.ts';
import { ImportRow, parseImport, sameLearning, type ImportProblem, type ReadImport } from './import.ts';
import { exampleCells, importColumns, importHeadings, importSheetName } from './import-words.ts';
import { notReversed } from './ledger.server.ts';
import { hoursRulesOn } from './rules.server.ts';
import { hoursEntry, hoursImport } from './schema.server.ts';

/** Reads a file of hours, Excel or CSV. @throws DomainError `file.…` when it is no table with these headings. */
export async function readImport(bytes: Uint8Array): Promise<ReadImport> {
  return parseImport(
    await readTable(
      bytes,
      importColumns.map((column) => importHeadings[column])
    )
  );
}

/** An empty table with one row that shows how to fill it in, and that an import passes over. */
export function writeImportTemplate(): Promise<Uint8Array> {
  const columns = importColumns.map((column) => ({
    heading: importHeadings[column],
    width: column === 'title' ? 32 : 14,
    value: (row: typeof exampleCells) => row[column]
  }));
  return writeWorkbook(importSheetName, columns, [exampleCells]);
}

export const ImportRows = z.object({ rows: z.array(ImportRow).min(1).max(20_000), fileName: line(200) });

/** What importing these rows would add, or what keeps it from doing so; changes nothing. */
export const previewImport = query('hours.preview-import', {
  input: ImportRows,
  allow: holds('hours.enter'),
  async run(ctx, { rows }) {
    const { entries, problems } = await judge(ctx, rows);
    const years = [...new Set(entries.map(({ endedOn }) => Number(endedOn.slice(0, 4))))].sort((a, b) => a - b);
    return {
      problems,
      people: new Set(entries.map(({ cadreId }) => cadreId)).size,
      entries: entries.length,
      years: years.map((year) => {
        const minutes = entries
          .filter(({ endedOn }) => endedOn.startsWith(`${year}-`))
          .reduce((sum, entry) => sum + entry.minutes, 0);
        return { year, minutes };
      })
    };
  }
});

/**
 * Takes the rows of a file into the ledger, all or nothing; each entry names the import as its source.
 * @throws DomainError `hours.import-problems` {count}.
 */
export const importHours = command('hours.import', {
  input: ImportRows,
  allow: holds('hours.enter'),
  async run(ctx, { rows, fileName }) {
    const { entries, problems } = await judge(ctx, rows);
    if (problems.length) throw invalid('hours.import-problems', { count: problems.length });
    const stamp = { importedBy: ctx.actor.accountId, importedAt: ctx.now };
    const [batch] = await ctx.db
      .insert(hoursImport)
      .values({ fileName, entries: entries.length, ...stamp })
      .returning({ id: hoursImport.id });
    for (let at = 0; at < entries.length; at += 100) {
      await ctx.db.insert(hoursEntry).values(
        entries.slice(at, at + 100).map((entry) => ({
          ...entry,
          sourceKind: 'import' as const,
          sourceId: batch!.id,
          enteredBy: ctx.actor.accountId,
          enteredAt: ctx.now
        }))
      );
    }
    return { id: batch!.id, added: entries.length };
  },
  trace: (_, { id, added }) => ({ subject: 'hours-import', id, detail: { added } })
});

type Entry = Pick<typeof hoursEntry.$inferInsert, 'cadreId' | 'category' | 'title' | 'endedOn' | 'minutes'>;

/** Every row as the entry it would become, and everything that is wrong, row by row. */
async function judge(ctx: Context, rows: readonly ImportRow[]) {
  const people = await peopleByNumbers(ctx, [...new Set(rows.map(({ staffNumber }) => staffNumber))]);
  const rulesOn = await rulesOfDays(ctx, rows);
  const entries: Entry[] = [];
  const problems: ImportProblem[] = [];
  const known = await knownLearning(
    ctx,
    [...people.values()].map(({ cadreId }) => cadreId)
  );
  const firstWith = new Map<string, number>();
  for (const { row, staffNumber, name, category, title, endedOn, amount, unit } of rows) {
    const blame = (column: ImportProblem['column'], code: string, params: ImportProblem['params'] = {}) =>
      void problems.push({ row, column, code, params });
    const rules = rulesOn(endedOn);
    const minutes = minutesOf(amount, unit, rules);
    if (endedOn > ctx.today) blame('endedOn', 'hours.day-to-come');
    if (minutes === undefined) blame('amount', 'hours.half-days-only');
    else if (minutes < 1 || minutes > mostMinutes(rules))
      blame('amount', 'hours.amount-out-of-range', { most: rules.fullDay * 7 });
    const person = people.get(staffNumber);
    if (!person || !reaches(ctx.actor, 'hours.enter', person.unitId)) {
      blame('staffNumber', 'hours.person-not-found');
      continue;
    }
    if (person.name !== name) blame('name', 'hours.import-name', { name: person.name });
    if (endedOn < person.joinedOn || (person.leftOn !== null && endedOn >= person.leftOn))
      blame('endedOn', 'hours.import-not-on-roster');
    const entry = { cadreId: person.cadreId, category, title, endedOn, minutes: minutes ?? 0 };
    const same = sameLearning(entry);
    const first = firstWith.get(same);
    if (first !== undefined) blame('title', 'hours.import-twice', { first });
    else if (known.has(same)) blame('title', 'hours.import-known');
    firstWith.set(same, first ?? row);
    entries.push(entry);
  }
  return { entries, problems };
}

/** The rules of each day that occurs, asked for once. */
async function rulesOfDays(ctx: Context, rows: readonly ImportRow[]): Promise<(on: Day) => HoursRules> {
  const rules = new Map<Day, HoursRules>();
  for (const { endedOn } of rows) if (!rules.has(endedOn)) rules.set(endedOn, await hoursRulesOn(ctx, endedOn));
  return (on) => rules.get(on)!;
}

/** What the ledger holds of these people and nobody has taken back. */
async function knownLearning(ctx: Context, cadreIds: readonly number[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let at = 0; at < cadreIds.length; at += 500) {
    const rows = await ctx.db
      .select({
        cadreId: hoursEntry.cadreId,
        endedOn: hoursEntry.endedOn,
        title: hoursEntry.title,
        minutes: hoursEntry.minutes
      })
      .from(hoursEntry)
      .where(
        and(inArray(hoursEntry.cadreId, cadreIds.slice(at, at + 500)), isNull(hoursEntry.reversesId), notReversed(ctx))
      );
    for (const row of rows) known.add(sameLearning(row));
  }
  return known;
}
