import { redirect } from '@sveltejs/kit';
import { takeOverAttempt } from '#lib/assessment/attempt-device.server.ts';
import { attemptPage, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { requireDevice } from '#routes/device.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const device = requireDevice(cookies, url);
  const sitting = await locals.run(attemptPage, { attemptId: params.id, device });
  if (sitting.state === 'elsewhere') redirect(303, `/attempts/${params.id}/take-over`);
  if (sitting.state === 'overdue') await locals.run(submitAttempt, { attemptId: params.id, device });
  if (sitting.state !== 'open') redirect(303, `/attempts/${params.id}/review`);
  if (!sitting.claimed) await locals.run(takeOverAttempt, { attemptId: params.id, device });
  const asked = Number(url.searchParams.get('q'));
  const rich = richTexts(sitting.questions);
  return { ...sitting, rich, at: sitting.questions.some(({ position }) => position === asked) ? asked : 1 };
};

export const actions: Actions = {
  submit: (event) =>
    act(
      event,
      () =>
        event.locals.run(submitAttempt, {
          attemptId: event.params.id,
          device: requireDevice(event.cookies, event.url)
        }),
      `/attempts/${event.params.id}/review`
    )
};
