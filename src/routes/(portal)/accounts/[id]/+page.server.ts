import { error } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { disableAccount, enableAccount, endSessions, resetPassword, viewAccount } from '#lib/people/accounts.server.ts';
import { grantRole, listGrantableRoles, revokeRole } from '#lib/people/roles.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { allRoles, scopedRoles, type Role } from '#lib/platform/permissions.ts';
import { act, submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Grant = z.object({
  role: z.enum(allRoles),
  /** Empty: the whole town. */
  unit: z
    .string()
    .regex(/^\d{0,9}$/)
    .default('')
});

export const load: PageServerLoad = async ({ locals, params }) => {
  const id = idOf({ locals, params });
  const account = await locals.run(viewAccount, { id });
  const { actor } = locals;
  const grantable = await locals.run(listGrantableRoles, { accountId: id });
  return {
    title: account.displayName,
    account,
    grantable,
    scopable: grantable.filter((role) => scopedRoles.includes(role)),
    units: grantable.length ? await locals.run(listUnits, {}) : [],
    grant: await superValidate({ role: grantable[0] ?? 'officer' }, zod4(Grant), { id: 'grant', errors: false }),
    may: {
      openPerson: actor.may('cadres.view'),
      revoke: actor.may('roles.manage') && !account.own,
      nameFirst: grantable.length > 0 && !actor.may('roles.manage'),
      disable: actor.may('accounts.manage') && !account.own,
      reset: actor.may(account.resetBy) && !account.own,
      endSessions: actor.may('sessions.end') || actor.may('accounts.manage')
    }
  };
};

export const actions: Actions = {
  grant: (event) =>
    submit(
      event,
      Grant,
      ({ role, unit }) =>
        event.locals.run(grantRole, {
          accountId: idOf(event),
          role,
          unitId: unit && scopedRoles.includes(role) ? Number(unit) : null
        }),
      { id: 'grant', done: () => ({ to: here(event), say: m.people_role_granted() }) }
    ),
  revoke: async (event) => {
    const role = String((await event.request.formData()).get('role')) as Role;
    return act(event, () => event.locals.run(revokeRole, { accountId: idOf(event), role }), {
      to: here(event),
      say: m.people_role_revoked()
    });
  },
  disable: (event) =>
    act(event, () => event.locals.run(disableAccount, { accountId: idOf(event) }), {
      to: here(event),
      say: m.people_account_is_disabled()
    }),
  enable: (event) =>
    act(event, () => event.locals.run(enableAccount, { accountId: idOf(event) }), {
      to: here(event),
      say: m.people_account_is_enabled()
    }),
  sessions: (event) =>
    act(
      event,
      () => event.locals.run(endSessions, { accountId: idOf(event) }),
      (ended) => ({ to: here(event), say: m.people_sessions_ended({ count: ended }) })
    ),
  // The password is shown once, on this very answer: there is no page to go on to.
  reset: (event) => {
    const { house, actor, requestId, attempt } = event.locals;
    return submit(event, z.object({}), () => attempt(() => resetPassword(house, actor, idOf(event), requestId)), {
      id: 'reset'
    });
  }
};

const here = (event: RequestEvent) => event.url.pathname;

function idOf({ locals, params }: { locals: App.Locals; params: { id: string } }): number {
  if (/^[1-9]\d{0,8}$/.test(params.id)) return Number(params.id);
  error(404, { message: errorText('people.account-not-found', {}, locals.locale), code: 'people.account-not-found' });
}
