import { referenceSections } from '#lib/exchange/reference.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, holds('tokens.manage'));
  return { title: m.exchange_reference_title(), sections: referenceSections(url.origin, locals.locale) };
};
