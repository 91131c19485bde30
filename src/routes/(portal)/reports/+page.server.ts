import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { managesReport, seesSnapshots } from '#lib/reporting/annual/access.ts';
import { annualReport } from '#lib/reporting/annual/report.server.ts';
import { monthOf, monthsOn } from '#lib/reporting/monthly/month.ts';
import { askedPeriod } from './period-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const today = dayOf(locals.house.clock.now());
  const asked = askedPeriod(url, today);
  return {
    title: m.annual_nav(),
    wide: true,
    ...asked,
    thisYear: Number(today.slice(0, 4)),
    lastMonth: monthsOn(monthOf(today), -1),
    mayManage: managesReport(locals.actor),
    maySnapshots: seesSnapshots(locals.actor),
    report: await locals.run(annualReport, asked.period)
  };
};
