import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findVillage, saveVillage } from '#lib/outreach/village.server.ts';
import { voidVisit } from '#lib/outreach/visit.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { isDay, type Day } from '#lib/platform/clock.ts';
import { line, optionalLine } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NEW = 'new';
const Form = z.object({
  name: line(40),
  lawyer: optionalLine(40),
  closedOn: z
    .string()
    .trim()
    .refine((typed) => typed === '' || isDay(typed), 'input.day')
    .default('')
});
const Void = z.object({ visitId: z.number().int().min(1), reason: line(200) });

export const load: PageServerLoad = async ({ locals, params }) => {
  await requireAllowed(locals, holds('outreach.manage'));
  const voiding = await superValidate(zod4(Void), { id: 'void' });
  if (params.id === NEW)
    return {
      title: m.outreach_village_new(),
      village: undefined,
      voiding,
      form: await superValidate(zod4(Form), { id: 'village', errors: false })
    };
  const village = await locals.run(findVillage, { id: params.id });
  const { name, lawyer, closedOn } = village;
  return {
    title: name,
    village,
    voiding,
    form: await superValidate({ name, lawyer, closedOn: closedOn ?? '' }, zod4(Form), { id: 'village' })
  };
};

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      Form,
      ({ closedOn, ...form }) =>
        event.locals.run(saveVillage, {
          ...form,
          closedOn: closedOn === '' ? null : (closedOn as Day),
          id: event.params.id === NEW ? undefined : event.params.id
        }),
      { id: 'village', done: ({ id }) => ({ to: `/outreach/villages/${id}`, say: m.outreach_kept_now() }) }
    ),
  void: (event) =>
    submit(
      event,
      Void,
      ({ visitId, reason }) => event.locals.run(voidVisit, { villageId: event.params.id, id: visitId, reason }),
      {
        id: 'void',
        done: () => ({ to: `/outreach/villages/${event.params.id}`, say: m.outreach_visit_voided_now() })
      }
    )
};
