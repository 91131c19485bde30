/** 年度审验 as a campaign: a list, each officer's own declaration, the unit's check, the result. */
import { and, count, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ownPerson, peopleByIds, peopleOf, scopeOf } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, optionalLine, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { yearlyCheck, yearlyCheckEntry } from './schema.server.ts';
import { judge, type WallPerson } from './wall.server.ts';
import {
  checkResults,
  checkSpan,
  concernsOf,
  type CheckResult,
  type Concern,
  type Declaration
} from './yearly-check.ts';

export const OpenCheck = z.object({ year: z.coerce.number().int().min(2020).max(2100), dueOn: dayInput });

/**
 * Opens a year's check for everybody who holds a card or must: the list is drawn up once, from the register as it stands.
 * @throws DomainError `certification.check-switched-off`, `certification.check-open-already`,
 *   `certification.check-nobody`; InvalidInput for a last day before today.
 */
export const openYearlyCheck = command('certification.open-yearly-check', {
  input: OpenCheck,
  allow: (actor) => actor.may('register.manage') && actor.reach('register.manage') === 'all',
  async run(ctx, { year, dueOn }) {
    const settings = await settingsOn(ctx.db, ctx.today);
    if (!checkSpan(year, settings['certificate.yearly-check'])) throw conflict('certification.check-switched-off');
    if (dueOn < ctx.today) throw new InvalidInput({ dueOn: ['certification.day-past'] });
    const [held] = await ctx.db.select().from(yearlyCheck).where(eq(yearlyCheck.year, year));
    if (held) throw conflict('certification.check-open-already');
    const people = await everybody(ctx);
    if (!people.length) throw conflict('certification.check-nobody');
    const [row] = await ctx.db
      .insert(yearlyCheck)
      .values({ year, openedOn: ctx.today, dueOn, openedAt: ctx.now, openedBy: ctx.actor.accountId })
      .returning({ id: yearlyCheck.id });
    for (let at = 0; at < people.length; at += 200)
      await ctx.db
        .insert(yearlyCheckEntry)
        .values(people.slice(at, at + 200).map(({ cadreId }) => ({ checkId: row!.id, cadreId })));
    return { id: row!.id, people: people.length };
  },
  trace: ({ year, dueOn }, { id, people }) => ({ subject: 'yearly-check', id, detail: { year, dueOn, people } })
});

/** Of whom something is asked, unit by unit: a large town is not read at once. */
async function everybody(ctx: Context): Promise<WallPerson[]> {
  const { units } = await scopeOf(ctx, 'register.manage', { on: ctx.today });
  const found: WallPerson[] = [];
  for (const { unitId } of units) {
    const { people } = await scopeOf(ctx, 'register.manage', { on: ctx.today, unitId });
    found.push(...(await judge(ctx, people, ctx.today)).filter(({ readiness }) => readiness.state !== 'exempt'));
  }
  return found;
}

export const DeclareForm = z.object({
  onPost: z.boolean().default(false),
  punished: z.boolean().default(false),
  cardInOrder: z.boolean().default(false),
  enforced: z.boolean().default(false),
  remark: optionalLine(300)
});

/**
 * An officer's own declaration, which may be mended until the unit has decided.
 * @throws InvalidInput when a case in two years is missing without a word why; DomainError
 *   `certification.check-not-found`, `certification.check-decided`.
 */
export const declareOwnCheck = command('certification.declare-own-check', {
  input: DeclareForm,
  allow: holds('own.view'),
  async run(ctx, declaration) {
    if (!declaration.enforced && !declaration.remark)
      throw new InvalidInput({ remark: ['certification.say-why-no-case'] });
    const own = await findOwn(ctx);
    if (!own || own.closedAt) throw missing('certification.check-not-found');
    if (own.entry.result) throw conflict('certification.check-decided');
    await ctx.db
      .update(yearlyCheckEntry)
      .set({ declaration, declaredAt: ctx.now })
      .where(eq(yearlyCheckEntry.id, own.entry.id));
    return { id: own.entry.id };
  },
  trace: (_, { id }) => ({ subject: 'yearly-check-entry', id })
});

export interface OwnCheck {
  year: number;
  dueOn: Day;
  declaration: Declaration | null;
  declaredAt: Instant | null;
  result: CheckResult | null;
  resultNote: string | null;
  /** The record still takes a declaration. */
  open: boolean;
}

