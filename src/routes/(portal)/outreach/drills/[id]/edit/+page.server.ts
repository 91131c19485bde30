import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findDrill, saveDrill } from '#lib/outreach/drill.server.ts';
import { drillKinds } from '#lib/outreach/drill.ts';
import { listTeams } from '#lib/outreach/team.server.ts';
import { dayOf, isDay } from '#lib/platform/clock.ts';
import { line, prose } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NEW = 'new';
const Form = z.object({
  /** As the choice sends it: 0 until one is made. */
  teamId: z.number().int().min(1, 'input.required'),
  kind: z.enum(drillKinds).default('drill'),
  title: line(60),
  heldOn: line(10).refine(isDay, 'input.day'),
  place: line(40),
  attended: z.number().int().min(1, 'input.required').max(5000),
  minutes: z.number().int().min(1).max(1440).default(90),
  practised: prose(2000).pipe(z.string().min(1)),
  lessons: prose(2000)
});

export const load: PageServerLoad = async ({ locals, params }) => {
  const teams = (await locals.run(listTeams, {})).map(({ id, name, people }) => ({ id, name, people }));
  const isNew = params.id === NEW;
  const drill = isNew ? undefined : await locals.run(findDrill, { id: params.id });
  const start = drill ?? {
    teamId: teams.length === 1 ? teams[0]!.id : 0,
    heldOn: dayOf(locals.house.clock.now())
  };
  return {
    title: isNew ? m.outreach_drill_new() : m.outreach_edit(),
    teams,
    drill: drill ? { id: drill.id, title: drill.title } : undefined,
    form: await superValidate(start, zod4(Form), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      Form,
      (form) => event.locals.run(saveDrill, { ...form, id: event.params.id === NEW ? undefined : event.params.id }),
      { done: ({ id }) => ({ to: `/outreach/drills/${id}`, say: m.outreach_kept_now() }) }
    )
};
