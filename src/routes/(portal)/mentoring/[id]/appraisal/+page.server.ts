import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { assessPairing, findAppraisal, giveOpinion } from '#lib/mentoring/completion.server.ts';
import { results } from '#lib/mentoring/pairing.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { dayInput, line, prose } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const score = z.number().int().min(0).max(100);
const Assess = z.object({
  assessor: line(20),
  fieldScore: score,
  fileScore: score,
  remark: prose(600),
  assessedOn: dayInput
});
const Opinion = z.object({
  text: line(500),
  result: z.enum(['', ...results]).default(''),
  months: z.number().int().min(1).max(12).default(3)
});

export const load: PageServerLoad = async ({ locals, params }) => {
  const appraisal = await locals.run(findAppraisal, { pairingId: params.id });
  const today = dayOf(locals.house.clock.now());
  return {
    title: m.mentoring_appraisal(),
    appraisal,
    assess: await superValidate({ assessedOn: today }, zod4(Assess), { id: 'assess', errors: false }),
    opinion: await superValidate({ months: appraisal.extension }, zod4(Opinion), { id: 'opinion', errors: false })
  };
};

export const actions: Actions = {
  assess: (event) =>
    submit(event, Assess, (data) => event.locals.run(assessPairing, { pairingId: event.params.id, ...data }), {
      id: 'assess',
      done: () => ({ to: `/mentoring/${event.params.id}/appraisal`, say: m.mentoring_assessed_now() })
    }),
  opinion: (event) =>
    submit(
      event,
      Opinion,
      ({ text, result, months }) =>
        event.locals.run(giveOpinion, {
          ...{ pairingId: event.params.id, text },
          result: result || null,
          months: result === 'extended' ? months : null
        }),
      {
        id: 'opinion',
        done: () => ({ to: `/mentoring/${event.params.id}/appraisal`, say: m.mentoring_opinion_now() })
      }
    )
};
