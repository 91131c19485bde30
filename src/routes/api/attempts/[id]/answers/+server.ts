import { json } from '@sveltejs/kit';
import { saveAnswers } from '#lib/assessment/answers.server.ts';
import { deviceOf } from '#routes/device.server.ts';
import { readJson } from '../../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Keeps one answer `{position, sequence, choice, flagged}` or several `{answers: […]}`; answers once they are on the disk. */
export const POST: RequestHandler = async ({ locals, params, request, cookies }) => {
  const body = await readJson(request, locals.locale);
  const answers = Array.isArray(body.answers) ? body.answers : [body];
  const receipt = await locals.run(saveAnswers, {
    attemptId: params.id,
    device: deviceOf(cookies),
    answers: answers as never
  });
  return json({ ...receipt, saved: receipt.receipts.at(-1)?.sequence });
};
