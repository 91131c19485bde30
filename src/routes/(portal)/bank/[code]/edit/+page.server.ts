import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { lawChanged } from '#lib/assessment/law-changed.server.ts';
import { saveQuestion } from '#lib/assessment/question-editing.server.ts';
import { draftFromForm, formFromDraft, isQuestionType, QuestionForm } from '#lib/assessment/question-form.ts';
import { findQuestion } from '#lib/assessment/question-list.server.ts';
import { basisOf } from '#lib/assessment/question.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await requireAllowed(locals, saveQuestion.allow);
  const { code, status, versions } = await locals.run(findQuestion, { code: params.code });
  const newest = versions[0]!;
  const asked = url.searchParams.get('type');
  const type = isQuestionType(asked) ? asked : newest.type;
  const topics = await locals.run(listTopics, {});
  // From the queue the editor starts with the articles that stand in the place of the old ones.
  const waiting = url.searchParams.get('law') === 'changed' ? await locals.run(lawChanged, { code }) : undefined;
  const basis = waiting?.rows[0]?.newBasis ?? basisOf(newest.citations);
  const draft = formFromDraft({ ...newest, code, type, basis }, newest.number);
  return {
    title: code,
    status,
    topics: topics.map(({ name }) => name),
    known: { code, version: newest.number, citations: newest.citations },
    form: await superValidate(draft, zod4(QuestionForm), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      QuestionForm,
      (data) =>
        event.locals.run(saveQuestion, {
          ...draftFromForm(data),
          code: event.params.code,
          basedOn: data.basedOn || null,
          keepTwin: data.keepTwin
        }),
      {
        done: ({ code, changed, version }) => ({
          to: `/bank/${code}`,
          say: changed ? m.bank_saved_version({ number: version }) : m.bank_saved_same()
        })
      }
    )
};
