import { and, asc, count, eq, gt, isNull, max, or } from 'drizzle-orm';
import { z } from 'zod';
import { holds, signedIn } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { nameInput } from './cadre.ts';
import { cadre, orgUnit } from './schema.server.ts';

export interface UnitRow {
  id: number;
  name: string;
  closed: boolean;
  /** People on the roster today. */
  people: number;
}

/** All org units in their order; closed ones last, and only when asked for. */
export const listUnits = query('people.list-units', {
  input: z.object({ closed: z.boolean().default(false) }),
  allow: signedIn,
  async run(ctx, { closed }): Promise<UnitRow[]> {
    const rows = await ctx.db
      .select({ id: orgUnit.id, name: orgUnit.name, closedOn: orgUnit.closedOn, people: count(cadre.id) })
      .from(orgUnit)
      .leftJoin(cadre, and(eq(cadre.unitId, orgUnit.id), or(isNull(cadre.leftOn), gt(cadre.leftOn, ctx.today))))
      .groupBy(orgUnit.id, orgUnit.name, orgUnit.closedOn, orgUnit.position)
      .orderBy(asc(orgUnit.position), asc(orgUnit.id));
    const units = rows.map(({ closedOn, ...unit }) => ({ ...unit, closed: closedOn !== null }));
    return [...units.filter((unit) => !unit.closed), ...(closed ? units.filter((unit) => unit.closed) : [])];
  }
});

export const UnitName = z.object({ name: nameInput });

export const addUnit = command('people.add-unit', {
  input: UnitName,
  allow: holds('roster.manage'),
  run: (ctx, { name }) => insertUnit(ctx, name),
  trace: (_, id) => ({ subject: 'org-unit', id })
});

/** Adds a unit at the end of the order; also what an import does for a unit it does not know. */
export async function insertUnit(ctx: Context, name: string): Promise<number> {
  await requireFreeName(ctx, name);
  const [row] = await ctx.db
    .insert(orgUnit)
    .values({ name, position: ((await lastPosition(ctx)) ?? -1) + 1 })
    .returning();
  return row!.id;
}

export const renameUnit = command('people.rename-unit', {
  input: UnitName.extend({ id: rowId }),
  allow: holds('roster.manage'),
  async run(ctx, { id, name }) {
    await requireUnit(ctx, id);
    await requireFreeName(ctx, name, id);
    await ctx.db.update(orgUnit).set({ name }).where(eq(orgUnit.id, id));
  },
  trace: ({ id }) => ({ subject: 'org-unit', id })
});

/** Moves a unit one place up or down in the order of the wall and of lists. */
export const moveUnit = command('people.move-unit', {
  input: z.object({ id: rowId, direction: z.enum(['up', 'down']) }),
  allow: holds('roster.manage'),
  async run(ctx, { id, direction }) {
    await requireUnit(ctx, id);
    const open = await ctx.db
      .select()
      .from(orgUnit)
      .where(isNull(orgUnit.closedOn))
      .orderBy(asc(orgUnit.position), asc(orgUnit.id));
    const from = open.findIndex((unit) => unit.id === id);
    const to = direction === 'up' ? from - 1 : from + 1;
    if (from < 0 || to < 0 || to >= open.length) throw conflict('people.unit-at-end');
    [open[from], open[to]] = [open[to]!, open[from]!];
    for (const [position, unit] of open.entries())
      await ctx.db.update(orgUnit).set({ position }).where(eq(orgUnit.id, unit.id));
  },
  trace: ({ id, direction }) => ({ subject: 'org-unit', id, detail: { direction } })
});

export const closeUnit = command('people.close-unit', {
  input: z.object({ id: rowId }),
  allow: holds('roster.manage'),
  async run(ctx, { id }) {
    await requireUnit(ctx, id);
    const [row] = await ctx.db
      .select({ people: count() })
      .from(cadre)
      .where(and(eq(cadre.unitId, id), or(isNull(cadre.leftOn), gt(cadre.leftOn, ctx.today))));
    if (row!.people > 0) throw conflict('people.unit-has-people', { count: row!.people });
    await ctx.db.update(orgUnit).set({ closedOn: ctx.today }).where(eq(orgUnit.id, id));
  },
  trace: ({ id }) => ({ subject: 'org-unit', id })
});

export const reopenUnit = command('people.reopen-unit', {
  input: z.object({ id: rowId }),
  allow: holds('roster.manage'),
  async run(ctx, { id }) {
    await requireUnit(ctx, id);
    await ctx.db
      .update(orgUnit)
      .set({ closedOn: null, position: ((await lastPosition(ctx)) ?? -1) + 1 })
      .where(eq(orgUnit.id, id));
  },
  trace: ({ id }) => ({ subject: 'org-unit', id })
});

export async function requireUnit(ctx: Context, id: number) {
  const [unit] = await ctx.db.select().from(orgUnit).where(eq(orgUnit.id, id));
  if (!unit) throw missing('people.unit-not-found');
  return unit;
}

async function requireFreeName(ctx: Context, name: string, except?: number) {
  const [taken] = await ctx.db.select({ id: orgUnit.id }).from(orgUnit).where(eq(orgUnit.name, name));
  if (taken && taken.id !== except) throw conflict('people.unit-name-taken');
}

async function lastPosition(ctx: Context) {
  const [row] = await ctx.db.select({ last: max(orgUnit.position) }).from(orgUnit);
  return row?.last;
}
