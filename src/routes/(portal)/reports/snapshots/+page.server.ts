import { m } from '#lib/i18n/paraglide/messages.js';
import { seesReport } from '#lib/reporting/annual/access.ts';
import { listSnapshots } from '#lib/reporting/annual/snapshot.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.annual_snapshots(),
  seesReport: seesReport(locals.actor),
  snapshots: await locals.run(listSnapshots, {})
});
