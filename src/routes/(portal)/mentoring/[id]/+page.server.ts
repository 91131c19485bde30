import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { listCandidates } from '#lib/mentoring/match.server.ts';
import { findPairing } from '#lib/mentoring/view.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { recordKeys } from '../record-keys.server.ts';
import { Change, Decline, End, Extend, pairingActions } from './actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const pairing = await locals.run(findPairing, { pairingId: params.id });
  const today = dayOf(locals.house.clock.now());
  const changes = pairing.mayManage && (pairing.status === 'active' || pairing.status === 'proposed');
  return {
    title: pairing.code,
    wide: true,
    pairing,
    today,
    keys: pairing.running && pairing.hand ? recordKeys(pairing.plan) : undefined,
    candidates: changes
      ? await locals.run(listCandidates, { menteeId: pairing.menteeId, on: today, except: pairing.id })
      : [],
    changes,
    change: await superValidate(zod4(Change), { id: 'change' }),
    extend: await superValidate({ months: pairing.extension, reason: '' }, zod4(Extend), {
      id: 'extend',
      errors: false
    }),
    end: await superValidate(zod4(End), { id: 'end' }),
    decline: await superValidate(zod4(Decline), { id: 'decline' })
  };
};

export const actions: Actions = pairingActions;
