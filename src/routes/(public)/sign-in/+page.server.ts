import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { withoutSecrets } from '#lib/people/secrets.ts';
import { deviceWords } from '#lib/people/session-rules.ts';
import { sessionCookie, sessionCookieName } from '#lib/people/sessions.server.ts';
import { needsSetup } from '#lib/people/setup.server.ts';
import { demoPeople, signIn, signInDemo, type SignedIn } from '#lib/people/sign-in.server.ts';
import { ownPath } from '../../own-path.ts';
import { act, submit } from '../../submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SignIn = z.object({ login: z.string().trim().min(1).max(64), password: z.string().min(1).max(256) });

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.account) redirect(303, ownPath(url.searchParams.get('next')));
  return {
    title: m.people_sign_in(),
    form: await superValidate(zod4(SignIn)),
    needsSetup: await locals.run(needsSetup, {}),
    demo: await locals.attempt(() => demoPeople(locals.house, locals.demo))
  };
};

export const actions: Actions = {
  enter: async (event) => {
    const { house, requestId } = event.locals;
    const result = await submit(
      event,
      SignIn,
      (data) =>
        event.locals.attempt(async () => enter(event, await signIn(house, { ...data, ...deviceOf(event) }, requestId))),
      { done: (to) => to }
    );
    return withoutSecrets(result, 'password');
  },
  demo: async (event) => {
    const { house, demo, attempt } = event.locals;
    const login = String((await event.request.formData()).get('login') ?? '');
    return act(
      event,
      () => attempt(async () => enter(event, await signInDemo(house, demo, { login, ...deviceOf(event) }))),
      (to) => to
    );
  }
};

function deviceOf({ request, cookies, url }: RequestEvent) {
  return { device: deviceWords(request.headers.get('user-agent')), previousToken: cookies.get(sessionCookieName(url)) };
}

/** Keeps the token in the browser. @returns where to go. */
function enter({ cookies, url }: RequestEvent, { token, mustChangePassword }: SignedIn): string {
  cookies.set(...sessionCookie(token, url));
  return mustChangePassword ? '/account/password' : ownPath(url.searchParams.get('next'));
}
