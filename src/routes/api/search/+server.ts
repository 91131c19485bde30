import { json } from '@sveltejs/kit';
import { findEverywhere } from '#routes/(portal)/search/find.server.ts';
import { readJson } from '../read-json.server.ts';
import type { RequestHandler } from './$types';

/** Takes `{q}`. A post, because what is searched may be a name, and names are in no address. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const { q } = await readJson(request, locals.locale);
  return json({ groups: await findEverywhere(locals, String(q ?? '')) });
};
