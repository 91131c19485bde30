import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { z } from 'zod';
import { markFavourite, practiceHome } from '#lib/assessment/practice-book.server.ts';
import { noteInput, saveNote } from '#lib/assessment/practice-notes.server.ts';
import { answerPractice, openPractice, startPractice } from '#lib/assessment/practice-run.server.ts';
import { roundName } from '#lib/assessment/practice-words.ts';
import { practisedFromForm } from '#lib/assessment/practice-form.ts';
import { reportQuestion } from '#lib/assessment/question-report.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line, rowId } from '#lib/platform/input.ts';
import { act, actOrStay, readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Query = z.object({ q: z.coerce.number().int().min(1).optional() });
const Report = z.object({ versionId: rowId, body: line(500) });
const Note = z.object({ questionId: rowId, body: noteInput });
/** 再练同类: so many more. */
const MORE = 3;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { q } = readQuery(url, Query);
  const run = await locals.run(openPractice, { runId: params.run, place: q });
  const { topics, statutes } = await locals.run(practiceHome, {});
  return {
    title: roundName(run, topics, statutes),
    run,
    rich: richTexts([run.question]),
    /** The round is over and nobody asked to see a question of it again. */
    over: run.finished && q === undefined
  };
};

const here = ({ url, params }: RequestEvent) => `/practice/${params.run}?q=${url.searchParams.get('q') ?? 1}`;

export const actions: Actions = {
  answer: async (event) => {
    const answer = { runId: event.params.run, ...practisedFromForm(await event.request.formData()) };
    return actOrStay(
      event,
      async () => ({ ...(await event.locals.run(answerPractice, answer)), given: answer }),
      ({ right }) => (right === null ? undefined : here(event))
    );
  },
  favourite: async (event) => {
    const form = await event.request.formData();
    const mark = { questionId: form.get('questionId'), favourite: form.get('favourite') === 'yes' };
    return act(event, () => event.locals.run(markFavourite, mark), here(event));
  },
  similar: async (event) => {
    const form = await event.request.formData();
    const wish = { topicId: form.get('topicId'), like: { questionId: form.get('questionId'), count: MORE } };
    return act(
      event,
      () => event.locals.run(startPractice, { mode: 'topic', ...wish }),
      ({ runId }) => `/practice/${runId}`
    );
  },
  report: (event) =>
    submit(event, Report, (data) => event.locals.run(reportQuestion, data), {
      id: 'report',
      done: () => ({ to: here(event), say: m.practice_report_sent() })
    }),
  note: (event) =>
    submit(event, Note, (data) => event.locals.run(saveNote, data), {
      id: 'note',
      done: () => ({ to: here(event), say: m.practice_note_saved() })
    })
};
