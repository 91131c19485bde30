import { m } from '#lib/i18n/paraglide/messages.js';
import { listProofs } from '#lib/certification/proof-list.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import { ProofsQuery } from './proofs-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, ProofsQuery);
  return { title: m.proofs_title(), asked, ...(await locals.run(listProofs, asked)) };
};
