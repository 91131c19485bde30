import { m } from '#lib/i18n/paraglide/messages.js';
import { findPairing } from '#lib/mentoring/view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  title: m.mentoring_agreement(),
  pairing: await locals.run(findPairing, { pairingId: params.id })
});
