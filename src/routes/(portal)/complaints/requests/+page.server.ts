import { m } from '#lib/i18n/paraglide/messages.js';
import { decideExtension, DecideExtension } from '#lib/complaints/clock.server.ts';
import { decideMark, DecideMark } from '#lib/complaints/mark.server.ts';
import { DecidePersonProposal, decidePersonProposal } from '#lib/complaints/person-proposal.server.ts';
import { listMissed } from '#lib/complaints/reminders.server.ts';
import { listRequests } from '#lib/complaints/requests.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.complaints_requests(),
  today: dayOf(locals.house.clock.now()),
  requests: await locals.run(listRequests, {}),
  missed: await locals.run(listMissed, {})
});

const done = () => ({ to: '/complaints/requests', say: m.complaints_request_decided() });

export const actions: Actions = {
  extension: (event) =>
    submit(event, DecideExtension, (data) => event.locals.run(decideExtension, data), { id: 'extension', done }),
  mark: (event) => submit(event, DecideMark, (data) => event.locals.run(decideMark, data), { id: 'mark', done }),
  proposal: (event) =>
    submit(event, DecidePersonProposal, (data) => event.locals.run(decidePersonProposal, data), {
      id: 'proposal',
      done
    })
};
