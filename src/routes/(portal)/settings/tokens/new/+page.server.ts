import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { makeToken, MakeToken } from '#lib/exchange/tokens.server.ts';
import { LONGEST, USUAL } from '#lib/exchange/token.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { holds } from '#lib/platform/actor.ts';
import { addDays, dayOf } from '#lib/platform/clock.ts';
import { scopes } from '#lib/platform/permissions.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('tokens.manage'));
  const today = dayOf(locals.house.clock.now());
  const blank = { name: '', purpose: '', scopes: [], expiresOn: addDays(today, USUAL) };
  return {
    title: m.exchange_new_title(),
    scopes,
    earliest: addDays(today, 1),
    latest: addDays(today, LONGEST),
    form: await superValidate(blank, zod4(MakeToken), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) => submit(event, MakeToken, (data) => event.locals.run(makeToken, data))
};
