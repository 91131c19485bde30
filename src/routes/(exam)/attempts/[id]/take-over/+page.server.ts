import { redirect } from '@sveltejs/kit';
import { takeOverAttempt } from '#lib/assessment/attempt-device.server.ts';
import { attemptPage } from '#lib/assessment/attempt.server.ts';
import { requireDevice } from '#routes/device.server.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const sitting = await locals.run(attemptPage, { attemptId: params.id, device: requireDevice(cookies, url) });
  if (sitting.state !== 'elsewhere') redirect(303, `/attempts/${params.id}`);
  return sitting;
};

export const actions: Actions = {
  default: (event) =>
    act(
      event,
      () =>
        event.locals.run(takeOverAttempt, {
          attemptId: event.params.id,
          device: requireDevice(event.cookies, event.url)
        }),
      `/attempts/${event.params.id}`
    )
};
