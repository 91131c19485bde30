import { redirect } from '@sveltejs/kit';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { attemptPage, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const sitting = await locals.run(attemptPage, { attemptId: params.id });
  if (sitting.state === 'overdue') await locals.run(submitAttempt, { attemptId: params.id });
  if (sitting.state !== 'open') redirect(303, `/attempts/${params.id}/review`);
  const asked = Number(url.searchParams.get('q'));
  const rich = richTexts(sitting.questions);
  return { ...sitting, rich, at: sitting.questions.some(({ position }) => position === asked) ? asked : 1 };
};

export const actions: Actions = {
  submit: (event) =>
    act(
      event,
      () => event.locals.run(submitAttempt, { attemptId: event.params.id }),
      `/attempts/${event.params.id}/review`
    )
};
