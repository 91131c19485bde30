import { m } from '#lib/i18n/paraglide/messages.js';
import { countCases, listCases, ListCases } from '#lib/complaints/desk.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, ListCases);
  return {
    title: m.complaints_title(),
    wide: true,
    today: dayOf(locals.house.clock.now()),
    asked,
    counts: await locals.run(countCases, {}),
    statistics: locals.actor.may('complaints.statistics'),
    ...(await locals.run(listCases, asked))
  };
};
