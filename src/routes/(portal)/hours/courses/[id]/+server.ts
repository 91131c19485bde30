import { redirect, type RequestHandler } from '@sveltejs/kit';
import { courseCodeOf } from '#lib/learning/open-course.server.ts';

/** The ledger knows a course by its number, the catalogue by its code. */
export const GET: RequestHandler = async ({ locals, params }) =>
  redirect(303, `/learn/${(await locals.run(courseCodeOf, { id: params.id! })).code}`);
