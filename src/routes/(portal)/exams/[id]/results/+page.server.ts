import { examResults } from '#lib/assessment/results.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readQuery } from '#routes/submit.server.ts';
import { ResultsQuery } from './results-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const query = readQuery(url, ResultsQuery);
  const results = await locals.run(examResults, { ...query, search: query.q, unitId: query.unit, examId: params.id });
  return { title: m.assessment_results_of({ title: results.exam.title }), wide: true, query, results };
};
