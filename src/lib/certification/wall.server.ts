import { z } from 'zod';
import { findWithinReach, ownPerson, scopeOf, type ScopeUnit, type UnitPerson } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { evidenceOf, measuresOn, schemeInForce } from './evidence.server.ts';
import type { Evidence } from './evidence.ts';
import { readiness, wallStates, type Readiness, type WallState } from './readiness.ts';

export interface WallPerson extends UnitPerson {
  readiness: Readiness;
  hours: Evidence['hours'];
}

export interface Wall {
  on: Day;
  /** Units within reach; in a town of more than 1,000 people one is looked at at a time. */
  units: ScopeUnit[];
  unitId: number | null;
  /** Everybody of whom something is asked, by unit and staff number, with all their findings. */
  people: WallPerson[];
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
  input: z.object({ on: dayInput.optional(), unitId: rowId.optional(), q: z.string().max(50).default('') }),
  allow: holds('wall.view'),
  async run(ctx, { on = ctx.today, unitId, q }): Promise<Wall> {
    const scope = await scopeOf(ctx, 'wall.view', { on, unitId, q });
    const judged = await judge(ctx, scope.people, on);
    const people = judged.filter((person) => person.readiness.state !== 'exempt');
    return {
      on,
      units: scope.units,
      unitId: scope.unitId,
      people,
      counts: countStates(people),
      exempt: judged.filter((person) => person.readiness.state === 'exempt'),
      cut: scope.total > scope.people.length,
      expiringDays: (await measuresOn(ctx, on)).expiringDays
    };
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
