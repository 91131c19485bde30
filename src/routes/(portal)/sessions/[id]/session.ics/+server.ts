import { calendarOf } from '#lib/learning/calendar.server.ts';
import { findMySession } from '#lib/learning/my-sessions.server.ts';
import { findSession } from '#lib/learning/session-drafting.server.ts';
import { seesSessions } from '#lib/learning/session.server.ts';
import { download, ICS } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** One session for somebody's own calendar. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const session = seesSessions(locals.actor)
    ? await locals.run(findSession, { id: params.id })
    : await locals.run(findMySession, { sessionId: params.id });
  return download(`${session.title}.ics`, calendarOf(session.title, [session], url.origin), ICS);
};
