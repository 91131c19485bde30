import { and, asc, desc, eq, gte, inArray, isNotNull, lte, notInArray, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { findWithinReach, peopleByIds, peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holds, reaches, signedIn } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, rowId } from '#lib/platform/input.ts';
import { amountUnits, minutesOf, mostMinutes, type AmountUnit } from './amount.ts';
import { hoursCategories, type HoursCategory } from './category.ts';
import { hoursByCategory, hoursOf, type CategoryMinutes, type HoursEarned, type HoursRules } from './hours.ts';
import { hoursRulesOn } from './rules.server.ts';
import { hoursEntry } from './schema.server.ts';
import type { EntrySource } from './source.ts';

export const EnterHours = z.object({
  cadreIds: z.array(rowId).max(500).default([]),
  /** Staff numbers as typed, beside the people chosen: separated by spaces, commas or lines. */
  numbers: z.string().max(8000).default(''),
  category: z.enum(hoursCategories),
  /** The day on which the learning ended. */
  endedOn: dayInput,
  title: line(120),
  amount: z.coerce.number().positive().max(10_000),
  unit: z.enum(amountUnits).default('minutes')
});

/**
 * Enters the same learning for one or several people by hand.
 * @throws InvalidInput for a day to come, people who were not on the roster that day, or more than a week's worth.
 */
export const enterHours = command('hours.enter', {
  input: EnterHours,
  allow: holds('hours.enter'),
  async run(ctx, { cadreIds, numbers, category, endedOn, title, amount, unit }) {
    if (endedOn > ctx.today) throw new InvalidInput({ endedOn: ['hours.day-to-come'] });
    const rules = await hoursRulesOn(ctx, endedOn);
    const minutes = requireAmount(amount, unit, rules);
    const ids = [...new Set([...cadreIds, ...(await idsOf(ctx, numbers))])];
    if (!ids.length) throw new InvalidInput({ cadreIds: ['hours.nobody'] });
    await requirePresent(ctx, ids, endedOn);
    const entries = [];
    for (let at = 0; at < ids.length; at += 100) {
      const rows = ids.slice(at, at + 100).map((cadreId) => ({
        cadreId,
        minutes,
        category,
        endedOn,
        title,
        enteredBy: ctx.actor.accountId,
        enteredAt: ctx.now
      }));
      entries.push(...(await ctx.db.insert(hoursEntry).values(rows).returning({ id: hoursEntry.id })));
    }
    return { entries: entries.map(({ id }) => id), minutes, minutesPerHour: rules.minutesPerHour, cadreIds: ids };
  },
  trace: ({ category, endedOn }, { entries, minutes, cadreIds }) => ({
    subject: 'hours-entry',
    id: entries[0] ?? null,
    detail: { entries, cadreIds, category, endedOn, minutes }
  })
});

/** The minutes of an amount. @throws InvalidInput for a part of a half day, or more than a week's worth. */
export function requireAmount(amount: number, unit: AmountUnit, rules: HoursRules, field = 'amount'): number {
  const minutes = minutesOf(amount, unit, rules);
  if (minutes === undefined) throw new InvalidInput({ [field]: ['hours.half-days-only'] });
  const most = rules.fullDay * 7;
  if (minutes < 1 || minutes > mostMinutes(rules))
    throw new InvalidInput({ [field]: [`hours.amount-out-of-range|most=${most}`] });
  return minutes;
}

async function idsOf(ctx: Context, typed: string): Promise<number[]> {
  const numbers = [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))];
  if (numbers.length > 500) throw new InvalidInput({ numbers: ['input.too-many|max=500'] });
  const people = await peopleByNumbers(ctx, numbers);
  if (people.size < numbers.length) throw new InvalidInput({ numbers: ['hours.unknown-numbers'] });
  return [...people.values()].map(({ cadreId }) => cadreId);
}

async function requirePresent(ctx: Context, ids: number[], on: Day) {
  const people = await peopleByIds(ctx, ids);
  const within = people.filter(({ unitId }) => reaches(ctx.actor, 'hours.enter', unitId));
  if (within.length < ids.length) throw missing('hours.person-not-found');
  const absent = within.filter(({ joinedOn, leftOn }) => on < joinedOn || (leftOn !== null && on >= leftOn));
  if (absent.length) throw new InvalidInput({ cadreIds: ['hours.not-on-roster'] });
}

export const ReverseHours = z.object({ entryId: rowId, reason: line(200) });

/** Takes an entry back by a further one; both stay on record. */
export const reverseHours = command('hours.reverse', {
  input: ReverseHours,
  allow: holds('hours.enter'),
  async run(ctx, { entryId, reason }) {
    const [entry] = await ctx.db.select().from(hoursEntry).where(eq(hoursEntry.id, entryId));
    if (!entry || !(await findWithinReach(ctx, 'hours.enter', { cadreId: entry.cadreId })))
      throw missing('hours.entry-not-found');
    if (entry.reversesId !== null) throw conflict('hours.is-a-reversal');
    const [reversed] = await ctx.db
      .select({ id: hoursEntry.id })
      .from(hoursEntry)
      .where(eq(hoursEntry.reversesId, entryId));
    if (reversed) throw conflict('hours.already-reversed');
    const { cadreId, category, endedOn, title } = entry;
    const [row] = await ctx.db
      .insert(hoursEntry)
      .values({
        cadreId,
        category,
        endedOn,
        title,
        reason,
        minutes: -entry.minutes,
        reversesId: entryId,
        enteredBy: ctx.actor.accountId,
        enteredAt: ctx.now
      })
      .returning({ id: hoursEntry.id });
    return { id: row!.id, cadreId, minutes: entry.minutes };
  },
  trace: ({ entryId }, { id, cadreId, minutes }) => ({
    subject: 'hours-entry',
    id,
    detail: { reverses: entryId, cadreId, minutes }
  })
});

