import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findDate, removeDate, saveDate } from '#lib/outreach/date.server.ts';
import { dateCertainties } from '#lib/outreach/duty-date.ts';
import { holds } from '#lib/platform/actor.ts';
import { line, optionalLine } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NEW = 'new';
const Form = z.object({
  name: line(40),
  fromDay: line(6),
  /** Empty: the same day. */
  toDay: optionalLine(6),
  theme: line(60),
  source: line(120),
  certainty: z.enum(dateCertainties).default('choice')
});

export const load: PageServerLoad = async ({ locals, params }) => {
  await requireAllowed(locals, holds('outreach.manage'));
  if (params.id === NEW)
    return { title: m.outreach_date_new(), isNew: true, form: await superValidate(zod4(Form), { errors: false }) };
  const date = await locals.run(findDate, { id: params.id });
  const toDay = date.toDay === date.fromDay ? '' : date.toDay;
  return { title: date.name, isNew: false, form: await superValidate({ ...date, toDay }, zod4(Form)) };
};

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      Form,
      (form) =>
        event.locals.run(saveDate, {
          ...form,
          // People write 4-15 as readily as 04-15.
          fromDay: padded(form.fromDay),
          toDay: padded(form.toDay || form.fromDay),
          id: event.params.id === NEW ? undefined : event.params.id
        }),
      { done: () => ({ to: '/outreach/calendar', say: m.outreach_kept_now() }) }
    ),
  remove: (event) =>
    act(event, () => event.locals.run(removeDate, { id: event.params.id }), {
      to: '/outreach/calendar',
      say: m.outreach_date_removed_now()
    })
};

const padded = (typed: string) =>
  typed
    .split(/[-./月]/)
    .map((part) => part.replace('日', '').trim().padStart(2, '0'))
    .join('-');
