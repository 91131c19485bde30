import { m } from '#lib/i18n/paraglide/messages.js';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { CatalogueFilter, listCatalogue, myCourses } from '#lib/learning/catalogue.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { readQuery } from '#routes/submit.server.ts';
import { z } from 'zod';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 24;
const Query = CatalogueFilter.extend({
  view: z.enum(['mine', 'catalogue']).catch('mine').default('mine'),
  page: z.coerce.number().int().min(1).catch(1).default(1)
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const { view, ...asked } = readQuery(url, Query);
  const { cadreId } = locals.actor;
  const year = Number(dayOf(locals.house.clock.now()).slice(0, 4));
  const ledger = cadreId === null ? undefined : await locals.run(listEntries, { cadreId, year });
  return {
    title: m.learn_title(),
    view,
    asked,
    pageSize: PAGE_SIZE,
    onRoster: cadreId !== null,
    minutesPerHour: ledger?.minutesPerHour ?? 45,
    online: ledger?.byCategory.find(({ category }) => category === 'online')?.hours ?? 0,
    mine: view === 'mine' ? await locals.run(myCourses, {}) : undefined,
    catalogue: view === 'catalogue' ? await locals.run(listCatalogue, { ...asked, pageSize: PAGE_SIZE }) : undefined
  };
};
