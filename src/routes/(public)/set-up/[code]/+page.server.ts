import { error } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { nameInput, staffNumberInput } from '#lib/people/cadre.ts';
import { withoutSecrets } from '#lib/people/secrets.ts';
import { deviceWords } from '#lib/people/session-rules.ts';
import { sessionCookie } from '#lib/people/sessions.server.ts';
import { isSetupCodeGood, setUp } from '#lib/people/setup.server.ts';
import { submit } from '../../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const SetUp = z
  .object({
    login: staffNumberInput,
    displayName: nameInput,
    password: z.string().min(1).max(256),
    repeat: z.string().max(256)
  })
  .refine(({ password, repeat }) => password === repeat, { path: ['repeat'], error: 'people.password-differs' });

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!(await locals.run(isSetupCodeGood, { code: params.code }))) {
    error(404, { message: errorText('people.setup-link-void', {}, locals.locale), code: 'people.setup-link-void' });
  }
  return { title: m.people_set_up(), form: await superValidate(zod4(SetUp)) };
};

export const actions: Actions = {
  default: async (event) => {
    const { house, requestId, attempt } = event.locals;
    const device = deviceWords(event.request.headers.get('user-agent'));
    const result = await submit(
      event,
      SetUp,
      async ({ login, displayName, password }) => {
        const token = await attempt(() =>
          setUp(house, { login, displayName, password, device, code: event.params.code }, requestId)
        );
        event.cookies.set(...sessionCookie(token, event.url));
      },
      { done: () => ({ to: '/people/import', say: m.people_set_up_done() }) }
    );
    return withoutSecrets(result, 'password', 'repeat');
  }
};
