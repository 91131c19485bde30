import { z } from 'zod';
import { myExams } from '#lib/assessment/exam-candidate.server.ts';
import { listExams } from '#lib/assessment/exam.server.ts';
import { examStatuses } from '#lib/assessment/exam.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { optionalLine, paging } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

const Query = paging.extend({
  tab: z.enum(['mine', 'manage']).optional(),
  q: optionalLine(60),
  status: z.enum(['', ...examStatuses]).default('')
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals;
  const [maySit, maySee] = [actor.may('exam.sit'), actor.may('exam.manage') || actor.may('exam.results')];
  await requireAllowed(locals, () => maySit || maySee);
  const { tab, q, status, page, pageSize } = readQuery(url, Query);
  const managing = maySee && (tab === 'manage' || !maySit);
  return {
    title: m.assessment_exams(),
    tabs: maySit && maySee,
    managing,
    mayManage: actor.may('exam.manage'),
    query: { q, status, page, pageSize },
    mine: managing ? undefined : await locals.run(myExams, {}),
    list: managing ? await locals.run(listExams, { search: q, status, page, pageSize }) : undefined
  };
};
