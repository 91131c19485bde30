import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  DeclareRelation,
  declareRelation,
  listOwnRelations,
  WithdrawRelation,
  withdrawRelation
} from '#lib/people/relations.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.people_relations(),
  relations: await locals.run(listOwnRelations, {}),
  form: await superValidate({ kind: 'blood-relative' } as never, zod4(DeclareRelation), {
    errors: false,
    id: 'declare'
  })
});

export const actions: Actions = {
  declare: (event) =>
    submit(event, DeclareRelation, (data) => event.locals.run(declareRelation, data), {
      id: 'declare',
      done: () => ({ to: event.url.pathname, say: m.people_relation_declared() })
    }),
  withdraw: (event) =>
    submit(event, WithdrawRelation, (data) => event.locals.run(withdrawRelation, data), {
      id: 'withdraw',
      done: () => ({ to: event.url.pathname, say: m.people_relation_withdrawn() })
    })
};
