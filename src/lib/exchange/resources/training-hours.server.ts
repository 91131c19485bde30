import { z } from 'zod';
import { hoursFigures } from '#lib/hours/figures.server.ts';
import type { HoursEarned } from '#lib/hours/hours.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rosterPage } from '#lib/people/roster-page.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import { field, listResource } from '../resource.server.ts';

const towards = () =>
  z
    .object({
      required: field(z.number(), m.exchange_field_hours_required, 40),
      confirmed: field(z.number(), m.exchange_field_hours_confirmed, 42.5),
      short: field(z.number(), m.exchange_field_hours_short, 0)
    })
    .nullable();

/** 年度学时: each person's confirmed hours of a year towards what is required of them. */
export const trainingHours = listResource({
  name: 'training-hours',
  scope: 'training',
  title: m.exchange_hours_title,
  says: m.exchange_hours_says,
  filters: ['year'],
  record: z.object({
    staffNumber: field(z.string(), m.exchange_field_staff_number, '017'),
    year: field(z.int(), m.exchange_field_year, 2026),
    enforcement: field(towards(), m.exchange_field_hours_enforcement, null),
    everyone: field(towards(), m.exchange_field_hours_everyone, null)
  }),
  async page(ctx, { after, limit, year = Number(ctx.today.slice(0, 4)) }) {
    const end = `${year}-12-31` as Day;
    const on = end < ctx.today ? end : ctx.today;
    const found = await rosterPage(ctx, { on, after, limit });
    const { learners } = await hoursFigures(ctx, found, { from: `${year}-01-01` as Day, to: on });
    return found.map(({ cadreId, staffNumber }, at) => {
      const { enforcement, everyone } = learners[at]!;
      return {
        key: cadreId,
        record: { staffNumber, year, enforcement: shown(enforcement), everyone: shown(everyone) }
      };
    });
  }
});

const shown = (earned: HoursEarned | null) =>
  earned && { required: earned.target, confirmed: earned.hours, short: earned.short };
