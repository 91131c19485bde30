/** What can be done on the page of a pairing: by its sides, and by those who make pairings. */
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { advancePhase, changeMentor, endPairing, extendPairing } from '#lib/mentoring/change.server.ts';
import { acceptAgreement, declineAgreement } from '#lib/mentoring/pairing.server.ts';
import { openRecord } from '#lib/mentoring/record.server.ts';
import { line } from '#lib/platform/input.ts';
import { act, submit } from '#routes/submit.server.ts';

export const Change = z.object({ mentorId: z.number().int().min(1), reason: line(300), attested: z.boolean() });
export const Extend = z.object({ months: z.number().int().min(1).max(12), reason: line(300) });
export const End = z.object({ reason: line(300) });
export const Decline = z.object({ reason: line(200) });

type Event = RequestEvent<{ id: string }>;
const here = ({ params }: Event, say: string) => ({ to: `/mentoring/${params.id}`, say });
const pairingId = ({ params }: Event) => params.id;

export const pairingActions = {
  open: async (event: Event) => {
    const form = await event.request.formData();
    const input = { taskKey: String(form.get('taskKey')), key: String(form.get('key')), pairingId: pairingId(event) };
    return act(
      event,
      () => event.locals.run(openRecord, input),
      ({ id }) => `/mentoring/${pairingId(event)}/records/${id}`
    );
  },
  accept: async (event: Event) => {
    const unrelated = (await event.request.formData()).get('unrelated') === 'on';
    return act(
      event,
      () => event.locals.run(acceptAgreement, { pairingId: pairingId(event), unrelated }),
      ({ runs }) => here(event, runs ? m.mentoring_runs_now() : m.mentoring_accepted_now())
    );
  },
  decline: (event: Event) =>
    submit(
      event,
      Decline,
      ({ reason }) => event.locals.run(declineAgreement, { pairingId: pairingId(event), reason }),
      {
        id: 'decline',
        done: () => here(event, m.mentoring_declined_now())
      }
    ),
  phase: (event: Event) =>
    act(
      event,
      () => event.locals.run(advancePhase, { pairingId: pairingId(event) }),
      here(event, m.mentoring_phase_now())
    ),
  change: (event: Event) =>
    submit(event, Change, (data) => event.locals.run(changeMentor, { pairingId: pairingId(event), ...data }), {
      id: 'change',
      done: () => here(event, m.mentoring_changed_now())
    }),
  extend: (event: Event) =>
    submit(event, Extend, (data) => event.locals.run(extendPairing, { pairingId: pairingId(event), ...data }), {
      id: 'extend',
      done: () => here(event, m.mentoring_extended_now())
    }),
  end: (event: Event) =>
    submit(event, End, ({ reason }) => event.locals.run(endPairing, { pairingId: pairingId(event), reason }), {
      id: 'end',
      done: () => here(event, m.mentoring_ended_now())
    })
};
