import { m } from '#lib/i18n/paraglide/messages.js';
import { calendarOf, feedHash, readFeed } from '#lib/learning/calendar.server.ts';
import { ICS } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** Somebody's sessions for their calendar program, which knows nothing but this address. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const sessions = await locals.run(readFeed, { tokenHash: feedHash(params.token) });
  const calendar = calendarOf(m.sessions_feed_name({}, { locale: locals.locale }), sessions, url.origin);
  return new Response(calendar, { headers: { 'content-type': ICS } });
};
