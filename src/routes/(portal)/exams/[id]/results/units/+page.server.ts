import { examResultsByUnit } from '#lib/assessment/results.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const results = await locals.run(examResultsByUnit, { examId: params.id });
  return { title: m.analysis_units_title({ title: results.exam.title }), wide: true, results };
};
