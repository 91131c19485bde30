import { z } from 'zod';
import { scopeOf, type ScopeUnit, type UnitPerson } from '#lib/people/people-of.server.ts';
import { query } from '#lib/platform/door.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import type { HoursEarned } from './hours.ts';
import { milestonesOf, shortOn, type Milestone } from './pace.ts';
import { byNumber, hoursOfPeople, PeopleAsked, permissionOf, seesHours } from './people-hours.server.ts';
import { hoursRulesOn } from './rules.server.ts';

export interface ShortfallRow extends UnitPerson {
  binding: HoursEarned;
  /** What the day asks for, and what is missing to it. */
  asked: number;
  short: number;
}

export interface Shortfall {
  milestones: Milestone[];
  milestone: Milestone;
  /** The day has come: who fell short. Before it: who would, if nothing more were learnt. */
  past: boolean;
  units: ScopeUnit[];
  unitId: number | null;
  rows: ShortfallRow[];
  total: number;
  people: number;
}

/** Who falls short of what 30 June, 30 September or the last day of a year asks for; the most missing first. */
export const shortfallOn = query('hours.shortfall', {
  input: PeopleAsked.extend({
    /** A past year or this one; a coming year is nobody's shortfall yet. */
    year: z.coerce.number().int().min(2000).optional(),
    milestone: z.enum(['06-30', '09-30', '12-31']).optional()
  }),
  allow: seesHours,
  async run(ctx, { year: asked, milestone: wanted, unitId, q, page, pageSize }) {
    const thisYear = Number(ctx.today.slice(0, 4));
    const year = Math.min(asked ?? thisYear, thisYear);
    const settings = await settingsOn(ctx.db, ctx.today);
    const milestones = milestonesOf(year, {
      june: settings['hours.warn-june'],
      september: settings['hours.warn-september']
    });
    const milestone =
      milestones.find(({ day }) => day.endsWith(wanted ?? 'none')) ??
      milestones.find(({ day }) => day >= ctx.today) ??
      milestones[2]!;
    const past = milestone.day <= ctx.today;
    const on = past ? milestone.day : ctx.today;
    const scope = await scopeOf(ctx, permissionOf(ctx.actor), { on, unitId, q });
    const rules = await hoursRulesOn(ctx, on);
    const all = await hoursOfPeople(ctx, scope.people, on, rules);
    const rows = all
      .flatMap(({ binding, both: _, pace: __, enforcement: ___, everyone: ____, ...person }) => {
        const short = binding ? shortOn(binding, milestone) : 0;
        return binding && short > 0 ? [{ ...person, binding, short, asked: binding.hours + short }] : [];
      })
      .sort((a, b) => b.short - a.short || byNumber(a, b));
    return {
      milestones,
      milestone,
      past,
      units: scope.units,
      unitId: scope.unitId,
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      people: all.filter(({ binding }) => binding).length
    } satisfies Shortfall;
  }
});
