import { z } from 'zod';
import { decideLateAnswers } from '#lib/assessment/attempt-review.server.ts';
import { addTime, endAttempt, noteReminder, reopenAttempt } from '#lib/assessment/invigilate-acts.server.ts';
import { invigilatedExam } from '#lib/assessment/invigilate.server.ts';
import { presences } from '#lib/assessment/invigilation.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { optionalLine, paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Room = paging.extend({ presence: z.enum(['', ...presences]).default(''), who: optionalLine(64) });

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('exam:room');
  const query = readQuery(url, Room);
  const room = await locals.run(invigilatedExam, { ...query, examId: params.id });
  return { title: m.exam_invigilate_of({ title: room.exam.title }), wide: true, query, room };
};

/** One act of the invigilator: what the form says goes to the door, which judges it. */
async function doing(event: RequestEvent, work: (fields: Record<string, string>) => Promise<unknown>, say: string) {
  const fields = Object.fromEntries(await event.request.formData()) as Record<string, string>;
  return act(event, () => work(fields), { to: event.url.pathname + roomQuery(event.url), say });
}

/** Where in the room one was looking, without the action's name. */
function roomQuery({ searchParams }: URL): string {
  const kept = new URLSearchParams([...searchParams].filter(([name]) => !name.startsWith('/')));
  return kept.size ? `?${kept}` : '';
}

export const actions: Actions = {
  time: (event) =>
    doing(
      event,
      ({ attemptId, minutes, reason }) =>
        event.locals.run(addTime, { examId: event.params.id, attemptId: attemptId ?? null, minutes, reason: reason! }),
      m.exam_time_added_now()
    ),
  end: (event) => doing(event, (fields) => event.locals.run(endAttempt, fields as never), m.exam_ended_now()),
  reopen: (event) => doing(event, (fields) => event.locals.run(reopenAttempt, fields as never), m.exam_reopened_now()),
  remind: (event) => doing(event, (fields) => event.locals.run(noteReminder, fields as never), m.exam_reminded_now()),
  late: (event) =>
    doing(
      event,
      ({ attemptId, counted, reason }) =>
        event.locals.run(decideLateAnswers, { attemptId, counted: counted === 'yes', reason: reason! }),
      m.assessment_late_decided()
    )
};
