import { and, count, countDistinct, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { query, type Context } from '#lib/platform/door.server.ts';
import { attendanceEvent, groupAttendance, sessionOutcome, trainingSession } from './schema.server.ts';
import { seesSessions, within } from './session.server.ts';
import { sessionKinds, type SessionKind } from './session.ts';

export interface SessionFigures {
  year: number;
  /** 场次, 人次 and 人数 are three different things. */
  sessions: number;
  personTimes: number;
  people: number;
  /** Attendance of those invited, in per cent; null when nobody was invited. */
  attendance: number | null;
  byKind: { kind: SessionKind; sessions: number; personTimes: number }[];
  /** People of other audiences, as counted on signed sheets. */
  othersTimes: number;
}

/** What the yearly report says of the sessions held (closed) in a year. */
export const sessionFigures = query('learning.session-figures', {
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  allow: (actor) => seesSessions(actor) || actor.may('figures.view'),
  async run(ctx, { year }): Promise<SessionFigures> {
    const held = and(eq(trainingSession.status, 'closed'), within(year));
    const there = inArray(sessionOutcome.state, ['present', 'late']);
    const sessions = await ctx.db
      .select({ kind: trainingSession.kind, sessions: count() })
      .from(trainingSession)
      .where(held)
      .groupBy(trainingSession.kind);
    const attended = await ctx.db
      .select({ kind: trainingSession.kind, personTimes: count() })
      .from(sessionOutcome)
      .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
      .where(and(held, there))
      .groupBy(trainingSession.kind);
    const [people] = await ctx.db
      .select({ people: countDistinct(sessionOutcome.cadreId) })
      .from(sessionOutcome)
      .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
      .where(and(held, there));
    const [invited] = await ctx.db
      .select({ count: count() })
      .from(sessionOutcome)
      .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
      .where(held);
    const [others] = await ctx.db
      .select({ headcount: sql<number>`coalesce(sum(${groupAttendance.headcount}), 0)`.mapWith(Number) })
      .from(groupAttendance)
      .innerJoin(trainingSession, eq(trainingSession.id, groupAttendance.sessionId))
      .where(held);
    const byKind = sessionKinds.flatMap((kind) => {
      const row = sessions.find((other) => other.kind === kind);
      const personTimes = attended.find((other) => other.kind === kind)?.personTimes ?? 0;
      return row ? [{ kind, sessions: row.sessions, personTimes }] : [];
    });
    const personTimes = byKind.reduce((sum, row) => sum + row.personTimes, 0);
    return {
      year,
      sessions: byKind.reduce((sum, row) => sum + row.sessions, 0),
      personTimes,
      people: people!.people,
      attendance: invited!.count ? Math.round((personTimes / invited!.count) * 1000) / 10 : null,
      byKind,
      othersTimes: others!.headcount
    };
  }
});

/** How many sessions the installation holds and what was recorded of them. */
export async function countSessions(ctx: Pick<Context, 'db'>) {
  const rows = await ctx.db
    .select({ status: trainingSession.status, sessions: count() })
    .from(trainingSession)
    .groupBy(trainingSession.status);
  const [events] = await ctx.db.select({ count: count() }).from(attendanceEvent);
  return {
    sessions: rows.reduce((sum, row) => sum + row.sessions, 0),
    byStatus: Object.fromEntries(rows.map(({ status, sessions }) => [status, sessions])),
    attendanceEvents: events!.count
  };
}
