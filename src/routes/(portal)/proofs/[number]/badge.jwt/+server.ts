import { error } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { signBadge } from '#lib/certification/badge.server.ts';
import { findProof } from '#lib/certification/proof-list.server.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The proof as a signed Open Badge, for its holder and for those who issue it; none of what was revoked. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const proof = await locals.run(findProof, { number: params.number });
  if (proof.state !== 'valid') {
    const code = 'certification.proof-revoked-already';
    error(409, { message: errorText(code, {}, locals.locale), code });
  }
  const badge = await signBadge(locals.house.badgeKeys, proof, url.origin);
  return download(`${proof.number}.jwt`, badge, 'application/vc+jwt');
};
