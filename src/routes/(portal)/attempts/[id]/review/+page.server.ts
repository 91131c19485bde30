import { isHttpError, redirect } from '@sveltejs/kit';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { z } from 'zod';
import { attemptMarking } from '#lib/assessment/attempt-marking.server.ts';
import { decideLateAnswers, reviewAttempt } from '#lib/assessment/attempt-review.server.ts';
import { attemptPage } from '#lib/assessment/attempt.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Decision = z.object({ counted: z.enum(['yes', 'no']), reason: line(200) });

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    const review = await locals.run(reviewAttempt, { attemptId: params.id });
    return {
      title: review.title,
      review,
      rich: richTexts(review.questions),
      marking: await locals.run(attemptMarking, { attemptId: params.id }),
      mayIssue: locals.actor.may('proofs.issue'),
      mayDecide: locals.actor.may('exam.manage')
    };
  } catch (problem) {
    // One's own paper that is still open is gone on with.
    if (isHttpError(problem, 409) && problem.body.code === 'assessment.not-handed-in')
      redirect(303, `/attempts/${params.id}`);
    // What was right and wrong is not out yet: the exam's own page says when.
    if (isHttpError(problem, 409) && problem.body.code === 'assessment.answers-held')
      redirect(303, `/exams/${(await locals.run(attemptPage, { attemptId: params.id })).examId}`);
    throw problem;
  }
};

export const actions: Actions = {
  decide: (event) =>
    submit(
      event,
      Decision,
      ({ counted, reason }) =>
        event.locals.run(decideLateAnswers, { attemptId: event.params.id, counted: counted === 'yes', reason }),
      { done: () => ({ to: event.url.pathname, say: m.assessment_late_decided() }) }
    )
};
