/** A case as the rules see it: found through the actor, with its acts, its state and its clocks. */
import { and, asc, eq, inArray, notExists, or, sql, type SQL } from 'drizzle-orm';
import { teamsOn } from '#lib/certification/duty-teams.server.ts';
import { pairsWith } from '#lib/mentoring/pairs.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { relationsAmong } from '#lib/people/relations.server.ts';
import { leadersOf } from '#lib/people/role-holders.server.ts';
import { calendarOf } from '#lib/platform/calendar.server.ts';
import { addMonths, dayOf } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { stateOf, type CaseAct, type CaseActKind, type CaseActs, type CaseState } from './case-state.ts';
import type { Route } from './complaint.ts';
import { deadlinesOf, pressing, type CaseDays, type Deadline } from './deadline.ts';
import type { Handler, MatterFacts } from './recusal.ts';
import { complaint, complaintAct, complaintPerson, officerStatement } from './schema.server.ts';

export type ComplaintRow = typeof complaint.$inferSelect;

export interface Case {
  row: ComplaintRow;
  acts: CaseAct[];
  state: CaseState;
}

/** The place for which a text of a case is sealed. */
export const placeOf = (complaintId: number, part: string) => `complaint:${complaintId}:${part}`;

export function sealWords(ctx: Context, complaintId: number, part: string, words: string): string {
  return ctx.vault.seal(words, placeOf(complaintId, part));
}

export function openWords(ctx: Context, complaintId: number, part: string, sealed: string): string {
  return ctx.vault.open(sealed, placeOf(complaintId, part));
}

/** The routes whose cases an actor works on. */
export function routesOf(ctx: Context): Route[] {
  const found: Route[] = [];
  if (ctx.actor.may('complaints.handle')) found.push('town');
  if (ctx.actor.may('complaints.discipline')) found.push('discipline', 'district');
  return found;
}

/**
 * The cases that exist for an actor, as a condition: of a route that they work on, and not about them, their leader,
 * a declared relation, or something that they saw or had a part in. To everybody else a case is as if it were not there.
 */
export async function existingFor(ctx: Context): Promise<SQL> {
  const routes = routesOf(ctx);
  const onTown = routes.includes('town') ? and(eq(complaint.route, 'town'), await notAboutActor(ctx)) : undefined;
  const others = routes.filter((route) => route !== 'town');
  const elsewhere = others.length
    ? and(inArray(complaint.route, others), await notAboutActor(ctx, { judgesLeaders: true }))
    : undefined;
  return or(onTown, elsewhere) ?? sql`1 = 0`;
}

/**
 * Cases in which the actor has no part and need not judge of a relation or, unless that is what their route is for, of a
 * leader; undefined when that is all of them.
 */
export async function notAboutActor(ctx: Context, { judgesLeaders = false } = {}): Promise<SQL | undefined> {
  const own = ctx.actor.cadreId;
  const hidden = judgesLeaders ? [] : (await handlerOf(ctx, ctx.actor, 'town')).leaders;
  const relations = own === null ? [] : await relationsAmong(ctx, [own]);
  const notToJudge = [...hidden, ...relations.map(([one, other]) => (one === own ? other : one))];
  const parts: SQL[] = [];
  if (notToJudge.length) {
    parts.push(and(eq(complaintPerson.part, 'accused'), inArray(complaintPerson.cadreId, notToJudge))!);
  }
  if (own !== null) parts.push(eq(complaintPerson.cadreId, own));
  if (!parts.length) return undefined;
  const involved = ctx.db
    .select({ one: sql`1` })
    .from(complaintPerson)
    .where(and(eq(complaintPerson.complaintId, complaint.id), or(...parts)));
  return notExists(involved);
}

/** @throws missing `complaints.case-not-found`, also for a case that does not exist for this actor */
export async function requireCase(ctx: Context, complaintId: number): Promise<Case> {
  const [row] = await ctx.db
    .select()
    .from(complaint)
    .where(and(eq(complaint.id, complaintId), await existingFor(ctx)));
  if (!row) throw missing('complaints.case-not-found');
  return openCase(ctx, row);
}

