import { listHandlers } from '#lib/complaints/assignment.server.ts';
import { showCase } from '#lib/complaints/desk.server.ts';
import { LookAtIdentity, lookAtIdentity } from '#lib/complaints/identity.server.ts';
import { remedyChoices } from '#lib/complaints/remedy-choice.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { submit } from '#routes/submit.server.ts';
import { caseActions, caseId } from './actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const complaintId = caseId(params.id);
  const shown = await locals.run(showCase, { complaintId });
  const today = dayOf(locals.house.clock.now());
  return {
    title: shown.number,
    wide: true,
    today,
    shown,
    handlers: shown.over ? [] : await locals.run(listHandlers, { complaintId }),
    choices: shown.mine && !shown.over ? await locals.run(remedyChoices, { complaintId }) : [],
    followUpDays: (await settingsOn(locals.house.store.read, today))['complaint.follow-up']
  };
};

export const actions: Actions = {
  ...caseActions,
  // The identity is in the answer to this one request; no address leads to it again.
  look: (event) => submit(event, LookAtIdentity, (data) => event.locals.run(lookAtIdentity, data), { id: 'look' })
};
