import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listVillages } from '#lib/outreach/village.server.ts';
import { recordVisit } from '#lib/outreach/visit.server.ts';
import { dayOf, isDay } from '#lib/platform/clock.ts';
import { line, prose } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Form = z.object({
  /** As the choice sends it: 0 until one is made. */
  villageId: z.number().int().min(1, 'input.required'),
  visitedOn: line(10).refine(isDay, 'input.day'),
  lawyer: line(40),
  done: prose(500).pipe(z.string().min(1)),
  minutes: z.number().int().min(1).max(600).default(60)
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const { rows } = await locals.run(listVillages, { pageSize: 200, sort: 'name' });
  const villages = rows.filter(({ closedOn }) => closedOn === null);
  const asked = villages.find(({ id }) => String(id) === url.searchParams.get('village'));
  const start = {
    villageId: asked?.id ?? 0,
    visitedOn: dayOf(locals.house.clock.now()),
    lawyer: asked?.lawyer ?? ''
  };
  return {
    title: m.outreach_visit_new(),
    villages: villages.map(({ id, name, lawyer, owed }) => ({ id, name, lawyer, owed })),
    form: await superValidate(start, zod4(Form), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, Form, (form) => event.locals.run(recordVisit, form), {
      done: (_, { villageId }) => ({ to: `/outreach/villages/${villageId}`, say: m.outreach_visit_recorded_now() })
    })
};
