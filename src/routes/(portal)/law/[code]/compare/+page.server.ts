import { m } from '#lib/i18n/paraglide/messages.js';
import { compareStatute } from '#lib/law/comparison.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

const CompareQuery = compareStatute.input.omit({ code: true });

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const filter = readQuery(url, CompareQuery);
  const compared = await locals.run(compareStatute, { ...filter, code: params.code });
  return { title: m.law_compare_title({ statute: compared.statute.shortTitle }), filter, ...compared };
};
