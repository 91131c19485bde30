import { error, json } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import type { RequestHandler } from './$types';

/** One public key: where the `kid` of a badge leads. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const key = (await locals.house.badgeKeys.published()).find(({ kid }) => kid === params.kid);
  if (!key) error(404, { message: errorText('page.not-found', {}, locals.locale), code: 'page.not-found' });
  return json(key);
};
