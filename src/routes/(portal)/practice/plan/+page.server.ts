import { chooseReadyDay, myPracticePlan } from '#lib/assessment/practice-plan.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { optionalLine } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

/** `exam` names one, or `day` for a day of one's own, or `next` for whatever exam comes next. */
const Choose = z.object({ exam: z.string().max(20).default('next'), day: optionalLine(10) });

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.practice_plan(),
  plan: await locals.run(myPracticePlan, {})
});

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      Choose,
      ({ exam, day }) =>
        event.locals.run(chooseReadyDay, {
          examId: /^\d+$/.test(exam) ? Number(exam) : null,
          day: exam === 'day' ? day : null
        }),
      { done: () => ({ to: '/practice/plan', say: m.practice_plan_saved() }) }
    )
};
