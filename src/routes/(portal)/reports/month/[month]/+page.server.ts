import { m } from '#lib/i18n/paraglide/messages.js';
import { rowId } from '#lib/platform/input.ts';
import { managesReport } from '#lib/reporting/annual/access.ts';
import { monthlyReport } from '#lib/reporting/monthly/report.server.ts';
import { chooseMonthlyReaders, monthlyReaders } from '#lib/reporting/monthly/sending.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const report = await locals.run(monthlyReport, { month: params.month });
  const [year, month] = report.month.split('-').map(Number) as [number, number];
  return {
    title: m.annual_month_title({ year: String(year), month: String(month) }),
    report,
    readers: managesReport(locals.actor) ? await locals.run(monthlyReaders, {}) : null
  };
};

export const actions: Actions = {
  default: async (event) => {
    const chosen = (await event.request.formData()).getAll('accountIds');
    const accountIds = chosen.flatMap((id) => rowId.safeParse(id).data ?? []);
    return act(
      event,
      () => event.locals.run(chooseMonthlyReaders, { accountIds }),
      ({ readers }) => ({
        to: `/reports/month/${event.params.month}`,
        say: m.annual_month_readers_saved({ count: String(readers) })
      })
    );
  }
};
