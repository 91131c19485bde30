import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { DeclareForm, declareOwnCheck, ownCheck } from '#lib/certification/yearly-check.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const own = await locals.run(ownCheck, {});
  return {
    title: m.register_declare_title(),
    own,
    form: await superValidate(
      (own?.declaration ?? { onPost: true, cardInOrder: true, enforced: true }) as never,
      zod4(DeclareForm),
      { errors: false }
    )
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, DeclareForm, (data) => event.locals.run(declareOwnCheck, data), {
      done: () => ({ to: '/yearly-check', say: m.register_declare_saved() })
    })
};