/** The case of a row that was found already. */
export async function openCase(ctx: Context, row: ComplaintRow): Promise<Case> {
  const rows = await ctx.db
    .select({ kind: complaintAct.kind, on: complaintAct.happenedOn, detail: complaintAct.detail })
    .from(complaintAct)
    .where(eq(complaintAct.complaintId, row.id))
    .orderBy(asc(complaintAct.id));
  const acts = rows as CaseAct[];
  return { row, acts, state: stateOf(acts) };
}

/** Writes an act, sums the case anew and keeps what lists sort by. @returns the act's key and the new state */
export async function addAct<Kind extends CaseActKind>(
  ctx: Context,
  { row, acts }: Case,
  kind: Kind,
  detail: CaseActs[Kind],
  words?: string
) {
  const [written] = await ctx.db
    .insert(complaintAct)
    .values({
      complaintId: row.id,
      kind,
      detail,
      wordsSealed: words ? sealWords(ctx, row.id, 'act', words) : null,
      happenedOn: ctx.today,
      recordedAt: ctx.now,
      recordedBy: ctx.actor.accountId
    })
    .returning({ id: complaintAct.id });
  const state = stateOf([...acts, { kind, on: ctx.today, detail } as CaseAct]);
  await keepSummary(ctx, row.id, state);
  return { id: written!.id, state };
}

/** Keeps stage, handler and the earliest open last day beside the case, so that lists need not sum its acts. */
export async function keepSummary(ctx: Context, complaintId: number, state: CaseState) {
  const due = pressing(await clocksOf(ctx, complaintId, state))?.due ?? null;
  await ctx.db
    .update(complaint)
    .set({ stage: state.stage, handlerId: state.handlerId, dueOn: due })
    .where(eq(complaint.id, complaintId));
}

/** Every term of a case as of today. */
export async function clocksOf(ctx: Context, complaintId: number, state: CaseState): Promise<Deadline[]> {
  const rules = await settingsOn(ctx.db, state.receivedOn);
  const statements = await ctx.db
    .select({
      askedAt: officerStatement.askedAt,
      dueOn: officerStatement.dueOn,
      answeredAt: officerStatement.answeredAt
    })
    .from(officerStatement)
    .where(eq(officerStatement.complaintId, complaintId));
  const days: CaseDays = {
    ...state,
    extension: state.extension.days,
    outerExtension: state.extension.outerDays,
    statements: statements.map(({ askedAt, dueOn, answeredAt }) => ({
      askedOn: dayOf(askedAt),
      dueOn,
      givenOn: answeredAt === null ? null : dayOf(answeredAt)
    }))
  };
  return deadlinesOf(days, rules, await calendarOf(ctx.db), ctx.today);
}

/** What recusal asks of a matter: who is in it, and how they are bound to others. */
export async function factsOf(ctx: Context, row: ComplaintRow): Promise<MatterFacts> {
  const persons = await ctx.db
    .select({ part: complaintPerson.part, cadreId: complaintPerson.cadreId })
    .from(complaintPerson)
    .where(eq(complaintPerson.complaintId, row.id));
  const of = (part: string) =>
    persons.flatMap((person) => (person.part === part && person.cadreId !== null ? [person.cadreId] : []));
  const accused = await peopleByIds(ctx, of('accused'));
  const ids = accused.map(({ cadreId }) => cadreId);
  return {
    accused: accused.map(({ cadreId, unitId }) => ({ cadreId, unitId })),
    witnesses: of('witness'),
    earlierPart: of('earlier-part'),
    relations: await relationsAmong(ctx, ids),
    pairings: await pairsWith(ctx, ids, addMonths(ctx.today, -12)),
    teams: row.happenedOn ? await teamsOn(ctx, row.happenedOn) : []
  };
}

/** A holder of a role as recusal sees them. The other routes are there to judge of leaders. */
export async function handlerOf(
  ctx: Context,
  { cadreId, unitId }: { cadreId: number | null; unitId: number | null },
  route: Route
): Promise<Handler> {
  const leaders = route === 'town' ? await leadersOf(ctx, unitId) : [];
  return { cadreId, unitId, leaders: leaders.filter((leader) => leader !== cadreId) };
}
