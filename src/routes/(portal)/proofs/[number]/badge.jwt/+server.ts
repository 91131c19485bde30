import { signBadge } from '#lib/certification/badge.server.ts';
import { download } from '#routes/download.ts';
import { proofInForce } from '../in-force.server.ts';
import type { RequestHandler } from './$types';

/** The proof as a signed Open Badge, for its holder and for those who issue it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const proof = await proofInForce(locals, params.number);
  const badge = await signBadge(locals.house.badgeKeys, proof, url.origin);
  return download(`${proof.number}.jwt`, badge, 'application/vc+jwt');
};
