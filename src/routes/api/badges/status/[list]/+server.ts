import { error } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { revokedPlaces, signStatusList } from '#lib/certification/badge.server.ts';
import type { RequestHandler } from './$types';

/** Which badges were revoked, signed, for whoever verifies one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (!/^\d{1,5}$/.test(params.list))
    error(404, { message: errorText('page.not-found', {}, locals.locale), code: 'page.not-found' });
  const list = Number(params.list);
  const places = await locals.run(revokedPlaces, { list });
  const signed = await signStatusList(
    locals.house.badgeKeys,
    { list, places, at: locals.house.clock.now() },
    url.origin
  );
  return new Response(signed, { headers: { 'content-type': 'application/vc+jwt' } });
};
