import { examAnalysis } from '#lib/assessment/exam-analysis.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { exam, heat, units, unmarked } = await locals.run(examAnalysis, { examId: params.id, pageSize: 1 });
  return { title: m.analysis_topics_title({ title: exam.title }), wide: true, exam, heat, units, unmarked };
};
