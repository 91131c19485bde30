import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findGroup, SaveGroup, saveGroup } from '#lib/learning/groups.server.ts';
import { membersText } from '#lib/learning/groups.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NEW = 'new';
const Form = SaveGroup.omit({ id: true });

export const load: PageServerLoad = async ({ locals, params }) => {
  await requireAllowed(locals, holds('session.manage'));
  if (params.id === NEW) return { title: m.sessions_group_new(), form: await superValidate(zod4(Form)) };
  const { name, kind, members } = await locals.run(findGroup, { id: params.id });
  return { title: name, form: await superValidate({ name, kind, members: membersText(members) }, zod4(Form)) };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      Form,
      (form) => event.locals.run(saveGroup, { ...form, id: event.params.id === NEW ? undefined : event.params.id }),
      { done: () => ({ to: '/sessions/groups', say: m.sessions_saved() }) }
    )
};
