import { m } from '#lib/i18n/paraglide/messages.js';
import { endAllOwnSessions, endOwnSession, listOwnSessions, viewOwnAccount } from '#lib/people/own-account.server.ts';
import { blankSessionCookie } from '#lib/people/sessions.server.ts';
import { act } from '../../submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.app_my_account(),
  own: await locals.run(viewOwnAccount, {}),
  sessions: await locals.run(listOwnSessions, { current: locals.account!.sessionId })
});

export const actions: Actions = {
  end: async (event) => {
    const sessionId = String((await event.request.formData()).get('sessionId') ?? '');
    return act(event, () => event.locals.run(endOwnSession, { sessionId }), {
      to: '/account',
      say: m.people_session_ended()
    });
  },
  endAll: (event) =>
    act(
      event,
      async () => {
        await event.locals.run(endAllOwnSessions, {});
        event.cookies.delete(...blankSessionCookie(event.url));
      },
      '/sign-in'
    )
};
