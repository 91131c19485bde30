import { z } from 'zod';
import { scopeOf, type ScopeUnit, type UnitPerson } from '#lib/people/people-of.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import {
  bindingTarget,
  hasEnforcementTarget,
  hoursOf,
  outlook,
  outlooks,
  type HoursEarned,
  type HoursRules,
  type Outlook
} from './hours.ts';
import { minutesUpTo } from './ledger.server.ts';
import { hoursRulesOn } from './rules.server.ts';

export interface PersonHours extends UnitPerson {
  enforcement: HoursEarned;
  everyone: HoursEarned;
  /** Whether the target for enforcement staff is theirs too. */
  both: boolean;
  /** The target that binds them; null for auxiliaries. */
  binding: HoursEarned | null;
  outlook: Outlook | null;
}

export interface HoursOverview {
  on: Day;
  rules: HoursRules;
  units: ScopeUnit[];
  unitId: number | null;
  rows: PersonHours[];
  total: number;
  counts: Record<Outlook, number>;
}

const seesHours = (actor: Actor) => actor.may('hours.enter') || actor.may('figures.view');

/** Everybody's hours of the year up to a day, furthest behind first. */
export const overviewHours = query('hours.overview', {
  input: z.object({
    on: dayInput.optional(),
    unitId: rowId.optional(),
    q: z.string().max(50).default(''),
    outlook: z.enum(outlooks).optional(),
    page: z.coerce.number().int().min(1).default(1),
    pageSize: z.coerce.number().int().min(1).max(1000).default(50)
  }),
  allow: seesHours,
  async run(ctx, { on = ctx.today, unitId, q, outlook: wanted, page, pageSize }): Promise<HoursOverview> {
    const permission = ctx.actor.may('hours.enter') ? 'hours.enter' : 'figures.view';
    const scope = await scopeOf(ctx, permission, { on, unitId, q });
    const rules = await hoursRulesOn(ctx, on);
    const all = await hoursOfPeople(ctx, scope.people, on, rules);
    const counts = Object.fromEntries(
      outlooks.map((state) => [state, all.filter((row) => row.outlook === state).length])
    );
    const chosen = all.filter((row) => !wanted || row.outlook === wanted).sort(furthestBehind);
    return {
      on,
      rules,
      counts: counts as Record<Outlook, number>,
      units: scope.units,
      unitId: scope.unitId,
      rows: chosen.slice((page - 1) * pageSize, page * pageSize),
      total: chosen.length
    };
  }
});

async function hoursOfPeople(ctx: Context, people: UnitPerson[], on: Day, rules: HoursRules): Promise<PersonHours[]> {
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
    return { ...person, enforcement, everyone, both, binding, outlook: binding && outlook(binding, on) };
  });
}

function furthestBehind(a: PersonHours, b: PersonHours): number {
  const short = (row: PersonHours) => row.binding?.short ?? -1;
  return short(b) - short(a) || (a.staffNumber < b.staffNumber ? -1 : 1);
}
