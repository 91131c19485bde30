import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { candidatesByNumber } from '#lib/assessment/exam-drafting.server.ts';
import { LastingForm } from '#lib/assessment/extra-time-form.ts';
import { endLastingExtraTime, grantLastingExtraTime, listLastingExtraTime } from '#lib/assessment/extra-time.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const End = z.object({ id: z.coerce.number().int() });

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.assessment_lasting_extra_time(),
  granted: await locals.run(listLastingExtraTime, {}),
  form: await superValidate(zod4(LastingForm))
});

export const actions: Actions = {
  grant: (event) =>
    submit(
      event,
      LastingForm,
      async ({ number, factor, reason }) => {
        const [cadreId] = await event.locals.run(candidatesByNumber, { numbers: [number], field: 'number' });
        return event.locals.run(grantLastingExtraTime, { cadreId: cadreId!, factor: Number(factor), reason });
      },
      { done: () => ({ to: event.url.pathname, say: m.assessment_extra_time_added() }) }
    ),
  end: async (event) => {
    const { id } = End.catch({ id: 0 }).parse(Object.fromEntries(await event.request.formData()));
    return act(event, () => event.locals.run(endLastingExtraTime, { id }), {
      to: event.url.pathname,
      say: m.assessment_extra_time_ended()
    });
  }
};
