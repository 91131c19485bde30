import { isHttpError } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { startAttempt } from '#lib/assessment/attempt.server.ts';
import { findMyExam } from '#lib/assessment/exam-candidate.server.ts';
import { candidatesByNumber } from '#lib/assessment/exam-drafting.server.ts';
import { findExam, grantExtraTime, publishExam, withdrawExam } from '#lib/assessment/exam.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line } from '#lib/platform/input.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Start = z.object({ honest: z.boolean().refine((ticked) => ticked, 'assessment.honesty-needed') });
const Withdraw = z.object({ reason: line(200) });
const Extra = z.object({ number: line(64), minutes: z.number().int().min(0).max(600), reason: line(200) });

export const load: PageServerLoad = async ({ locals, params }) => {
  const { actor } = locals;
  const maySee = actor.may('exam.manage') || actor.may('exam.results');
  const mine = actor.may('exam.sit') ? await ownExam(locals, params.id, maySee) : undefined;
  const exam = maySee || !mine ? await locals.run(findExam, { id: params.id }) : undefined;
  return {
    title: (mine ?? exam!).title,
    wide: exam !== undefined,
    now: locals.house.clock.now(),
    mine,
    exam,
    topics: exam ? (await locals.run(listTopics, {})).map(({ id, name }) => ({ id, name })) : [],
    mayManage: actor.may('exam.manage'),
    start: await superValidate(zod4(Start), { id: 'start' }),
    withdraw: await superValidate(zod4(Withdraw), { id: 'withdraw' }),
    extra: await superValidate(zod4(Extra), { id: 'extra' })
  };
};

/** The candidate's side; for those who also see every exam it may be missing. */
async function ownExam(locals: App.Locals, id: string, maySee: boolean) {
  try {
    return await locals.run(findMyExam, { examId: id });
  } catch (problem) {
    if (maySee && isHttpError(problem, 404)) return undefined;
    throw problem;
  }
}

export const actions: Actions = {
  start: (event) =>
    submit(event, Start, () => event.locals.run(startAttempt, { examId: event.params.id }), {
      id: 'start',
      done: ({ attemptId }) => `/attempts/${attemptId}`
    }),
  publish: (event) =>
    act(event, () => event.locals.run(publishExam, { id: event.params.id }), {
      to: `/exams/${event.params.id}`,
      say: m.assessment_published_now()
    }),
  withdraw: (event) =>
    submit(event, Withdraw, ({ reason }) => event.locals.run(withdrawExam, { id: event.params.id, reason }), {
      id: 'withdraw',
      done: () => ({ to: `/exams/${event.params.id}`, say: m.assessment_withdrawn_now() })
    }),
  extra: (event) =>
    submit(
      event,
      Extra,
      async ({ number, minutes, reason }) => {
        const [cadreId] = await event.locals.run(candidatesByNumber, { numbers: [number], field: 'number' });
        return event.locals.run(grantExtraTime, { examId: event.params.id, cadreId: cadreId!, minutes, reason });
      },
      { id: 'extra', done: () => ({ to: `/exams/${event.params.id}`, say: m.assessment_extra_time_added() }) }
    )
};
