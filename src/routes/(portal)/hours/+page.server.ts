import { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { yearShare } from '#lib/hours/hours.ts';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { overviewHours } from '#lib/hours/overview.server.ts';
import { countWaiting, listOwnSubmissions } from '#lib/hours/submission-list.server.ts';
import { withdrawOwn } from '#lib/hours/submission.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import { HoursQuery } from './hours-query.ts';
import { openableSources } from './source-href.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = HoursQuery.extend({
  view: z.enum(['own', 'everyone']).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional()
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const { view, year, ...asked } = readQuery(url, Query);
  const { actor } = locals;
  const on = dayOf(locals.house.clock.now());
  const seesEveryone = actor.may('hours.enter') || actor.may('figures.view');
  const everyone = seesEveryone && view !== 'own';
  const { outlook, unit: unitId, q, sort, page } = asked;
  const mayApprove = actor.may('hours.approve');
  return {
    title: m.hours_title(),
    wide: everyone,
    on,
    lead: m.hours_lead({ day: formatDay(on, 'short'), share: `${Math.round(yearShare(on) * 100)}%` }),
    asked,
    seesEveryone,
    mayEnter: actor.may('hours.enter'),
    waiting: everyone && mayApprove ? await locals.run(countWaiting, {}) : undefined,
    submissions: everyone || actor.cadreId === null ? [] : await locals.run(listOwnSubmissions, {}),
    overview: everyone ? await locals.run(overviewHours, { outlook, unitId, q, sort, page }) : undefined,
    openable: openableSources(actor, true),
    ledger:
      !everyone && actor.cadreId !== null
        ? await locals.run(listEntries, { cadreId: actor.cadreId, year: year ?? Number(on.slice(0, 4)) })
        : undefined
  };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const submissionId = Number((await event.request.formData()).get('submissionId'));
    return act(event, () => event.locals.run(withdrawOwn, { submissionId }), {
      to: '/hours?view=own',
      say: m.hours_submission_withdrawn_said()
    });
  }
};
