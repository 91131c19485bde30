/** What the lists of people's hours share: who may ask, for whom, and how each person stands. */
import { z } from 'zod';
import type { UnitPerson } from '#lib/people/people-of.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { bindingTarget, hasEnforcementTarget, hoursOf, type HoursEarned, type HoursRules } from './hours.ts';
import { minutesUpTo } from './ledger.server.ts';
import { paceOf, type Pace } from './pace.ts';

export interface PersonHours extends UnitPerson {
  enforcement: HoursEarned;
  everyone: HoursEarned;
  /** Whether the target for enforcement staff is theirs too. */
  both: boolean;
  /** The target that binds them, and how it stands; null for auxiliaries. */
  binding: HoursEarned | null;
  pace: Pace | null;
}

export const seesHours = (actor: Actor) => actor.may('hours.enter') || actor.may('figures.view');
export const permissionOf = (actor: Actor) => (actor.may('hours.enter') ? 'hours.enter' : 'figures.view');

export const PeopleAsked = z.object({
  unitId: rowId.optional(),
  q: z.string().max(50).default(''),
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(1000).default(50)
});

export const byNumber = (a: UnitPerson, b: UnitPerson) => (a.staffNumber < b.staffNumber ? -1 : 1);

/** The hours of people in the year of a day, up to that day. */
export async function hoursOfPeople(
  ctx: Context,
  people: UnitPerson[],
  on: Day,
  rules: HoursRules
): Promise<PersonHours[]> {
  const minutes = await minutesUpTo(
    ctx,
    people.map(({ cadreId }) => cadreId),
    on
  );
  return people.map((person) => {
    const sums = minutes.get(person.cadreId) ?? [];
    const enforcement = hoursOf(sums, rules.enforcementTarget, rules);
    const everyone = hoursOf(sums, rules.everyoneTarget, rules);
    const both = hasEnforcementTarget(person);
    const binding = bindingTarget(person, { enforcement, everyone }) ?? null;
    return { ...person, enforcement, everyone, both, binding, pace: binding && paceOf(binding, on, rules.fullDay) };
  });
}
