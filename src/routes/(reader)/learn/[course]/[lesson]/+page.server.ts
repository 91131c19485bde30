/** What the page does with scripts through `/api/learn/reports`, and without them through forms. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { answerCase } from '#lib/learning/case.server.ts';
import { answerCheck } from '#lib/learning/check.server.ts';
import { ask } from '#lib/learning/lesson-questions.server.ts';
import { recordProgress } from '#lib/learning/record-progress.server.ts';
import { line } from '#lib/platform/input.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions } from './$types';

const Ask = z.object({ body: line(1000) });

export const actions: Actions = {
  read: async (event) =>
    act(
      event,
      () =>
        event.locals.run(recordProgress, {
          ...event.params,
          id: randomUUID(),
          at: now(event),
          evidence: { kind: 'read-to-end' }
        }),
      event.url.pathname
    ),
  answer: async (event) => {
    const data = await event.request.formData();
    const question = String(data.get('question'));
    return act(
      event,
      () =>
        event.locals.run(answerCheck, {
          ...event.params,
          question,
          round: Number(data.get('round')),
          versionId: String(data.get('versionId')),
          choice: data.getAll('choice').map(String),
          at: now(event)
        }),
      `${event.url.pathname}#q-${question}`
    );
  },
  step: async (event) => {
    const data = await event.request.formData();
    return act(
      event,
      () =>
        event.locals.run(answerCase, {
          ...event.params,
          round: Number(data.get('round')),
          step: String(data.get('step')),
          choice: Number(data.get('choice')),
          at: now(event)
        }),
      event.url.pathname
    );
  },
  ask: (event) => submit(event, Ask, ({ body }) => event.locals.run(ask, { ...event.params, body }))
};

const now = ({ locals }: { locals: App.Locals }) => locals.house.clock.now();
