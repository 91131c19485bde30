import { m } from '#lib/i18n/paraglide/messages.js';
import { definitions } from '#lib/reporting/annual/figures.ts';
import { seesReport } from '#lib/reporting/annual/access.ts';
import { showSnapshot } from '#lib/reporting/annual/snapshot.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const snapshot = await locals.run(showSnapshot, { id: params.id });
  return {
    title: m.annual_snapshot_title({ year: String(snapshot.year), number: snapshot.number }),
    wide: true,
    snapshot,
    definitions,
    seesReport: seesReport(locals.actor)
  };
};
