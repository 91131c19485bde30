/** People as other rooms list them beside their own records: a table to join, and the people within somebody's reach. */
import { and, asc, count, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/database.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { containing } from '#lib/platform/pinyin.ts';
import type { Permission } from '#lib/platform/permissions.ts';
import type { Establishment } from './cadre.ts';
import { cadre, orgUnit } from './schema.server.ts';

/** A person with their unit. */
export interface UnitPerson {
  cadreId: number;
  staffNumber: string;
  name: string;
  nameKey: string;
  unitId: number;
  unitName: string;
  unitPosition: number;
  post: string;
  establishment: Establishment;
  enforcementPost: boolean;
  joinedOn: Day;
  leftOn: Day | null;
}

/** People with their units, to join to rows of another room by `cadreId`. */
export function peopleOf(db: Db) {
  return db
    .select({
      cadreId: sql<number>`${cadre.id}`.as('person_id'),
      staffNumber: cadre.staffNumber,
      name: sql<string>`${cadre.name}`.as('person_name'),
      nameKey: cadre.nameKey,
      nameInitials: cadre.nameInitials,
      unitId: cadre.unitId,
      unitName: sql<string>`${orgUnit.name}`.as('unit_name'),
      unitPosition: sql<number>`${orgUnit.position}`.as('unit_position'),
      post: cadre.post,
      establishment: cadre.establishment,
      enforcementPost: cadre.enforcementPost,
      joinedOn: cadre.joinedOn,
      leftOn: cadre.leftOn
    })
    .from(cadre)
    .innerJoin(orgUnit, eq(orgUnit.id, cadre.unitId))
    .as('person');
}
export type People = ReturnType<typeof peopleOf>;

/** Name, pinyin, pinyin initials or staff number contain the text; undefined when there is none. */
export function personMatches(person: People, text: string): SQL | undefined {
  if (!text.trim()) return undefined;
  const pattern = containing(text);
  const beginning = pattern.slice(1);
  return or(
    sql`${person.name} like ${pattern} escape '\\'`,
    sql`lower(${person.staffNumber}) like ${pattern} escape '\\'`,
    sql`${person.nameKey} like ${beginning} escape '\\'`,
    sql`${person.nameInitials} like ${beginning} escape '\\'`
  );
}

/** The units that a permission reaches, as a condition; undefined when it reaches all of them. */
export function withinReach(ctx: Context, person: People, permission: Permission): SQL | undefined {
  const reach = ctx.actor.reach(permission);
  if (reach === 'all') return undefined;
  return reach.length ? inArray(person.unitId, reach) : sql`1 = 0`;
}

/** On the roster on a day: joined, and not left; the day of leaving is the first one off it. */
export function onRoster(person: People, on: Day): SQL {
  return and(lte(person.joinedOn, on), or(isNull(person.leftOn), gt(person.leftOn, on)))!;
}

/** The columns of `UnitPerson`. */
export const personColumns = (person: People) => ({
  cadreId: person.cadreId,
  staffNumber: person.staffNumber,
  name: person.name,
  nameKey: person.nameKey,
  unitId: person.unitId,
  unitName: person.unitName,
  unitPosition: person.unitPosition,
  post: person.post,
  establishment: person.establishment,
  enforcementPost: person.enforcementPost,
  joinedOn: person.joinedOn,
  leftOn: person.leftOn
});

/** One person within a permission's reach; undefined for everybody else. */
export async function findWithinReach(
  ctx: Context,
  permission: Permission,
  which: { cadreId: number } | { staffNumber: string }
) {
  const person = peopleOf(ctx.db);
  const [found] = await ctx.db
    .select(personColumns(person))
    .from(person)
    .where(
      and(
        withinReach(ctx, person, permission),
        'cadreId' in which ? eq(person.cadreId, which.cadreId) : eq(person.staffNumber, which.staffNumber)
      )
    );
  return found as UnitPerson | undefined;
}

/** The acting person's own entry. */
export async function ownPerson(ctx: Context): Promise<UnitPerson | undefined> {
  if (ctx.actor.cadreId === null) return undefined;
  const person = peopleOf(ctx.db);
  const [found] = await ctx.db.select(personColumns(person)).from(person).where(eq(person.cadreId, ctx.actor.cadreId));
  return found as UnitPerson | undefined;
}

/** People by key, whoever may see them: for consequences and checks inside commands. */
export async function peopleByIds(ctx: Context, cadreIds: readonly number[]): Promise<UnitPerson[]> {
  const person = peopleOf(ctx.db);
  const found: UnitPerson[] = [];
  for (let at = 0; at < cadreIds.length; at += 500) {
    const some = await ctx.db
      .select(personColumns(person))
      .from(person)
      .where(inArray(person.cadreId, cadreIds.slice(at, at + 500)));
    found.push(...(some as UnitPerson[]));
  }
  return found;
}

/** Everybody on the roster on a day, by staff number, whoever may see them: for figures over the whole town. */
export async function rosterOn(ctx: Pick<Context, 'db'>, on: Day): Promise<UnitPerson[]> {
  const person = peopleOf(ctx.db);
  const found = await ctx.db
    .select(personColumns(person))
    .from(person)
    .where(onRoster(person, on))
    .orderBy(asc(person.staffNumber));
  return found as UnitPerson[];
}

/** People by staff number, for imports. */
export async function peopleByNumbers(ctx: Context, numbers: readonly string[]): Promise<Map<string, UnitPerson>> {
  const person = peopleOf(ctx.db);
  const found = new Map<string, UnitPerson>();
  for (let at = 0; at < numbers.length; at += 500) {
    const some = await ctx.db
      .select(personColumns(person))
      .from(person)
      .where(inArray(person.staffNumber, numbers.slice(at, at + 500)));
    for (const one of some as UnitPerson[]) found.set(one.staffNumber, one);
  }
  return found;
}

/** The most people one page shows and one reckoning takes in: a larger town is looked at unit by unit. */
const WIDEST = 1000;

export interface ScopeUnit {
  unitId: number;
  name: string;
  people: number;
}
export interface Scope {
  /** The units within reach that have people on the day, in their order. */
  units: ScopeUnit[];
  /** The unit looked at; null when all of them are. */
  unitId: number | null;
  /** Sorted by unit and staff number; at most 1,000. */
  people: UnitPerson[];
  /** How many there are; more than are listed when even one unit or search is larger than a page. */
  total: number;
}

/**
 * The people on the roster on a day within a permission's reach: all of them in a town of up to 1,000, one unit at a time
 * in a larger one, so that a page never costs more because other units grew.
 */
export async function scopeOf(
  ctx: Context,
  permission: Permission,
  asked: { on: Day; unitId?: number | null | undefined; q?: string | undefined }
): Promise<Scope> {
  const person = peopleOf(ctx.db);
  const base = and(onRoster(person, asked.on), withinReach(ctx, person, permission));
  const units: ScopeUnit[] = await ctx.db
    .select({ unitId: person.unitId, name: person.unitName, people: count() })
    .from(person)
    .where(base)
    .groupBy(person.unitId, sql`${person.unitName}`, sql`${person.unitPosition}`)
    .orderBy(asc(person.unitPosition), asc(person.unitId));
  const matches = personMatches(person, asked.q ?? '');
  const everybody = units.reduce((sum, unit) => sum + unit.people, 0);
  const chosen = units.find(({ unitId }) => unitId === asked.unitId);
  const unit = chosen ?? (everybody > WIDEST && !matches ? units[0] : undefined);
  const where = and(base, matches, unit && eq(person.unitId, unit.unitId));
  const people = await ctx.db
    .select(personColumns(person))
    .from(person)
    .where(where)
    .orderBy(asc(person.unitPosition), asc(person.staffNumber))
    .limit(WIDEST);
  return {
    units,
    unitId: unit?.unitId ?? null,
    people: people as UnitPerson[],
    total: matches ? people.length : (unit?.people ?? everybody)
  };
}
