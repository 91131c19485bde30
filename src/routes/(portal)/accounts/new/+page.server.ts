import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { createNamedAccount } from '#lib/people/accounts.server.ts';
import { nameInput, staffNumberInput } from '#lib/people/cadre.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '../../../require-allowed.server.ts';
import { submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NewAccount = z.object({ login: staffNumberInput, displayName: nameInput });

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('accounts.manage'));
  return { title: m.people_account_new(), form: await superValidate(zod4(NewAccount)) };
};

export const actions: Actions = {
  default: (event) => {
    const { house, actor, requestId, attempt } = event.locals;
    return submit(event, NewAccount, (data) => attempt(() => createNamedAccount(house, actor, data, requestId)));
  }
};
