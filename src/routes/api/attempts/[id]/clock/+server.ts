import { json } from '@sveltejs/kit';
import { attemptClock } from '#lib/assessment/attempt.server.ts';
import type { RequestHandler } from './$types';

/** The server's time and this sitting's deadline. */
export const GET: RequestHandler = async ({ locals, params }) =>
  json(await locals.run(attemptClock, { attemptId: params.id }));
