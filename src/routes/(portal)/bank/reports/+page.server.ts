import { z } from 'zod';
import { listReports, settleReport, SettleReport } from '#lib/assessment/question-report.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { paging } from '#lib/platform/input.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = paging.extend({ tab: z.enum(['open', 'settled']).default('open') });

export const load: PageServerLoad = async ({ locals, url }) => {
  const { tab, page } = readQuery(url, Query);
  return {
    title: m.practice_reports(),
    tab,
    page,
    list: await locals.run(listReports, { settled: tab === 'settled', page, pageSize: 20 })
  };
};

export const actions: Actions = {
  settle: (event) =>
    submit(event, SettleReport, (data) => event.locals.run(settleReport, data), {
      done: () => ({ to: '/bank/reports', say: m.practice_report_settled() })
    })
};
