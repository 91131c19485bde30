import { z } from 'zod';
import { scopeOf, type ScopeUnit } from '#lib/people/people-of.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { dayInput } from '#lib/platform/input.ts';
import { meanOf, type HoursRules } from './hours.ts';
import { attendancesBetween } from './figures.server.ts';
import { hoursFilters, hoursOrders, type HoursFilter, type HoursKey, type HoursOrder } from './overview.ts';
import { prospects, willMiss, type Pace, type Prospect } from './pace.ts';
import { participationOf, type Participation } from './participation.ts';
import {
  byNumber,
  hoursOfPeople,
  PeopleAsked,
  permissionOf,
  seesHours,
  type PersonHours
} from './people-hours.server.ts';
import { hoursRulesOn } from './rules.server.ts';

export interface UnitHours {
  unitId: number;
  name: string;
  /** Those with a target. */
  people: number;
  reached: number;
  willMiss: number;
  /** Mean 学时 of those whom the target binds. */
  enforcement: number;
  everyone: number;
}

export interface HoursOverview {
  on: Day;
  rules: HoursRules;
  units: ScopeUnit[];
  unitId: number | null;
  rows: PersonHours[];
  total: number;
  counts: Record<Prospect, number>;
  /** Unit by unit, in their order; whoever the search leaves out is left out here too. */
  byUnit: UnitHours[];
  participation: Participation;
}

/** Everybody's hours of the year up to a day, furthest behind first unless asked otherwise. */
export const overviewHours = query('hours.overview', {
  input: PeopleAsked.extend({
    on: dayInput.optional(),
    outlook: z.enum(hoursFilters).optional(),
    sort: z.enum(hoursOrders).default('-short')
  }),
  allow: seesHours,
  async run(ctx, { on = ctx.today, unitId, q, outlook, sort, page, pageSize }): Promise<HoursOverview> {
    const scope = await scopeOf(ctx, permissionOf(ctx.actor), { on, unitId, q });
    const rules = await hoursRulesOn(ctx, on);
    const all = await hoursOfPeople(ctx, scope.people, on, rules);
    const chosen = all.filter(({ pace }) => isWanted(pace, outlook)).sort(inOrder(sort));
    return {
      on,
      rules,
      counts: Object.fromEntries(
        prospects.map((state) => [state, all.filter(({ pace }) => pace?.prospect === state).length])
      ) as Record<Prospect, number>,
      byUnit: scope.units.flatMap((unit) => unitHours(unit, all)),
      participation: await participationUpTo(ctx, all, on),
      units: scope.units,
      unitId: scope.unitId,
      rows: chosen.slice((page - 1) * pageSize, page * pageSize),
      total: chosen.length
    };
  }
});

const isWanted = (pace: Pace | null, wanted: HoursFilter | undefined) =>
  !wanted || (wanted === 'will-miss' ? willMiss(pace?.prospect ?? null) : pace?.prospect === wanted);

function unitHours({ unitId, name }: ScopeUnit, all: readonly PersonHours[]): UnitHours[] {
  const bound = all.filter((person) => person.unitId === unitId && person.binding);
  if (!bound.length) return [];
  return [
    {
      unitId,
      name,
      people: bound.length,
      reached: bound.filter(({ pace }) => pace?.prospect === 'reached').length,
      willMiss: bound.filter(({ pace }) => willMiss(pace?.prospect ?? null)).length,
      enforcement: meanOf(bound.filter(({ both }) => both).map(({ enforcement }) => enforcement.hours)),
      everyone: meanOf(bound.map(({ everyone }) => everyone.hours))
    }
  ];
}

function inOrder(sort: HoursOrder): (a: PersonHours, b: PersonHours) => number {
  const descending = sort.startsWith('-');
  const key = sort.replace('-', '') as HoursKey;
  const values: Record<HoursKey, (row: PersonHours) => number | string> = {
    short: ({ binding }) => binding?.short ?? -1,
    name: ({ nameKey }) => nameKey,
    unit: ({ unitPosition }) => unitPosition,
    enforcement: ({ both, enforcement }) => (both ? enforcement.hours : -1),
    everyone: ({ binding, everyone }) => (binding ? everyone.hours : -1)
  };
  const value = values[key];
  return (a, b) => {
    const [one, other] = descending ? [value(b), value(a)] : [value(a), value(b)];
    return one < other ? -1 : one > other ? 1 : byNumber(a, b);
  };
}

/** Who of those with a target learnt anything this year, how often, and at how many sessions. */
async function participationUpTo(ctx: Context, people: readonly PersonHours[], on: Day): Promise<Participation> {
  const expected = people.filter(({ binding }) => binding).map(({ cadreId }) => cadreId);
  const year = { from: `${Number(on.slice(0, 4))}-01-01` as Day, to: on };
  return participationOf(await attendancesBetween(ctx, expected, year), new Set(expected));
}
