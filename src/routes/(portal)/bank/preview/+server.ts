import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { saveQuestion } from '#lib/assessment/question-editing.server.ts';
import { DraftInput } from '#lib/assessment/question-input.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { readJson } from '#routes/api/read-json.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { RequestHandler } from './$types';

const Body = DraftInput.pick({ stem: true, options: true, details: true });

/** What of a question that is being written has markup, rendered as candidates will see it. */
export const POST: RequestHandler = async ({ locals, request }) => {
  await requireAllowed(locals, saveQuestion.allow);
  const body = Body.safeParse(z.looseObject({}).parse(await readJson(request, locals.locale)));
  return json(richTexts(body.success ? [body.data] : []));
};
