import { m } from '#lib/i18n/paraglide/messages.js';
import { listCadres, ListCadres } from '#lib/people/cadres.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { readQuery } from '../../submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url, ListCadres);
  const reach = locals.actor.reach('cadres.view');
  const units = await locals.run(listUnits, { closed: true });
  return {
    title: m.people_roster(),
    wide: true,
    query,
    list: await locals.run(listCadres, query),
    units: units.filter(({ id }) => reach === 'all' || reach.includes(id)).map(({ id, name }) => ({ id, name })),
    mayManage: locals.actor.may('roster.manage')
  };
};
