import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { createAccount } from '#lib/people/accounts.server.ts';
import { hasLeft } from '#lib/people/cadre.ts';
import { findCadre, markLeft, markReturned } from '#lib/people/cadres.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { dayInput } from '#lib/platform/input.ts';
import { act, submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Leave = z.object({ leftOn: dayInput });

export const load: PageServerLoad = async ({ locals, params }) => {
  const person = await locals.run(findCadre, { staffNumber: params.staffNumber });
  const today = dayOf(locals.house.clock.now());
  return {
    title: person.name,
    person,
    left: hasLeft(person, today),
    leave: await superValidate({ leftOn: today }, zod4(Leave)),
    maySeeAccount: locals.actor.may('accounts.manage') || locals.actor.may('accounts.view'),
    mayMakeAccount: locals.actor.may('accounts.manage') && person.accountId === null && !hasLeft(person, today),
    maySeeRoster: locals.actor.may('cadres.view')
  };
};

export const actions: Actions = {
  leave: (event) =>
    submit(event, Leave, async ({ leftOn }) => event.locals.run(markLeft, { id: await idOf(event), leftOn }), {
      done: () => ({ to: event.url.pathname, say: m.people_left_noted() })
    }),
  return: (event) =>
    act(event, async () => event.locals.run(markReturned, { id: await idOf(event) }), {
      to: event.url.pathname,
      say: m.people_returned()
    }),
  // The initial password is shown once, on this very answer: there is no page to go on to.
  account: (event) =>
    submit(
      event,
      z.object({}),
      async () => {
        const { house, actor, requestId, attempt } = event.locals;
        const cadreId = await idOf(event);
        return attempt(() => createAccount(house, actor, { cadreId }, requestId));
      },
      { id: 'account' }
    )
};

const idOf = async ({ locals, params }: RequestEvent) =>
  (await locals.run(findCadre, { staffNumber: params.staffNumber })).id;
