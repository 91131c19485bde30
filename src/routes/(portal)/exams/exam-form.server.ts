import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { availableQuestions, candidatesByNumber, numbersOfCandidates } from '#lib/assessment/exam-drafting.server.ts';
import { ExamForm, examFormOf, examInputOf, staffNumbers } from '#lib/assessment/exam-form.ts';
import { momentText } from '#lib/assessment/exam-input.ts';
import { audienceSize, saveExam } from '#lib/assessment/exam.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { statuteNames } from '#lib/law/collection.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { submit } from '#routes/submit.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What the page of a draft shows: the form, and what is needed to judge it while it is filled in. */
export async function examFormPage(locals: App.Locals, exam: Parameters<typeof examFormOf>[0]) {
  const topics = (await locals.run(listTopics, {})).map(({ id, name }) => ({ id, name }));
  const numbers =
    exam.audience.scope === 'cadres' ? await locals.run(numbersOfCandidates, { cadreIds: exam.audience.cadreIds }) : [];
  return {
    form: await superValidate(examFormOf(exam, numbers), zod4(ExamForm), { errors: false }),
    topics,
    statutes: (await locals.run(statuteNames, {})).map(({ id, shortTitle }) => ({ id, name: shortTitle })),
    units: (await locals.run(listUnits, {})).map(({ id, name, people }) => ({ id, name, people })),
    available: await locals.run(availableQuestions, { day: momentText(exam.opensAt).slice(0, 10) }),
    posts: await locals.run(audienceSize, { audience: { scope: 'enforcement-posts' } })
  };
}

/** Saves what the form says, as a new draft or over an old one, and goes to the exam's page. */
export const saveExamForm = (event: RequestEvent, id?: string) =>
  submit(
    event,
    ExamForm,
    async (form) => {
      const cadreIds =
        form.scope === 'cadres'
          ? await event.locals.run(candidatesByNumber, { numbers: staffNumbers(form.numbers) })
          : [];
      return event.locals.run(saveExam, { ...examInputOf(form, cadreIds), id });
    },
    { done: (saved) => ({ to: `/exams/${saved.id}`, say: m.assessment_saved() }) }
  );