/** The newest check that has the acting person on its list; undefined when none has. */
export const ownCheck = query('certification.own-check', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx): Promise<OwnCheck | undefined> {
    const own = await findOwn(ctx);
    if (!own) return undefined;
    const { declaration, declaredAt, result, resultNote } = own.entry;
    const open = own.closedAt === null && result === null;
    return { year: own.year, dueOn: own.dueOn, declaration, declaredAt, result, resultNote, open };
  }
});

async function findOwn(ctx: Context) {
  const self = await ownPerson(ctx);
  if (!self) return undefined;
  const [found] = await ctx.db
    .select({
      entry: yearlyCheckEntry,
      year: yearlyCheck.year,
      dueOn: yearlyCheck.dueOn,
      closedAt: yearlyCheck.closedAt
    })
    .from(yearlyCheckEntry)
    .innerJoin(yearlyCheck, eq(yearlyCheck.id, yearlyCheckEntry.checkId))
    .where(eq(yearlyCheckEntry.cadreId, self.cadreId))
    .orderBy(desc(yearlyCheck.year))
    .limit(1);
  return found;
}

export const DecideCheck = z.object({
  entryId: rowId,
  result: z.enum(checkResults),
  note: optionalLine(300)
});

/**
 * The unit's result for one person; may be changed, with a word why, until the check is closed.
 * @throws InvalidInput when a failure, a change or a person who did not declare is left without a word;
 *   DomainError `certification.check-not-found`, `certification.check-closed`, `certification.own-check`.
 */
export const decideCheck = command('certification.decide-check', {
  input: DecideCheck,
  allow: holds('register.manage'),
  async run(ctx, { entryId, result, note }) {
    const person = peopleOf(ctx.db);
    const [found] = await ctx.db
      .select({ entry: yearlyCheckEntry, closedAt: yearlyCheck.closedAt, unitId: person.unitId })
      .from(yearlyCheckEntry)
      .innerJoin(yearlyCheck, eq(yearlyCheck.id, yearlyCheckEntry.checkId))
      .innerJoin(person, eq(person.cadreId, yearlyCheckEntry.cadreId))
      .where(eq(yearlyCheckEntry.id, entryId));
    if (!found || !reaches(ctx.actor, 'register.manage', found.unitId)) throw missing('certification.check-not-found');
    if (found.closedAt) throw conflict('certification.check-closed');
    if (found.entry.cadreId === ctx.actor.cadreId) throw conflict('certification.own-check');
    const changed = found.entry.result !== null && found.entry.result !== result;
    if (!note && (result === 'failed' || changed || !found.entry.declaredAt))
      throw new InvalidInput({ note: ['certification.say-why'] });
    await ctx.db
      .update(yearlyCheckEntry)
      .set({
        result,
        resultNote: note || null,
        decidedOn: ctx.today,
        decidedAt: ctx.now,
        decidedBy: ctx.actor.accountId
      })
      .where(eq(yearlyCheckEntry.id, entryId));
    return { cadreId: found.entry.cadreId };
  },
  trace: ({ entryId, result }, { cadreId }) => ({
    subject: 'yearly-check-entry',
    id: entryId,
    detail: { cadreId, result }
  })
});

/** Closes a check, once everybody has a result. @throws DomainError `certification.check-undecided` {count}. */
export const closeYearlyCheck = command('certification.close-yearly-check', {
  input: z.object({ checkId: rowId }),
  allow: (actor) => actor.may('register.manage') && actor.reach('register.manage') === 'all',
  async run(ctx, { checkId }) {
    const [check] = await ctx.db.select().from(yearlyCheck).where(eq(yearlyCheck.id, checkId));
    if (!check) throw missing('certification.check-not-found');
    if (check.closedAt) throw conflict('certification.check-closed');
    const [open] = await ctx.db
      .select({ count: count() })
      .from(yearlyCheckEntry)
      .where(and(eq(yearlyCheckEntry.checkId, checkId), sql`${yearlyCheckEntry.result} is null`));
    if (open!.count) throw conflict('certification.check-undecided', { count: open!.count });
    await ctx.db
      .update(yearlyCheck)
      .set({ closedAt: ctx.now, closedBy: ctx.actor.accountId })
      .where(eq(yearlyCheck.id, checkId));
  },
  trace: ({ checkId }) => ({ subject: 'yearly-check', id: checkId })
});

export interface CheckEntryRow {
  id: number;
  staffNumber: string;
  name: string;
  unitName: string;
  declaration: Declaration | null;
  declaredAt: Instant | null;
  result: CheckResult | null;
  resultNote: string | null;
  decidedOn: Day | null;
  /** What the unit has to look at. */
  concerns: Concern[];
  own: boolean;
}

