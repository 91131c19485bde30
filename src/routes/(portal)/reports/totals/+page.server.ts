import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { managesReport } from '#lib/reporting/annual/access.ts';
import { figureOf } from '#lib/reporting/annual/figures.ts';
import { TotalForm, typedHistory, typeTotal } from '#lib/reporting/annual/typed.server.ts';
import { typedKeys } from '#lib/reporting/annual/typed.ts';
import { amountText, figureName } from '#lib/reporting/annual/words.ts';
import { submit } from '#routes/submit.server.ts';
import { askedPeriod } from '../period-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const today = dayOf(locals.house.clock.now());
  const { year } = askedPeriod(url, today);
  const asked = url.searchParams.get('key');
  const key = typedKeys.find((one) => one === asked);
  return {
    title: m.annual_totals(),
    year,
    thisYear: Number(today.slice(0, 4)),
    history: await locals.run(typedHistory, { year }),
    mayManage: managesReport(locals.actor),
    form: await superValidate({ year, key: key ?? '', value: '', source: '', reason: '' } as never, zod4(TotalForm), {
      errors: false
    })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, TotalForm, (data) => event.locals.run(typeTotal, data), {
      done: (_, { year, key, value }) => ({
        to: `/reports/totals?year=${year}`,
        say: m.annual_total_saved({ name: figureName[key](), value: amountText(Number(value), figureOf(key).unit) })
      })
    })
};
