import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { catalogueForPlan } from '#lib/mentoring/catalogue.server.ts';
import { listCandidates, listPeople } from '#lib/mentoring/match.server.ts';
import { proposePairing, ProposePairing } from '#lib/mentoring/pairing.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Asked = z.object({ mentee: rowId.optional() });
/** As the form sends it: every choice is a text, empty until it is made. */
const chosen = z.number().int().min(1, 'input.required');
const Form = ProposePairing.extend({
  mentorId: chosen,
  menteeId: chosen,
  teamLeaderId: chosen,
  leaderId: chosen,
  startsOn: line(10),
  taskKeys: z.array(line(40)).min(1, 'mentoring.plan-empty').max(100)
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const people = await locals.run(listPeople, {});
  const { mentee } = readQuery(url, Asked);
  const today = dayOf(locals.house.clock.now());
  const catalogue = await locals.run(catalogueForPlan, {});
  const known = people.find(({ cadreId }) => cadreId === mentee);
  const start = { menteeId: known?.cadreId ?? 0, startsOn: today };
  return {
    title: m.mentoring_new(),
    people,
    mentee: known,
    catalogue,
    candidates: known ? await locals.run(listCandidates, { menteeId: known.cadreId, on: today }) : [],
    form: await superValidate(start, zod4(Form), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      Form,
      (data) =>
        event.locals.run(proposePairing, { ...data, startsOn: data.startsOn as `${number}-${number}-${number}` }),
      {
        done: ({ id }) => ({ to: `/mentoring/${id}`, say: m.mentoring_proposed_now() })
      }
    )
};
