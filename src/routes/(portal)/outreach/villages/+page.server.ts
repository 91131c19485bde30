import { m } from '#lib/i18n/paraglide/messages.js';
import { ListVillages, listVillages } from '#lib/outreach/village.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url, ListVillages);
  return {
    title: m.outreach_tab_villages(),
    wide: true,
    query,
    thisYear: Number(dayOf(locals.house.clock.now()).slice(0, 4)),
    matrix: await locals.run(listVillages, query)
  };
};