export interface CheckList {
  checks: { id: number; year: number; dueOn: Day; closed: boolean }[];
  check: { id: number; year: number; openedOn: Day; dueOn: Day; closed: boolean } | null;
  rows: CheckEntryRow[];
  counts: { all: number; declared: number; passed: number; failed: number };
  /** The next year that could be opened, with its last day; null when the check is switched off. */
  next: { year: number; dueOn: Day } | null;
}

export const ListCheck = z.object({
  year: z.coerce.number().int().optional().catch(undefined),
  show: z.enum(['all', 'undeclared', 'undecided', 'concerns', 'failed']).catch('all').default('all'),
  q: z.string().max(50).catch('').default('')
});

/** A year's list, by unit and staff number; those of one unit for whoever sees one unit. */
export const listCheck = query('certification.list-yearly-check', {
  input: ListCheck,
  allow: holds('register.view'),
  async run(ctx, { year, show, q }): Promise<CheckList> {
    const checks = await ctx.db.select().from(yearlyCheck).orderBy(desc(yearlyCheck.year));
    const check = checks.find((one) => one.year === year) ?? checks[0];
    const entries = check ? await entriesOf(ctx, check.id) : [];
    const rows = check ? await rowsOf(ctx, entries) : [];
    const settings = await settingsOn(ctx.db, ctx.today);
    const following = Math.max(Number(ctx.today.slice(0, 4)), (checks[0]?.year ?? 0) + 1);
    const span = checkSpan(following, settings['certificate.yearly-check']);
    return {
      checks: checks.map(({ id, year: of, dueOn, closedAt }) => ({ id, year: of, dueOn, closed: closedAt !== null })),
      check: check
        ? {
            id: check.id,
            year: check.year,
            openedOn: check.openedOn,
            dueOn: check.dueOn,
            closed: check.closedAt !== null
          }
        : null,
      rows: rows.filter(
        (row) => isShown(row, show) && (!q.trim() || `${row.staffNumber}${row.name}`.includes(q.trim()))
      ),
      counts: {
        all: rows.length,
        declared: rows.filter(({ declaredAt }) => declaredAt !== null).length,
        passed: rows.filter(({ result }) => result === 'passed').length,
        failed: rows.filter(({ result }) => result === 'failed').length
      },
      next: span ? { year: following, dueOn: span.to > ctx.today ? span.to : ctx.today } : null
    };
  }
});

function isShown(row: CheckEntryRow, show: z.output<typeof ListCheck>['show']): boolean {
  if (show === 'undeclared') return row.declaredAt === null;
  if (show === 'undecided') return row.result === null;
  if (show === 'concerns') return row.result === null && row.concerns.length > 0;
  return show === 'failed' ? row.result === 'failed' : true;
}

/** The entries of a check within reach, in the order of units and staff numbers. */
async function entriesOf(ctx: Context, checkId: number) {
  const entries = await ctx.db.select().from(yearlyCheckEntry).where(eq(yearlyCheckEntry.checkId, checkId));
  const people = await peopleByIds(
    ctx,
    entries.map(({ cadreId }) => cadreId)
  );
  const byId = new Map(people.map((person) => [person.cadreId, person]));
  return entries
    .map((entry) => ({ entry, person: byId.get(entry.cadreId)! }))
    .filter(({ person }) => reaches(ctx.actor, 'register.view', person.unitId))
    .sort(({ person: a }, { person: b }) =>
      a.unitPosition === b.unitPosition ? (a.staffNumber < b.staffNumber ? -1 : 1) : a.unitPosition - b.unitPosition
    );
}

async function rowsOf(ctx: Context, entries: Awaited<ReturnType<typeof entriesOf>>): Promise<CheckEntryRow[]> {
  const judged = await judge(
    ctx,
    entries.map(({ person }) => person),
    ctx.today
  );
  return entries.map(({ entry, person }, at) => ({
    id: entry.id,
    staffNumber: person.staffNumber,
    name: person.name,
    unitName: person.unitName,
    declaration: entry.declaration,
    declaredAt: entry.declaredAt,
    result: entry.result,
    resultNote: entry.resultNote,
    decidedOn: entry.decidedOn,
    concerns: concernsOf(entry.declaration, judged[at]!.readiness.findings),
    own: entry.cadreId === ctx.actor.cadreId
  }));
}
