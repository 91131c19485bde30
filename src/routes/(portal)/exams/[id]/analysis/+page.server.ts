import { examAnalysis } from '#lib/assessment/exam-analysis.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readQuery } from '#routes/submit.server.ts';
import { AnalysisQuery } from './analysis-query.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { actor } = locals;
  const query = readQuery(url, AnalysisQuery);
  const analysis = await locals.run(examAnalysis, {
    ...query,
    search: query.q,
    examId: params.id,
    pageSize: PAGE_SIZE
  });
  return {
    title: m.analysis_title({ title: analysis.exam.title }),
    wide: true,
    query,
    pageSize: PAGE_SIZE,
    analysis,
    mayPlan: actor.may('session.manage'),
    mayTeach: actor.may('course.manage'),
    mayReadBank: actor.may('bank.view')
  };
};
