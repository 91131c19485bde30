import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { addCadre } from '#lib/people/cadres.server.ts';
import { CadreInput } from '#lib/people/cadre.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '../../../require-allowed.server.ts';
import { submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('roster.manage'));
  const form = await superValidate(zod4(CadreInput));
  return {
    title: m.people_add(),
    form: { ...form, data: { ...form.data, enforcementPost: true } },
    units: await locals.run(listUnits, {})
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, CadreInput, (data) => event.locals.run(addCadre, data), {
      done: (_, { staffNumber }) => ({ to: `/people/${encodeURIComponent(staffNumber)}`, say: m.people_added() })
    })
};