export interface EntryRow {
  id: number;
  minutes: number;
  category: HoursCategory;
  endedOn: Day;
  title: string;
  reason: string | null;
  reversesId: number | null;
  /** Taken back by a later entry. */
  reversed: boolean;
  enteredAt: Instant;
  /** Who entered or approved it; null for the portal itself. */
  enteredBy: string | null;
  /** What it rests on; null for an entry by hand. */
  sourceKind: EntrySource | null;
  sourceId: number | null;
}

export interface Ledger {
  year: number;
  /** Newest first. */
  entries: EntryRow[];
  enforcement: HoursEarned;
  everyone: HoursEarned;
  byCategory: { category: HoursCategory; hours: number }[];
  minutesPerHour: number;
  /** What a day of training counts, to tell what a week can bring. */
  fullDay: number;
}

/** One person's ledger of a year: their own, or of somebody within reach of `hours.enter` or `figures.view`. */
export const listEntries = query('hours.list-entries', {
  input: z.object({ cadreId: rowId, year: z.coerce.number().int().min(2000).max(2100) }),
  allow: signedIn,
  async run(ctx, { cadreId, year }): Promise<Ledger> {
    await requireSeen(ctx, cadreId);
    const rows = await ctx.db
      .select()
      .from(hoursEntry)
      .where(and(eq(hoursEntry.cadreId, cadreId), ...inYear(year)))
      .orderBy(desc(hoursEntry.endedOn), desc(hoursEntry.id));
    const reversed = new Set(rows.map(({ reversesId }) => reversesId));
    const rules = await hoursRulesOn(ctx, lastDayOf(year, ctx.today));
    const names = await accountNames(
      ctx,
      rows.map(({ enteredBy }) => enteredBy)
    );
    return {
      year,
      entries: rows.map(({ cadreId: _, sourceTurn: __, enteredBy, ...row }) => ({
        ...row,
        enteredBy: names.get(enteredBy ?? 0) ?? null,
        reversed: reversed.has(row.id)
      })),
      enforcement: hoursOf(rows, rules.enforcementTarget, rules),
      everyone: hoursOf(rows, rules.everyoneTarget, rules),
      byCategory: hoursByCategory(rows, rules.minutesPerHour),
      minutesPerHour: rules.minutesPerHour,
      fullDay: rules.fullDay
    };
  }
});

async function requireSeen(ctx: Context, cadreId: number) {
  if (ctx.actor.cadreId === cadreId) return;
  for (const permission of ['hours.enter', 'figures.view'] as const) {
    if (ctx.actor.may(permission) && (await findWithinReach(ctx, permission, { cadreId }))) return;
  }
  throw missing('hours.person-not-found');
}

const firstDayOf = (year: number) => `${year}-01-01` as Day;
/** The rules of a year are those of its last day; of the running year, those of today. */
const lastDayOf = (year: number, today: Day): Day => {
  const end = `${year}-12-31` as Day;
  return end < today ? end : today;
};
const inYear = (year: number) => [
  gte(hoursEntry.endedOn, firstDayOf(year)),
  lte(hoursEntry.endedOn, `${year}-12-31` as Day)
];

/** Minutes per person and category, from 1 January of a day's year up to the day. */
export const minutesUpTo = (ctx: Context, cadreIds: readonly number[], on: Day) =>
  minutesBetween(ctx, cadreIds, { from: firstDayOf(Number(on.slice(0, 4))), to: on });

/** Minutes per person and category of what ended within days, both included. */
export async function minutesBetween(
  ctx: Pick<Context, 'db'>,
  cadreIds: readonly number[],
  { from, to }: { from: Day; to: Day }
): Promise<Map<number, CategoryMinutes[]>> {
  const sums = new Map<number, CategoryMinutes[]>();
  for (let at = 0; at < cadreIds.length; at += 500) {
    const rows = await ctx.db
      .select({
        cadreId: hoursEntry.cadreId,
        category: hoursEntry.category,
        minutes: sql<number>`sum(${hoursEntry.minutes})`.mapWith(Number)
      })
      .from(hoursEntry)
      .where(
        and(
          inArray(hoursEntry.cadreId, cadreIds.slice(at, at + 500)),
          gte(hoursEntry.endedOn, from),
          lte(hoursEntry.endedOn, to)
        )
      )
      .groupBy(hoursEntry.cadreId, hoursEntry.category)
      .orderBy(asc(hoursEntry.cadreId));
    for (const { cadreId, ...row } of rows) sums.set(cadreId, [...(sums.get(cadreId) ?? []), row]);
  }
  return sums;
}

/** For entries: no later entry takes them back. */
export const notReversed = (ctx: Pick<Context, 'db'>): SQL =>
  notInArray(
    hoursEntry.id,
    ctx.db
      .select({ id: sql<number>`${hoursEntry.reversesId}` })
      .from(hoursEntry)
      .where(isNotNull(hoursEntry.reversesId))
  );
