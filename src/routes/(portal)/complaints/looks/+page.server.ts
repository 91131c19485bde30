import { m } from '#lib/i18n/paraglide/messages.js';
import { listLooks } from '#lib/complaints/identity.server.ts';
import { paging } from '#lib/platform/input.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, paging);
  return { title: m.complaints_looks(), asked, ...(await locals.run(listLooks, asked)) };
};
