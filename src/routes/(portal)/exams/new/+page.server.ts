import { newExam } from '#lib/assessment/exam-drafting.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { examFormPage, saveExamForm } from '../exam-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const from = url.searchParams.get('from');
  const exam = await locals.run(newExam, from ? { from } : {});
  return { title: m.assessment_new_exam(), wide: true, ...(await examFormPage(locals, exam)) };
};

export const actions: Actions = { default: (event) => saveExamForm(event) };
