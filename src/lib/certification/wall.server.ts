import { z } from 'zod';
import { findWithinReach, ownPerson, scopeOf, type ScopeUnit, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { evidenceOf, measuresOn, schemeInForce } from './evidence.server.ts';
import type { Evidence } from './evidence.ts';
import { cardsHeld, fieldsOf } from './card-fields.server.ts';
import { countsAsOfficer, readiness, wallStates, type Readiness, type WallState } from './readiness.ts';

export interface WallPerson extends UnitPerson {
  readiness: Readiness;
  hours: Evidence['hours'];
}

/** A person of the wall with the fields that their cards name. */
export interface FieldPerson extends WallPerson {
  fields: string[];
}

/** Somebody who may enforce on one day and no longer on another. */
export interface Loss {
  staffNumber: string;
  name: string;
  unitName: string;
  readiness: Readiness;
}

export interface Wall {
  on: Day;
  /** Units within reach; in a town of more than 1,000 people one is looked at at a time. */
  units: ScopeUnit[];
  unitId: number | null;
  /** Everybody of whom something is asked, by unit and staff number, with all their findings. */
  people: FieldPerson[];
  /** The fields that cards of these people name. */
  fields: string[];
  counts: Record<WallState, number>;
  /** People on the roster of whom nothing is asked: auxiliaries, and posts that do not enforce. */
  exempt: WallPerson[];
  /** More people than one page holds; the rest is reached by unit or search. */
  cut: boolean;
  /** How close to its end a card counts as expiring. */
  expiringDays: number;
}

/** Who may enforce on a day, person by person. A fixed number of questions to the database however many people. */
export const showWall = query('certification.wall', {
  input: z.object({
    on: dayInput.optional(),
    unitId: rowId.optional(),
    q: z.string().max(50).default(''),
    field: z.string().max(60).default('')
  }),
  allow: holds('wall.view'),
  async run(ctx, { on = ctx.today, unitId, q, field }): Promise<Wall> {
    const scope = await scopeOf(ctx, 'wall.view', { on, unitId, q });
    const judged = await judge(ctx, scope.people, on);
    const cards = await cardsHeld(
      ctx,
      judged.map(({ cadreId }) => cadreId),
      on
    );
    const asked = judged
      .filter((person) => person.readiness.state !== 'exempt')
      .map((person): FieldPerson => ({ ...person, fields: fieldsOf(cards.get(person.cadreId) ?? []) }));
    const people = field ? asked.filter(({ fields }) => fields.includes(field)) : asked;
    return {
      on,
      units: scope.units,
      unitId: scope.unitId,
      people,
      fields: [...new Set(asked.flatMap(({ fields }) => fields))].sort(),
      counts: countStates(people),
      exempt: judged.filter((person) => person.readiness.state === 'exempt'),
      cut: scope.total > scope.people.length,
      expiringDays: (await measuresOn(ctx, on)).expiringDays
    };
  }
});

/** Who may enforce today and no longer on a day to come, as things stand: “what will expire by the new year”. */
export const foreseeLosses = query('certification.foresee-losses', {
  input: z.object({ on: dayInput, unitId: rowId.optional() }),
  allow: holds('wall.view'),
  async run(ctx, { on, unitId }): Promise<Loss[]> {
    const { people } = await scopeOf(ctx, 'wall.view', { on: ctx.today, unitId });
    const now = await judge(ctx, people, ctx.today);
    const able = now.filter(({ readiness: { state } }) => countsAsOfficer(state));
    return (await judge(ctx, able, on))
      .filter(({ readiness: { state } }) => !countsAsOfficer(state))
      .map(({ staffNumber, name, unitName, readiness: then }) => ({ staffNumber, name, unitName, readiness: then }));
  }
});

/** How many stand where. */
export function countStates(people: readonly WallPerson[]): Record<WallState, number> {
  const counts = Object.fromEntries(wallStates.map((state) => [state, 0])) as Record<WallState, number>;
  for (const {
    readiness: { state }
  } of people)
    if (state !== 'exempt') counts[state] += 1;
  return counts;
}

/** The same rules for some people at once, with what the judgement rests on. */
export async function judge(ctx: Context, people: readonly UnitPerson[], on: Day): Promise<WallPerson[]> {
  const evidence = await evidenceOf(
    ctx,
    people.map(({ cadreId }) => cadreId),
    on
  );
  const scheme = await schemeInForce(ctx, on);
  const measures = await measuresOn(ctx, on);
  return people.map((person) => {
    const given = evidence(person.cadreId);
    return { ...person, readiness: readiness(person, given, scheme, on, measures), hours: given.hours };
  });
}

/** One person's readiness on a day: their own, or of somebody within reach of `register.view`. */
export const personReadiness = query('certification.person-readiness', {
  input: z.object({ cadreId: rowId.optional(), on: dayInput.optional() }),
  allow: holds('own.view'),
  async run(ctx, { cadreId = ctx.actor.cadreId ?? undefined, on = ctx.today }): Promise<WallPerson> {
    const own = cadreId !== undefined && cadreId === ctx.actor.cadreId;
    const person = own ? await ownPerson(ctx) : cadreId && (await findWithinReach(ctx, 'register.view', { cadreId }));
    if (!person) throw missing('certification.person-not-found');
    const [judged] = await judge(ctx, [person], on);
    return judged!;
  }
});
