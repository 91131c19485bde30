import { m } from '#lib/i18n/paraglide/messages.js';
import { showCase } from '#lib/complaints/desk.server.ts';
import { LookAtIdentity, lookAtIdentity } from '#lib/complaints/identity.server.ts';
import { submit } from '#routes/submit.server.ts';
import { caseId } from '../actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The whole file on paper. Without a recorded look the complainant stays veiled on it. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const shown = await locals.run(showCase, { complaintId: caseId(params.id) });
  return { title: m.complaints_print_of({ number: shown.number }), shown, now: locals.house.clock.now() };
};

export const actions: Actions = {
  look: (event) => submit(event, LookAtIdentity, (data) => event.locals.run(lookAtIdentity, data), { id: 'look' })
};
