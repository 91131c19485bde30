/** What can be done on the page of a session: by somebody invited, and by those who make sessions. */
import { fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { addAttachment, removeAttachment } from '#lib/learning/attachments.server.ts';
import { markedStates } from '#lib/learning/attendance.ts';
import { closeSession, markAttendance } from '#lib/learning/closing.server.ts';
import { giveFeedback } from '#lib/learning/feedback.server.ts';
import { countGroup } from '#lib/learning/groups.server.ts';
import { askLeave, decideLeave, leaveSeat, takeSeat } from '#lib/learning/leave.server.ts';
import { attendantsByNumber } from '#lib/learning/session-drafting.server.ts';
import { announceSession, cancelSession, repeatSession } from '#lib/learning/session.server.ts';
import { attachmentKinds, feedbackQuestions } from '#lib/learning/session.ts';
import { holds } from '#lib/platform/actor.ts';
import { line, prose } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, submit } from '#routes/submit.server.ts';

export const Leave = z.object({ reason: line(200) });
const grade = z.number().int().min(1).max(5);
export const Feedback = z.object({
  ...(Object.fromEntries(feedbackQuestions.map((question) => [question, grade])) as Record<
    (typeof feedbackQuestions)[number],
    typeof grade
  >),
  remark: prose(500)
});
export const Mark = z.object({ number: line(64), state: z.enum(markedStates), reason: line(200) });
export const Repeat = z.object({ every: z.enum(['week', 'month']), times: z.number().int().min(1).max(52) });
export const Cancel = z.object({ reason: line(200) });

type Event = RequestEvent<{ id: string }>;
const here = ({ params }: Event, say: string) => ({ to: `/sessions/${params.id}`, say });
const sessionId = ({ params }: Event) => params.id;

export const ownActions = {
  leave: (event: Event) =>
    submit(event, Leave, ({ reason }) => event.locals.run(askLeave, { sessionId: sessionId(event), reason }), {
      id: 'leave',
      done: () => here(event, m.sessions_leave_asked_now())
    }),
  seat: (event: Event) =>
    act(
      event,
      () => event.locals.run(takeSeat, { sessionId: sessionId(event) }),
      here(event, m.sessions_seat_taken_now())
    ),
  leaveSeat: (event: Event) =>
    act(
      event,
      () => event.locals.run(leaveSeat, { sessionId: sessionId(event) }),
      here(event, m.sessions_seat_left_now())
    ),
  feedback: (event: Event) =>
    submit(
      event,
      Feedback,
      ({ remark, ...grades }) =>
        event.locals.run(giveFeedback, {
          sessionId: sessionId(event),
          answers: feedbackQuestions.map((question) => grades[question]),
          remark
        }),
      { id: 'feedback', done: () => here(event, m.sessions_feedback_given_now()) }
    )
};

export const trainerActions = {
  announce: (event: Event) =>
    act(
      event,
      () => event.locals.run(announceSession, { id: sessionId(event) }),
      ({ invited }) => here(event, m.sessions_announced_now({ count: invited }))
    ),
  cancel: (event: Event) =>
    submit(event, Cancel, ({ reason }) => event.locals.run(cancelSession, { id: sessionId(event), reason }), {
      id: 'cancel',
      done: () => here(event, m.sessions_cancelled_now())
    }),
  repeat: (event: Event) =>
    submit(event, Repeat, (data) => event.locals.run(repeatSession, { id: sessionId(event), ...data }), {
      id: 'repeat',
      done: ({ ids }) => ({ to: '/sessions?tab=manage', say: m.sessions_repeated_now({ count: ids.length }) })
    }),
  decideLeave: async (event: Event) => {
    const form = await event.request.formData();
    const approve = form.get('approve') === 'yes';
    return act(
      event,
      () =>
        event.locals.run(decideLeave, { sessionId: sessionId(event), cadreId: String(form.get('cadreId')), approve }),
      here(event, approve ? m.sessions_leave_approved_now() : m.sessions_leave_declined_now())
    );
  },
  mark: (event: Event) =>
    submit(
      event,
      Mark,
      async ({ number, state, reason }) => {
        const [cadreId] = await event.locals.run(attendantsByNumber, { numbers: [number], field: 'number' });
        return event.locals.run(markAttendance, { sessionId: sessionId(event), cadreId: cadreId!, state, reason });
      },
      { id: 'mark', done: () => here(event, m.sessions_marked_now()) }
    ),
  close: async (event: Event) => {
    const form = await event.request.formData();
    const decisions = [...form]
      .filter(([name]) => name.startsWith('word-'))
      .map(([name, word]) => ({ cadreId: Number(name.slice('word-'.length)), grant: word === 'yes' }));
    return act(
      event,
      () => event.locals.run(closeSession, { sessionId: sessionId(event), decisions }),
      ({ credited, absent }) => here(event, m.sessions_closed_now({ credited, absent }))
    );
  },
  attach: async (event: Event) => {
    const { locals, request } = event;
    await requireAllowed(locals, holds('session.manage'));
    const form = await request.formData();
    const files = form.getAll('files').filter((file) => file instanceof File && file.size > 0) as File[];
    if (!files.length) return fail(400, { fileProblem: m.sessions_choose_file() });
    const kind = attachmentKinds.find((one) => one === form.get('kind')) ?? 'material';
    try {
      for (const file of files) {
        const kept = await locals.attempt(async () => locals.house.files.put(new Uint8Array(await file.arrayBuffer())));
        await locals.run(addAttachment, { sessionId: sessionId(event), kind, name: file.name.slice(0, 120), ...kept });
      }
    } catch (problem) {
      if (!isHttpError(problem) || problem.status >= 500) throw problem;
      return fail(problem.status, { fileProblem: problem.body.message });
    }
    return act(event, async () => undefined, here(event, m.sessions_attached_now({ count: files.length })));
  },
  detach: async (event: Event) => {
    const attachmentId = String((await event.request.formData()).get('attachmentId'));
    return act(
      event,
      () => event.locals.run(removeAttachment, { sessionId: sessionId(event), attachmentId }),
      here(event, m.sessions_detached_now())
    );
  },
  countGroup: async (event: Event) => {
    const form = await event.request.formData();
    return act(
      event,
      () =>
        event.locals.run(countGroup, {
          sessionId: sessionId(event),
          groupId: String(form.get('groupId')),
          headcount: String(form.get('headcount'))
        }),
      here(event, m.sessions_counted_now())
    );
  }
};
