import { proofPdf } from '#lib/certification/proof-pdf.server.ts';
import { download, PDF } from '#routes/download.ts';
import { proofInForce } from '../in-force.server.ts';
import type { RequestHandler } from './$types';

/** For keeping (PDF/A), or with `?standard=ua-1` for reading aloud (PDF/UA). The name of the file names nobody. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const proof = await proofInForce(locals, params.number);
  const standard = url.searchParams.get('standard') === 'ua-1' ? 'ua-1' : 'a-2a';
  const pdf = await locals.attempt(() => proofPdf(proof, url.origin, standard));
  return download(`${proof.number}.pdf`, pdf, PDF);
};
