import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { managesReport } from '#lib/reporting/annual/access.ts';
import { annualReport } from '#lib/reporting/annual/report.server.ts';
import { freezeReport, FreezeReport } from '#lib/reporting/annual/snapshot.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import { askedPeriod } from '../period-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, managesReport);
  const { year, period } = askedPeriod(url, dayOf(locals.house.clock.now()));
  const { gaps } = await locals.run(annualReport, period);
  return {
    title: m.annual_freeze_title({ year: String(year) }),
    year,
    gaps,
    form: await superValidate({ year, note: '' }, zod4(FreezeReport), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, FreezeReport, (data) => event.locals.run(freezeReport, data), {
      done: ({ id, number }) => ({ to: `/reports/snapshots/${id}`, say: m.annual_freeze_done({ number }) })
    })
};
