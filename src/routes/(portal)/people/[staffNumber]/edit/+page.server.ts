import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { editCadre, findCadre } from '#lib/people/cadres.server.ts';
import { CadreInput } from '#lib/people/cadre.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '../../../../require-allowed.server.ts';
import { submit } from '../../../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  await requireAllowed(locals, holds('roster.manage'));
  const person = await locals.run(findCadre, { staffNumber: params.staffNumber });
  const units = await locals.run(listUnits, { closed: true });
  return {
    title: m.people_edit_title({ name: person.name }),
    person: { name: person.name, staffNumber: person.staffNumber },
    form: await superValidate(person, zod4(CadreInput)),
    // A closed unit stays choosable for whoever is still in it.
    units: units.filter(({ id, closed }) => !closed || id === person.unitId)
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      CadreInput,
      async (data) => {
        const { id } = await event.locals.run(findCadre, { staffNumber: event.params.staffNumber });
        await event.locals.run(editCadre, { id, ...data });
      },
      { done: (_, { staffNumber }) => ({ to: `/people/${encodeURIComponent(staffNumber)}`, say: m.people_saved() }) }
    )
};
