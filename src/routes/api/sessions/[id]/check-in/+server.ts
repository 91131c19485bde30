import { json } from '@sveltejs/kit';
import { checkInScreen } from '#lib/learning/check-in.server.ts';
import type { RequestHandler } from './$types';

/** The running code and who is in the room, for the trainer's screen. */
export const GET: RequestHandler = async ({ locals, params }) =>
  json(await locals.run(checkInScreen, { sessionId: params.id }));
