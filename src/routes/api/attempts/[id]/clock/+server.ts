import { json } from '@sveltejs/kit';
import { hearFromAttempt } from '#lib/assessment/attempt-device.server.ts';
import { deviceOf } from '#routes/device.server.ts';
import { readJson } from '../../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** A sign of life from the page; answers with the server's time, this sitting's deadline and who may write. */
export const POST: RequestHandler = async ({ locals, params, request, cookies }) => {
  const { unsent, away } = await readJson(request, locals.locale);
  const heard = { attemptId: params.id, device: deviceOf(cookies), unsent, away };
  return json(await locals.run(hearFromAttempt, heard as never));
};
