import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listEntries, ReverseHours, reverseHours } from '#lib/hours/ledger.server.ts';
import { findCadre } from '#lib/people/cadres.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { rowId } from '#lib/platform/input.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import { openableSources } from '../source-href.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional(), reverse: rowId.optional() });

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const { year, reverse } = readQuery(url, Query);
  const on = dayOf(locals.house.clock.now());
  const { id, staffNumber, name, unit } = await locals.run(findCadre, { staffNumber: params.staffNumber });
  const ledger = await locals.run(listEntries, { cadreId: id, year: year ?? Number(on.slice(0, 4)) });
  const mayReverse = locals.actor.may('hours.enter');
  const entry = mayReverse
    ? ledger.entries.find((row) => row.id === reverse && !row.reversed && row.reversesId === null)
    : undefined;
  return {
    title: m.hours_title_person({ name }),
    on,
    cadreId: id,
    person: { staffNumber, name, unit },
    ledger,
    openable: openableSources(locals.actor, id === locals.actor.cadreId),
    mayReverse,
    reversing: entry && { id: entry.id, title: entry.title },
    form: await superValidate({ entryId: entry?.id ?? 0 } as never, zod4(ReverseHours), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, ReverseHours, (data) => event.locals.run(reverseHours, data), {
      done: () => ({ to: event.url.pathname, say: m.hours_reversed_said() })
    })
};
