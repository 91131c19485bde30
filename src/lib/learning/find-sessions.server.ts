/** How training sessions are found: their keys, and their part in the search everywhere. */
import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import { ownPerson } from '#lib/people/people-of.server.ts';
import { onlySystem } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { finding, holdsEveryWord } from '#lib/platform/finding.server.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import { attendanceEvent, trainingSession } from './schema.server.ts';
import { isInvited } from './session-audience.server.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { seesSessions, type SessionRow } from './session.server.ts';
import { sessionPhase, type SessionPhase } from './session.ts';

export interface SessionFound extends Pick<SessionRow, 'id' | 'title' | 'place' | 'status' | 'startsAt'> {
  phase: SessionPhase;
}

/** Of one's own sessions so many that hold the words are looked through, newest first. */
const LOOKED_THROUGH = 100;

/** Sessions by the words of title and place or their pinyin, newest first: all of them, or those one is invited to. */
export const findSessions = query('learning.find-sessions', {
  input: finding,
  allow: (actor) => seesSessions(actor) || actor.may('session.attend'),
  async run(ctx, { q, most }): Promise<SessionFound[]> {
    const matching = holdsEveryWord(q, trainingSession.searchKey);
    const rows = seesSessions(ctx.actor)
      ? await newest(ctx, matching, most)
      : await ownAmong(ctx, await newest(ctx, and(matching, ne(trainingSession.status, 'draft')), LOOKED_THROUGH));
    const rules = await sessionRulesOn(ctx, ctx.today);
    return rows.slice(0, most).map((row) => {
      const { id, title, place, status, startsAt } = row;
      return { id, title, place, status, startsAt, phase: sessionPhase(row, rules, ctx.now) };
    });
  }
});

const newest = (ctx: Context, which: ReturnType<typeof and>, most: number) =>
  ctx.db
    .select()
    .from(trainingSession)
    .where(which)
    .orderBy(desc(trainingSession.startsAt), desc(trainingSession.id))
    .limit(most);

/** The same rule by which a session's page opens: invited, or on its roll already. */
async function ownAmong(ctx: Context, sessions: readonly SessionRow[]): Promise<SessionRow[]> {
  const person = await ownPerson(ctx);
  if (!person || !sessions.length) return [];
  const rows = await ctx.db
    .selectDistinct({ id: attendanceEvent.sessionId })
    .from(attendanceEvent)
    .where(
      and(
        eq(attendanceEvent.cadreId, person.cadreId),
        inArray(
          attendanceEvent.sessionId,
          sessions.map(({ id }) => id)
        )
      )
    );
  const onRoll = new Set(rows.map(({ id }) => id));
  const own: SessionRow[] = [];
  for (const session of sessions)
    if (onRoll.has(session.id) || (await isInvited(ctx, person, session))) own.push(session);
  return own;
}

/** Gives sessions written before there were keys theirs; run at the start. */
export const fillSessionKeys = command('learning.fill-search-keys', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rows = await ctx.db
      .select({ id: trainingSession.id, title: trainingSession.title, place: trainingSession.place })
      .from(trainingSession)
      .where(eq(trainingSession.searchKey, ''));
    for (const { id, title, place } of rows)
      await ctx.db
        .update(trainingSession)
        .set({ searchKey: searchKey(title, place) })
        .where(eq(trainingSession.id, id));
    return rows.length;
  },
  trace: (_, count) => (count ? { subject: 'training-session', id: null, detail: { count } } : undefined)
});
