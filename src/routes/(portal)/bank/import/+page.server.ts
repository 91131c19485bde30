import { fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { readQuestionFile } from '#lib/assessment/formats/file.server.ts';
import { formatNames } from '#lib/assessment/formats/format.ts';
import { importQuestions } from '#lib/assessment/import.server.ts';
import { LONGEST } from '#lib/assessment/question.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import { batchOf, type Batch } from './batch.server.ts';
import { lookAt } from './preview.server.ts';
import { sourceOf } from './source.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, importQuestions.allow);
  const topics = await locals.run(listTopics, {});
  return { title: m.bank_import(), topics: topics.map(({ name }) => name) };
};

export const actions: Actions = {
  preview: async (event) => {
    const { locals, request } = event;
    await requireAllowed(locals, importQuestions.allow);
    const data = await request.formData();
    const pasted = String(data.get('text') ?? '');
    const file = data.get('file');
    const chosen = file instanceof File && file.size > 0;
    if (!chosen && !pasted.trim()) return fail(400, { problem: m.bank_file_missing(), pasted });
    const name = chosen ? file.name : m.bank_import_pasted();
    const bytes = chosen ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(pasted);
    const asked = formatNames.find((format) => format === data.get('format'));
    try {
      const read = await locals.attempt(() => readQuestionFile(name, bytes, asked));
      const batch: Batch = {
        ...read,
        name: name.slice(0, 300),
        status: data.get('status') === 'live' ? 'live' : 'draft',
        topic: String(data.get('topic') ?? '').slice(0, LONGEST.topic),
        decisions: {}
      };
      return {
        preview: await lookAt(locals, batch),
        source: sourceOf(bytes, read.unit),
        pasted: chosen ? '' : pasted
      };
    } catch (error) {
      return asProblem(error, chosen ? '' : pasted);
    }
  },
  write: async (event) => {
    const batch = batchOf(await event.request.formData());
    if (!batch) return fail(400, { problem: m.bank_file_again() });
    const done = await act(
      event,
      () => write(event, batch),
      (counts) => ({
        to: '/bank?sort=newest',
        say: m.bank_imported({ added: counts.new, changed: counts.changed, same: counts.same + counts.skipped })
      })
    );
    // Nothing was written: show the batch again, as the bank stands now.
    return fail(done.status, { ...done.data, preview: await lookAt(event.locals, batch) });
  }
};

function write({ locals }: RequestEvent, { questions, status, topic, decisions }: Batch) {
  const drafts = questions.map(({ row, draft }) => ({ row, draft }));
  return locals.run(importQuestions, { questions: drafts, status, topic, decisions });
}

function asProblem(error: unknown, pasted: string) {
  if (!isHttpError(error) || error.status >= 500) throw error;
  return fail(error.status, { problem: error.body.message, pasted });
}
