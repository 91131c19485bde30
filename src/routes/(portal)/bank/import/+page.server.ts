import { fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { readQuestionFile } from '#lib/assessment/import-file.server.ts';
import { duplicateChoices, importQuestions } from '#lib/assessment/import.server.ts';
import { LONGEST } from '#lib/assessment/question.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import { lookAt, type Batch } from './preview.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, importQuestions.allow);
  const topics = await locals.run(listTopics, {});
  return { title: m.bank_import(), topics: topics.map(({ name }) => name) };
};

/** How the page carries a batch from looking to writing; the command checks every question again. */
const CarriedBatch = z.object({
  name: z.string().max(300),
  status: z.enum(['draft', 'live']),
  topic: z.string().max(LONGEST.topic),
  questions: z.array(z.object({ row: z.number(), draft: z.record(z.string(), z.unknown()) })),
  problems: z.array(
    z.object({
      row: z.number(),
      kind: z.enum(['error', 'unsupported']),
      code: z.string().max(60),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      excerpt: z.string().max(200)
    })
  )
});

export const actions: Actions = {
  preview: async (event) => {
    const { locals, request } = event;
    await requireAllowed(locals, importQuestions.allow);
    const data = await request.formData();
    const file = data.get('file');
    if (!(file instanceof File) || !file.size) return fail(400, { problem: m.bank_file_missing() });
    try {
      const { questions, problems } = await locals.attempt(async () =>
        readQuestionFile(file.name, new Uint8Array(await file.arrayBuffer()))
      );
      const status = data.get('status') === 'live' ? 'live' : 'draft';
      const topic = String(data.get('topic') ?? '').slice(0, LONGEST.topic);
      return {
        preview: await lookAt(locals, {
          name: file.name.slice(0, 300),
          status,
          topic,
          questions,
          problems,
          decisions: {}
        })
      };
    } catch (error) {
      return asProblem(error);
    }
  },
  write: async (event) => {
    const data = await event.request.formData();
    const batch = batchOf(data);
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
  return locals.run(importQuestions, { questions, status, topic, decisions });
}

function batchOf(data: FormData): Batch | undefined {
  const text = data.get('batch');
  if (typeof text !== 'string') return undefined;
  const read = CarriedBatch.safeParse(parsed(text));
  if (!read.success) return undefined;
  const decisions: Batch['decisions'] = {};
  for (const [name, value] of data) {
    const row = /^choice-(\d+)$/.exec(name)?.[1];
    const choice = duplicateChoices.find((known) => known === value);
    if (row && choice) decisions[row] = choice;
  }
  return { ...(read.data as unknown as Batch), decisions };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asProblem(error: unknown) {
  if (!isHttpError(error) || error.status >= 500) throw error;
  return fail(error.status, { problem: error.body.message });
}
