import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { saveQuestion } from '#lib/assessment/question-editing.server.ts';
import { draftFromForm, isQuestionType, QuestionForm } from '#lib/assessment/question-form.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, saveQuestion.allow);
  const type = url.searchParams.get('type');
  // From where somebody saw that questions are wanted.
  const begun = Object.fromEntries(
    ['topic', 'basis'].flatMap((name) => {
      const value = url.searchParams.get(name)?.slice(0, 200);
      return value ? [[name, value]] : [];
    })
  );
  const topics = await locals.run(listTopics, {});
  return {
    title: m.bank_new(),
    topics: topics.map(({ name }) => name),
    form: await superValidate({ ...(isQuestionType(type) ? { type } : {}), ...begun }, zod4(QuestionForm), {
      errors: false
    })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      QuestionForm,
      (data) => event.locals.run(saveQuestion, { ...draftFromForm(data), basedOn: null, keepTwin: data.keepTwin }),
      { done: ({ code }) => ({ to: `/bank/${code}`, say: m.bank_saved_new({ code }) }) }
    )
};
