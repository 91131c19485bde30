import { m } from '#lib/i18n/paraglide/messages.js';
import { listStatutes, StatuteFilter } from '#lib/law/collection.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = readQuery(url, StatuteFilter);
  return { title: m.law_title(), filter, ...(await locals.run(listStatutes, filter)) };
};
