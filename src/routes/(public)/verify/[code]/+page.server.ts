import { m } from '#lib/i18n/paraglide/messages.js';
import { verifyProof } from '#lib/certification/proof-list.server.ts';
import type { PageServerLoad } from './$types';

/** A code that nobody was given answers like any other, with the same status and the same fields. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  title: m.proofs_verify_title(),
  found: await locals.run(verifyProof, { code: params.code.slice(0, 200) })
});
