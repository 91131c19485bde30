import { redirect } from '@sveltejs/kit';
import { findExam } from '#lib/assessment/exam.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { examFormPage, saveExamForm } from '../../exam-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  await requireAllowed(locals, holds('exam.manage'));
  const exam = await locals.run(findExam, { id: params.id });
  if (exam.status !== 'draft') redirect(303, `/exams/${exam.id}`);
  return { title: exam.title, wide: true, id: exam.id, savedAt: exam.savedAt, ...(await examFormPage(locals, exam)) };
};

export const actions: Actions = { default: (event) => saveExamForm(event, event.params.id) };
