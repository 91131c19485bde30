import { redirect, type RequestHandler } from '@sveltejs/kit';
import { endOwnSession } from '#lib/people/own-account.server.ts';
import { blankSessionCookie } from '#lib/people/sessions.server.ts';

export const POST: RequestHandler = async ({ locals, cookies, url }) => {
  if (locals.account) await locals.run(endOwnSession, { sessionId: locals.account.sessionId });
  cookies.delete(...blankSessionCookie(url));
  redirect(303, '/sign-in');
};
