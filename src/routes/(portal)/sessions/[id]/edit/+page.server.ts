import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/learning/session-drafting.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { saveSessionForm, sessionFormPage } from '../../session-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  await requireAllowed(locals, holds('session.manage'));
  const session = await locals.run(findSession, { id: params.id });
  if (session.status !== 'draft' && session.status !== 'announced') redirect(303, `/sessions/${session.id}`);
  return { title: session.title, id: session.id, ...(await sessionFormPage(locals, session)) };
};

export const actions: Actions = { default: (event) => saveSessionForm(event, event.params.id) };
