import { examCandidates } from '#lib/assessment/exam-candidates.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readQuery } from '#routes/submit.server.ts';
import { CandidatesQuery } from './candidates-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const query = readQuery(url, CandidatesQuery);
  const list = await locals.run(examCandidates, { ...query, search: query.q, examId: params.id });
  return { title: m.assessment_candidates_of({ title: list.exam.title }), query, list };
};
