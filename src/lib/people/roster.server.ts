import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { readTable, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { hasLeft } from './cadre.ts';
import { closeAccountOf, followInAccount, nameKeys, type Cadre } from './cadres.server.ts';
import { inChunks } from './chunks.ts';
import type { Handout } from './accounts.server.ts';
import {
  compareRoster,
  parseRoster,
  RosterRow,
  type Known,
  type ReadRoster,
  type RosterComparison,
  type RosterEntry
} from './roster.ts';
import {
  establishmentWords,
  exampleCells,
  handoutHeading,
  rosterColumns,
  rosterHeadings,
  rosterSheetName,
  writtenYesNo,
  type RosterColumn
} from './roster-words.ts';
import { cadre, orgUnit } from './schema.server.ts';
import { forgetEveryone } from './sessions.server.ts';
import { insertUnit } from './units.server.ts';

/** Reads a roster file, Excel or CSV. @throws DomainError `file.…` when it is no table with these headings. */
export async function readRoster(bytes: Uint8Array): Promise<ReadRoster> {
  const needed = rosterColumns.filter((column) => column !== 'leftOn').map((column) => rosterHeadings[column]);
  return parseRoster(await readTable(bytes, needed));
}

const RosterRows = z.object({ rows: z.array(RosterRow).min(1).max(20_000) });

export interface RosterPreview extends RosterComparison {
  counts: { added: number; changed: number; unchanged: number };
}

/** What importing these rows would do; changes nothing. */
export const previewRoster = query('people.preview-roster', {
  input: RosterRows,
  allow: holds('roster.manage'),
  async run(ctx, { rows }): Promise<RosterPreview> {
    const comparison = await compare(ctx, rows);
    return { ...comparison, counts: countsOf(comparison.entries) };
  }
});

/**
 * Brings the roster to what the file says, all or nothing, by staff number. People the file does not name stay
 * as they are. Units it names and the town does not have are added.
 * @throws DomainError `people.roster-problems` {count}, and whatever closing an account may refuse.
 */
export const importRoster = command('people.import-roster', {
  input: RosterRows,
  allow: holds('roster.manage'),
  async run(ctx, { rows }) {
    requireDistinct(rows);
    const { entries, problems, newUnits } = await compare(ctx, rows);
    if (problems.length) throw invalid('people.roster-problems', { count: problems.length });
    for (const name of newUnits) await insertUnit(ctx, name);
    const units = new Map((await ctx.db.select().from(orgUnit)).map((unit) => [unit.name, unit.id]));
    const valuesOf = ({ row: _, unit, ...rest }: RosterRow) => ({
      ...rest,
      ...nameKeys(rest.name),
      unitId: units.get(unit)!
    });
    for (const chunk of inChunks(
      entries.filter((entry) => entry.state === 'new'),
      100
    )) {
      await ctx.db.insert(cadre).values(chunk.map((entry) => valuesOf(entry.row)));
    }
    for (const { row, known } of entries.filter((entry) => entry.state === 'changed')) {
      await ctx.db.update(cadre).set(valuesOf(row)).where(eq(cadre.id, known!.id));
      if (known!.name !== row.name) await followInAccount(ctx, known!, row);
      if (hasLeft(row, ctx.today) && known!.leftOn !== row.leftOn) await closeAccountOf(ctx, known!.id);
    }
    forgetEveryone();
    return { ...countsOf(entries), newUnits: newUnits.length };
  },
  trace: (_, result) => ({ subject: 'roster', id: null, detail: result })
});

const countsOf = (entries: readonly RosterEntry[]) => {
  const count = (state: RosterEntry['state']) => entries.filter((entry) => entry.state === state).length;
  return { added: count('new'), changed: count('changed'), unchanged: count('unchanged') };
};

/** Reading a file sees this already; what comes back from a form may have been altered. */
function requireDistinct(rows: readonly RosterRow[]) {
  if (new Set(rows.map((row) => row.staffNumber)).size < rows.length)
    throw invalid('people.roster-problems', { count: 1 });
  const bad = rows.filter((row) => row.leftOn !== null && row.leftOn < row.joinedOn);
  const enforcing = rows.filter((row) => row.establishment === 'auxiliary' && row.enforcementPost);
  if (bad.length + enforcing.length) throw invalid('people.roster-problems', { count: bad.length + enforcing.length });
}

async function compare(ctx: Context, rows: readonly RosterRow[]) {
  const units = await ctx.db.select().from(orgUnit);
  return compareRoster(
    rows,
    await everyone(ctx),
    units.map(({ name, closedOn }) => ({ name, closed: closedOn !== null })),
    ctx.today
  );
}

async function everyone(ctx: Context): Promise<Known[]> {
  return ctx.db
    .select({
      id: cadre.id,
      staffNumber: cadre.staffNumber,
      name: cadre.name,
      unit: orgUnit.name,
      post: cadre.post,
      establishment: cadre.establishment,
      enforcementPost: cadre.enforcementPost,
      joinedOn: cadre.joinedOn,
      leftOn: cadre.leftOn
    })
    .from(cadre)
    .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
    .orderBy(asc(cadre.staffNumber));
}

/** The roster as the same table that an import reads. */
export function writeRoster(people: readonly Cadre[]): Promise<Uint8Array> {
  return writeTable(
    people.map((person) => ({
      staffNumber: person.staffNumber,
      name: person.name,
      unit: person.unit,
      post: person.post,
      establishment: establishmentWords[person.establishment][0]!,
      enforcementPost: writtenYesNo(person.enforcementPost),
      joinedOn: person.joinedOn,
      leftOn: person.leftOn ?? ''
    }))
  );
}

/** An empty table with one row that shows how to fill it in, and that an import passes over. */
export const writeRosterTemplate = (): Promise<Uint8Array> => writeTable([exampleCells]);

function writeTable(rows: Record<RosterColumn, string>[]): Promise<Uint8Array> {
  const columns = rosterColumns.map((column) => ({
    heading: rosterHeadings[column],
    width: column === 'unit' || column === 'post' ? 20 : 14,
    value: (row: Record<RosterColumn, string>) => row[column]
  }));
  return writeWorkbook(rosterSheetName, columns, rows);
}

/** The one-time passwords of new accounts, to print and hand out. */
export function writeHandouts(handouts: readonly Handout[]): Promise<Uint8Array> {
  const columns = [
    { heading: rosterHeadings.unit, width: 20, value: (row: Handout) => row.unit },
    { heading: rosterHeadings.staffNumber, width: 14, value: (row: Handout) => row.login },
    { heading: rosterHeadings.name, width: 14, value: (row: Handout) => row.name },
    { heading: handoutHeading, width: 20, value: (row: Handout) => row.password }
  ];
  return writeWorkbook(rosterSheetName, columns, [...handouts]);
}
