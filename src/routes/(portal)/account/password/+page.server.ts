import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { changePassword } from '#lib/people/own-account.server.ts';
import { withoutSecrets } from '#lib/people/secrets.ts';
import { deviceWords } from '#lib/people/session-rules.ts';
import { sessionCookie } from '#lib/people/sessions.server.ts';
import { submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const ChangePassword = z
  .object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256), repeat: z.string().max(256) })
  .refine(({ next, repeat }) => next === repeat, { path: ['repeat'], error: 'people.password-differs' });

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.people_password_change(),
  login: locals.account!.login,
  forced: locals.account!.mustChangePassword,
  form: await superValidate(zod4(ChangePassword))
});

export const actions: Actions = {
  default: async (event) => {
    const { house, actor, account, requestId, attempt } = event.locals;
    const device = deviceWords(event.request.headers.get('user-agent'));
    const result = await submit(
      event,
      ChangePassword,
      async ({ current, next }) => {
        const token = await attempt(() => changePassword(house, actor, { current, next, device }, requestId));
        event.cookies.set(...sessionCookie(token, event.url));
      },
      { done: () => ({ to: account!.mustChangePassword ? '/' : '/account', say: m.people_password_changed() }) }
    );
    return withoutSecrets(result, 'current', 'next', 'repeat');
  }
};
