import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { paging, rowId, type Page } from '#lib/platform/input.ts';
import { attendanceOf, isThere, type Attendance, type AttendanceEvent } from './attendance.ts';
import { requireInvitation } from './check-in.server.ts';
import { attachmentsOf, type AttachmentRow } from './attachments.server.ts';
import { eventsOf, eventsOfPerson } from './roll.server.ts';
import { sessionFeedbackGiven, sessionOutcome, trainingSession } from './schema.server.ts';
import { ownOf } from './session-audience.server.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import type { SessionRow } from './session.server.ts';
import { sessionPhase, windowOf, type CheckInWindow, type SessionPhase, type SessionRules } from './session.ts';

/** A session as somebody invited sees it. */
export interface OwnSession extends Pick<
  SessionRow,
  | 'id'
  | 'title'
  | 'kind'
  | 'status'
  | 'place'
  | 'startsAt'
  | 'endsAt'
  | 'hours'
  | 'instructors'
  | 'programme'
  | 'quota'
  | 'checkOutRequired'
  | 'savedAt'
  | 'cancelledReason'
> {
  phase: SessionPhase;
  window: CheckInWindow;
  attendance: Attendance;
  /** Whether the hours are in the ledger; null until the session is closed. */
  credited: boolean | null;
}

/** The acting person's sessions that are not closed, soonest first. */
export const myOpenSessions = query('learning.my-open-sessions', {
  input: z.object({}),
  allow: holds('session.attend'),
  async run(ctx): Promise<OwnSession[]> {
    const open = await ctx.db
      .select()
      .from(trainingSession)
      .where(
        or(
          eq(trainingSession.status, 'announced'),
          and(
            eq(trainingSession.status, 'cancelled'),
            gt(trainingSession.endsAt, ctx.now),
            isNotNull(trainingSession.announcedAt)
          )
        )
      )
      .orderBy(asc(trainingSession.startsAt), asc(trainingSession.id));
    const own = await ownOf(ctx, open);
    const rules = await sessionRulesOn(ctx, ctx.today);
    const events = await eventsOfPerson(
      ctx,
      ctx.actor.cadreId ?? 0,
      own.map(({ id }) => id)
    );
    return own.map((session) => ownView(ctx, session, events.get(session.id) ?? [], rules));
  }
});

/** The acting person's closed sessions, newest first. */
export const myPastSessions = query('learning.my-past-sessions', {
  input: paging,
  allow: holds('session.attend'),
  async run(ctx, { page, pageSize }): Promise<Page<OwnSession>> {
    const mine = eq(sessionOutcome.cadreId, ctx.actor.cadreId ?? 0);
    const [total] = await ctx.db.select({ count: count() }).from(sessionOutcome).where(mine);
    const rows = await ctx.db
      .select({ session: trainingSession, outcome: sessionOutcome })
      .from(sessionOutcome)
      .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
      .where(mine)
      .orderBy(desc(trainingSession.startsAt), desc(trainingSession.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const rules = await sessionRulesOn(ctx, ctx.today);
    const events = await eventsOfPerson(
      ctx,
      ctx.actor.cadreId ?? 0,
      rows.map(({ session }) => session.id)
    );
    return {
      total: total!.count,
      rows: rows.map(({ session, outcome }) =>
        settled(ownView(ctx, session, events.get(session.id) ?? [], rules), outcome)
      )
    };
  }
});

export interface FoundOwnSession extends OwnSession {
  attachments: AttachmentRow[];
  mayGiveFeedback: boolean;
  /** A closed session they missed is made up for here. */
  makeUp: { id: number; title: string; startsAt: number } | null;
}

/** One session of the acting person. */
export const findMySession = query('learning.find-my-session', {
  input: z.object({ sessionId: rowId }),
  allow: holds('session.attend'),
  async run(ctx, { sessionId }): Promise<FoundOwnSession> {
    const { session, cadreId } = await requireInvitation(ctx, sessionId);
    const rules = await sessionRulesOn(ctx, dayOf(session.startsAt));
    const events = (await eventsOf(ctx, sessionId, cadreId)).get(cadreId) ?? [];
    const [outcome] = await ctx.db
      .select()
      .from(sessionOutcome)
      .where(and(eq(sessionOutcome.sessionId, sessionId), eq(sessionOutcome.cadreId, cadreId)));
    const own = settled(ownView(ctx, session, events, rules), outcome);
    const [given] = await ctx.db
      .select()
      .from(sessionFeedbackGiven)
      .where(and(eq(sessionFeedbackGiven.sessionId, sessionId), eq(sessionFeedbackGiven.cadreId, cadreId)));
    return {
      ...own,
      attachments: await attachmentsOf(ctx, sessionId),
      mayGiveFeedback: !given && mayGiveFeedback(own, ctx.now),
      makeUp: await makeUpOf(ctx, own)
    };
  }
});

/** Who was there says afterwards what it was like. */
export const mayGiveFeedback = (
  session: Pick<SessionRow, 'status' | 'endsAt'> & { attendance: Attendance },
  now: number
) =>
  isThere(session.attendance) &&
  (session.status === 'closed' || (session.status === 'announced' && now >= session.endsAt));

async function makeUpOf(ctx: Context, { id, attendance }: OwnSession) {
  if (attendance.state !== 'leave' && attendance.state !== 'absent') return null;
  const [found] = await ctx.db
    .select({ id: trainingSession.id, title: trainingSession.title, startsAt: trainingSession.startsAt })
    .from(trainingSession)
    .where(
      and(
        eq(trainingSession.makesUpForId, id),
        inArray(trainingSession.status, ['announced', 'closed']),
        isNull(trainingSession.cancelledAt)
      )
    )
    .orderBy(desc(trainingSession.startsAt))
    .limit(1);
  return found ?? null;
}

function ownView(ctx: Context, row: SessionRow, events: AttendanceEvent[], rules: SessionRules): OwnSession {
  const { id, title, kind, status, place, startsAt, endsAt, hours, instructors, programme, quota } = row;
  const { checkOutRequired, savedAt, cancelledReason } = row;
  return {
    ...{ id, title, kind, status, place, startsAt, endsAt, hours, instructors, programme, quota },
    ...{ checkOutRequired, savedAt, cancelledReason },
    phase: sessionPhase(row, rules, ctx.now),
    window: windowOf(row, rules),
    attendance: attendanceOf(events, row, rules),
    credited: null
  };
}

function settled(own: OwnSession, outcome: typeof sessionOutcome.$inferSelect | undefined): OwnSession {
  if (!outcome) return own;
  return { ...own, attendance: { ...own.attendance, state: outcome.state }, credited: outcome.credited };
}
