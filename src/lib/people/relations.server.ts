/** 回避声明: who is close to whom, declared by one of the two and read only where somebody must not decide about the other. */
import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { staffNumberInput } from './cadre.ts';
import { ownPerson, peopleByNumbers, peopleOf } from './people-of.server.ts';
import { relationKinds } from './relation.ts';
import { declaredRelation } from './schema.server.ts';

export const DeclareRelation = z.object({ staffNumber: staffNumberInput, kind: z.enum(relationKinds) });

/**
 * Declares a close relation of one's own. The other person is not asked and not told.
 * @throws InvalidInput `people.nobody-of-that-number`, `people.relation-to-oneself`
 */
export const declareRelation = command('people.declare-relation', {
  input: DeclareRelation,
  allow: holds('own.view'),
  async run(ctx, { staffNumber, kind }) {
    const own = await requireOwnPerson(ctx);
    const other = (await peopleByNumbers(ctx, [staffNumber])).get(staffNumber);
    if (!other) throw new InvalidInput({ staffNumber: ['people.nobody-of-that-number'] });
    if (other.cadreId === own.cadreId) throw new InvalidInput({ staffNumber: ['people.relation-to-oneself'] });
    await ctx.db
      .insert(declaredRelation)
      .values({ cadreId: own.cadreId, otherId: other.cadreId, kind, declaredAt: ctx.now })
      .onConflictDoUpdate({
        target: [declaredRelation.cadreId, declaredRelation.otherId],
        set: { kind, declaredAt: ctx.now }
      });
    return { cadreId: own.cadreId };
  },
  // Between whom is nobody's business but theirs.
  trace: (_, { cadreId }) => ({ subject: 'cadre', id: cadreId })
});

export const WithdrawRelation = z.object({ staffNumber: staffNumberInput });

/** Takes an own declaration back, when it no longer holds. @throws missing `people.no-such-relation` */
export const withdrawRelation = command('people.withdraw-relation', {
  input: WithdrawRelation,
  allow: holds('own.view'),
  async run(ctx, { staffNumber }) {
    const own = await requireOwnPerson(ctx);
    const other = (await peopleByNumbers(ctx, [staffNumber])).get(staffNumber);
    const gone = await ctx.db
      .delete(declaredRelation)
      .where(and(eq(declaredRelation.cadreId, own.cadreId), eq(declaredRelation.otherId, other?.cadreId ?? 0)))
      .returning({ cadreId: declaredRelation.cadreId });
    if (!gone.length) throw missing('people.no-such-relation');
    return { cadreId: own.cadreId };
  },
  trace: (_, { cadreId }) => ({ subject: 'cadre', id: cadreId })
});

/** What the person has declared; undefined for an account without a person on the roster. */
export const listOwnRelations = query('people.list-own-relations', {
  input: z.object({}),
  allow: holds('own.view'),
  async run(ctx) {
    const own = await ownPerson(ctx);
    if (!own) return undefined;
    const person = peopleOf(ctx.db);
    return ctx.db
      .select({ staffNumber: person.staffNumber, name: person.name, kind: declaredRelation.kind })
      .from(declaredRelation)
      .innerJoin(person, eq(person.cadreId, declaredRelation.otherId))
      .where(eq(declaredRelation.cadreId, own.cadreId))
      .orderBy(asc(person.nameKey));
  }
});

/** Pairs in which one of these people stands, whoever declared it: for recusal. */
export async function relationsAmong(ctx: Context, cadreIds: readonly number[]): Promise<[number, number][]> {
  if (!cadreIds.length) return [];
  const rows = await ctx.db
    .select({ one: declaredRelation.cadreId, other: declaredRelation.otherId })
    .from(declaredRelation)
    .where(or(inArray(declaredRelation.cadreId, [...cadreIds]), inArray(declaredRelation.otherId, [...cadreIds])));
  return rows.map(({ one, other }) => [one, other]);
}

async function requireOwnPerson(ctx: Context) {
  const own = await ownPerson(ctx);
  if (!own) throw conflict('people.account-without-person');
  return own;
}
