import { m } from '#lib/i18n/paraglide/messages.js';
import { ListDrills, listDrills } from '#lib/outreach/drill.server.ts';
import { listTeams } from '#lib/outreach/team.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url, ListDrills);
  return {
    title: m.outreach_tab_drills(),
    wide: true,
    query,
    thisYear: Number(dayOf(locals.house.clock.now()).slice(0, 4)),
    list: await locals.run(listDrills, query),
    teams: await locals.run(listTeams, {})
  };
};
