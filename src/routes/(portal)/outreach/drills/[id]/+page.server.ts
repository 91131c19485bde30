import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findDrill, voidDrill } from '#lib/outreach/drill.server.ts';
import { line } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Reason = z.object({ reason: line(200) });

export const load: PageServerLoad = async ({ locals, params }) => {
  const drill = await locals.run(findDrill, { id: params.id });
  return { title: drill.title, drill, voiding: await superValidate(zod4(Reason)) };
};

export const actions: Actions = {
  void: (event) =>
    submit(event, Reason, ({ reason }) => event.locals.run(voidDrill, { id: event.params.id, reason }), {
      done: () => ({ to: `/outreach/drills/${event.params.id}`, say: m.outreach_drill_voided_now() })
    })
};
