import { m } from '#lib/i18n/paraglide/messages.js';
import { newSession } from '#lib/learning/session-drafting.server.ts';
import { saveSessionForm, sessionFormPage } from '../session-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const [from, makesUpFor] = [url.searchParams.get('from'), url.searchParams.get('makesUpFor')];
  const session = await locals.run(newSession, { ...(from && { from }), ...(makesUpFor && { makesUpFor }) });
  // A topic that practice shows to be weak gives the session its name.
  const title = url.searchParams.get('title')?.slice(0, 100) || session.title;
  return { title: m.sessions_new(), ...(await sessionFormPage(locals, { ...session, title })) };
};

export const actions: Actions = { default: (event) => saveSessionForm(event) };
