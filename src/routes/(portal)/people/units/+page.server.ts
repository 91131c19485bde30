import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { addUnit, closeUnit, listUnits, moveUnit, renameUnit, reopenUnit, UnitName } from '#lib/people/units.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '../../../require-allowed.server.ts';
import { act, submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, holds('roster.manage'));
  const units = await locals.run(listUnits, { closed: true });
  const renaming = units.find(({ id }) => id === Number(url.searchParams.get('rename')));
  return {
    title: m.people_units(),
    units,
    renaming,
    add: await superValidate(zod4(UnitName), { id: 'add' }),
    rename: await superValidate({ name: renaming?.name ?? '' }, zod4(UnitName), { id: 'rename' })
  };
};

export const actions: Actions = {
  add: (event) =>
    submit(event, UnitName, (data) => event.locals.run(addUnit, data), {
      id: 'add',
      done: () => ({ to: '/people/units', say: m.people_unit_added() })
    }),
  rename: (event) =>
    submit(
      event,
      UnitName,
      (data) => event.locals.run(renameUnit, { ...data, id: Number(event.url.searchParams.get('rename')) }),
      {
        id: 'rename',
        done: () => ({ to: '/people/units', say: m.people_saved() })
      }
    ),
  up: (event) => one(event, (id) => event.locals.run(moveUnit, { id, direction: 'up' })),
  down: (event) => one(event, (id) => event.locals.run(moveUnit, { id, direction: 'down' })),
  close: (event) => one(event, (id) => event.locals.run(closeUnit, { id }), m.people_unit_closed()),
  reopen: (event) => one(event, (id) => event.locals.run(reopenUnit, { id }), m.people_unit_reopened())
};

async function one(event: RequestEvent, work: (id: number) => Promise<void>, say?: string) {
  const id = Number((await event.request.formData()).get('id'));
  return act(event, () => work(id), say ? { to: '/people/units', say } : '/people/units');
}
