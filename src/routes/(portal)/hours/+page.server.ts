import { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { outlooks, yearShare } from '#lib/hours/hours.ts';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { overviewHours } from '#lib/hours/overview.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

const Query = z.object({
  view: z.enum(['own', 'everyone']).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  outlook: z.enum(outlooks).optional(),
  unit: z.coerce.number().int().positive().optional(),
  q: z.string().trim().max(50).default(''),
  page: z.coerce.number().int().min(1).default(1)
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const { view, year, ...asked } = readQuery(url, Query);
  const { actor } = locals;
  const on = dayOf(locals.house.clock.now());
  const seesEveryone = actor.may('hours.enter') || actor.may('figures.view');
  const everyone = seesEveryone && view !== 'own';
  const { outlook, unit: unitId, q, page } = asked;
  return {
    title: m.hours_title(),
    wide: everyone,
    on,
    lead: m.hours_lead({ day: formatDay(on, 'short'), share: `${Math.round(yearShare(on) * 100)}%` }),
    asked,
    seesEveryone,
    mayEnter: actor.may('hours.enter'),
    overview: everyone ? await locals.run(overviewHours, { outlook, unitId, q, page }) : undefined,
    ledger:
      !everyone && actor.cadreId !== null
        ? await locals.run(listEntries, { cadreId: actor.cadreId, year: year ?? Number(on.slice(0, 4)) })
        : undefined
  };
};
