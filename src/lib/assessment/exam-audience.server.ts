import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { onRoster, ownPerson, peopleByIds, peopleOf, type UnitPerson } from '#lib/people/people-of.server.ts';
import type { Audience, Candidate } from './exam.ts';

/** The acting person as an exam sees them; undefined without a place on the roster. */
export async function ownCandidate(ctx: Context): Promise<Candidate | undefined> {
  const person = await ownPerson(ctx);
  return person && isPresent(ctx, person) ? candidateOf(person) : undefined;
}

/** Anybody as an exam sees them; undefined without a place on the roster. */
export async function findCandidate(ctx: Context, cadreId: number): Promise<Candidate | undefined> {
  const [person] = await peopleByIds(ctx, [cadreId]);
  return person && isPresent(ctx, person) ? candidateOf(person) : undefined;
}

/** Everybody an exam is meant for today. */
export async function membersOf(ctx: Context, audience: Audience): Promise<UnitPerson[]> {
  if (audience.scope === 'cadres')
    return (await peopleByIds(ctx, audience.cadreIds)).filter((person) => isPresent(ctx, person));
  const person = peopleOf(ctx.db);
  const meant =
    audience.scope === 'units' ? inArray(person.unitId, audience.unitIds) : eq(person.enforcementPost, true);
  const rows = await ctx.db
    .select()
    .from(person)
    .where(and(onRoster(person, ctx.today), meant))
    .orderBy(asc(person.nameKey));
  return rows as UnitPerson[];
}

const candidateOf = ({ cadreId, unitId, enforcementPost }: UnitPerson): Candidate => ({
  id: cadreId,
  unitId,
  enforcementPost
});

const isPresent = (ctx: Context, { joinedOn, leftOn }: UnitPerson) =>
  joinedOn <= ctx.today && (leftOn === null || leftOn > ctx.today);
