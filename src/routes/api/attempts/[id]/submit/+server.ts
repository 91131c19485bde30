import { json } from '@sveltejs/kit';
import { submitAttempt } from '#lib/assessment/attempt.server.ts';
import { deviceOf } from '#routes/device.server.ts';
import { readJson } from '../../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Hands the paper in, with the last answers if there are any; asking again gives the same result. */
export const POST: RequestHandler = async ({ locals, params, request, cookies }) => {
  const { answers } = await readJson(request, locals.locale);
  return json(
    await locals.run(submitAttempt, {
      attemptId: params.id,
      device: deviceOf(cookies),
      answers: answers as never
    })
  );
};
