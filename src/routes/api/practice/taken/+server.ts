import { json } from '@sveltejs/kit';
import { takePractice } from '#lib/assessment/practice-taken.server.ts';
import { readJson } from '../../read-json.server.ts';
import type { RequestHandler } from './$types';

/** The daily review and a chosen round, ready to be taken along. The door checks what was chosen. */
export const POST: RequestHandler = async ({ locals, request }) =>
  json(await locals.run(takePractice, (await readJson(request, locals.locale)) as { mode: 'random' }));
