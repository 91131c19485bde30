/** Which pairings somebody may know of: their own, and those of mentees within the reach of who manages or oversees. */
import { and, eq, inArray, or, type SQL } from 'drizzle-orm';
import { peopleByIds, peopleOf, withinReach, type UnitPerson } from '#lib/people/people-of.server.ts';
import { reaches, type Actor } from '#lib/platform/actor.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { findTask, type Catalogue, type PracticeTask } from './catalogue.ts';
import { pairing, pairingEvent, practiceCatalogue, practiceRecord } from './schema.server.ts';

export type PairingRow = typeof pairing.$inferSelect;
export type RecordRow = typeof practiceRecord.$inferSelect;

const overseeing = ['mentoring.manage', 'mentoring.oversee'] as const;

/** For `allow`: those who make pairings or look over them. */
export const overseesPairings = (actor: Actor) => overseeing.some((permission) => actor.may(permission));
/** For `allow`: those, and whoever can be a side of one. */
export const seesPairings = (actor: Actor) => actor.may('mentoring.take-part') || overseesPairings(actor);

/** The pairings an actor may see; undefined when that is all of them. */
export function visible(ctx: Context): SQL | undefined {
  const wide = overseeing.filter((permission) => ctx.actor.may(permission));
  if (wide.some((permission) => ctx.actor.reach(permission) === 'all')) return undefined;
  const person = peopleOf(ctx.db);
  const reached = wide.map((permission) =>
    inArray(
      pairing.menteeId,
      ctx.db
        .select({ id: person.cadreId })
        .from(person)
        .where(withinReach(ctx, person, permission))
    )
  );
  const { cadreId } = ctx.actor;
  const own = cadreId === null ? [] : [isSide(cadreId), wasNamed(ctx, cadreId)];
  return or(...own, ...reached) ?? inArray(pairing.id, []);
}

const isSide = (cadreId: number) =>
  or(
    eq(pairing.mentorId, cadreId),
    eq(pairing.menteeId, cadreId),
    eq(pairing.teamLeaderId, cadreId),
    eq(pairing.leaderId, cadreId)
  );

/** Mentors before a change go on seeing what they signed; so do assessors. */
const wasNamed = (ctx: Context, cadreId: number) =>
  inArray(
    pairing.id,
    ctx.db
      .select({ id: pairingEvent.pairingId })
      .from(pairingEvent)
      .where(and(eq(pairingEvent.cadreId, cadreId), inArray(pairingEvent.kind, ['mentor-changed', 'assessed'])))
  );

export interface FoundPairing {
  row: PairingRow;
  catalogue: Catalogue;
  mentor: UnitPerson;
  mentee: UnitPerson;
}

/** @throws DomainError `mentoring.pairing-not-found`, also for one that the actor may not know of. */
export async function requirePairing(ctx: Context, pairingId: number): Promise<FoundPairing> {
  const [found] = await ctx.db
    .select({ row: pairing, catalogue: practiceCatalogue.content })
    .from(pairing)
    .innerJoin(practiceCatalogue, eq(practiceCatalogue.id, pairing.catalogueId))
    .where(and(eq(pairing.id, pairingId), visible(ctx)));
  if (!found) throw missing('mentoring.pairing-not-found');
  const people = await peopleByIds(ctx, [found.row.mentorId, found.row.menteeId]);
  const named = (id: number) => people.find(({ cadreId }) => cadreId === id)!;
  return { ...found, mentor: named(found.row.mentorId), mentee: named(found.row.menteeId) };
}

/** A pairing that the actor manages. @throws as above: whoever may not manage it does not learn of it here. */
export async function requireManaged(ctx: Context, pairingId: number): Promise<FoundPairing> {
  const found = await requirePairing(ctx, pairingId);
  if (!reaches(ctx.actor, 'mentoring.manage', found.mentee.unitId)) throw missing('mentoring.pairing-not-found');
  return found;
}

export interface FoundRecord extends FoundPairing {
  record: RecordRow;
  task: PracticeTask;
}

/** @throws DomainError `mentoring.record-not-found`, also for one of a pairing that the actor may not know of. */
export async function requireRecord(ctx: Context, recordId: number): Promise<FoundRecord> {
  const [record] = await ctx.db.select().from(practiceRecord).where(eq(practiceRecord.id, recordId));
  if (!record) throw missing('mentoring.record-not-found');
  const found = await requirePairing(ctx, record.pairingId).catch(() => {
    throw missing('mentoring.record-not-found');
  });
  return { ...found, record, task: findTask(found.catalogue, record.taskKey)! };
}
