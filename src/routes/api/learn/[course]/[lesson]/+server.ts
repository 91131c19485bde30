import { json } from '@sveltejs/kit';
import { readLesson } from '#lib/learning/read-lesson.server.ts';
import type { RequestHandler } from './$types';

/** A lesson ready to be read, for its page and for taking it along. */
export const GET: RequestHandler = async ({ locals, params }) => json(await locals.run(readLesson, params));
