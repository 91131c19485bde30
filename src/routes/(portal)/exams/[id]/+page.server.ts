import { isHttpError, type RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { startAttempt } from '#lib/assessment/attempt.server.ts';
import { findMyExam } from '#lib/assessment/exam-candidate.server.ts';
import { candidatesByNumber } from '#lib/assessment/exam-drafting.server.ts';
import { releaseExam } from '#lib/assessment/exam-release.server.ts';
import { ExtraForm } from '#lib/assessment/extra-time-form.ts';
import { grantExtraTime, grantLastingExtraTime } from '#lib/assessment/extra-time.server.ts';
import { findExam, publishExam, withdrawExam } from '#lib/assessment/exam.server.ts';
import { statuteNames } from '#lib/law/collection.server.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line } from '#lib/platform/input.ts';
import { requireDevice } from '#routes/device.server.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Start = z.object({ honest: z.boolean().refine((ticked) => ticked, 'assessment.honesty-needed') });
const Withdraw = z.object({ reason: line(200) });

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
    statutes: exam ? (await locals.run(statuteNames, {})).map(({ id, shortTitle }) => ({ id, name: shortTitle })) : [],
    mayManage: actor.may('exam.manage'),
    start: await superValidate(zod4(Start), { id: 'start' }),
    withdraw: await superValidate(zod4(Withdraw), { id: 'withdraw' }),
    extra: await superValidate(zod4(ExtraForm), { id: 'extra' })
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
    submit(event, Start, () => event.locals.run(startAttempt, startingHere(event)), {
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
    submit(event, ExtraForm, (form) => grantMore(event, form), {
      id: 'extra',
      done: () => ({ to: `/exams/${event.params.id}`, say: m.assessment_extra_time_added() })
    }),
  release: async (event) => {
    const what = (await event.request.formData()).get('what');
    return act(event, () => event.locals.run(releaseExam, { id: event.params.id, what: what as never }), {
      to: `/exams/${event.params.id}`,
      say: m.assessment_released_done()
    });
  }
};

/** This browser begins, and is the one that writes. */
const startingHere = ({ params, cookies, url }: RequestEvent<{ id: string }>) => ({
  examId: params.id,
  device: requireDevice(cookies, url)
});

async function grantMore({ locals, params }: RequestEvent<{ id: string }>, form: ExtraForm) {
  const [cadreId] = await locals.run(candidatesByNumber, { numbers: [form.number], field: 'number' });
  const [factor, reason] = [form.factor === '' ? null : Number(form.factor), form.reason];
  await locals.run(grantExtraTime, { examId: params.id, cadreId: cadreId!, minutes: form.minutes, factor, reason });
  if (form.lasting) await locals.run(grantLastingExtraTime, { cadreId: cadreId!, factor: factor!, reason });
}
