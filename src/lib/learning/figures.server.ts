/** What the yearly report asks of training sessions: those held in a period, who came, and what is missing of them. */
import { and, asc, count, eq, gt, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm';
import { addDays, instantOf, type Day, type Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { groupAttendance, sessionAttachment, sessionOutcome, trainingSession } from './schema.server.ts';
import type { SessionKind, SessionStatus } from './session.ts';

interface Period {
  from: Day;
  to: Day;
}

export interface SessionInPeriod {
  id: number;
  title: string;
  kind: SessionKind;
  status: SessionStatus;
  startsAt: Instant;
  endsAt: Instant;
  /** Those invited and, of them, those who came; both 0 until it is closed. */
  invited: number;
  attended: number;
  /** People of other audiences, as counted on signed sheets. */
  others: number;
  /** Materials and photos kept with it. */
  attachments: number;
}

/** The sessions that begin within days, both included, whatever became of them; drafts are left out. Oldest first. */
export async function sessionsBetween(ctx: Context, { from, to }: Period): Promise<SessionInPeriod[]> {
  const within = and(
    gte(trainingSession.startsAt, instantOf(from)),
    lt(trainingSession.startsAt, instantOf(addDays(to, 1))),
    inArray(trainingSession.status, ['announced', 'closed', 'cancelled'])
  );
  const rows = await ctx.db
    .select()
    .from(trainingSession)
    .where(within)
    .orderBy(asc(trainingSession.startsAt), asc(trainingSession.id));
  return withAttendance(ctx, rows, within);
}

export interface SessionsAsked {
  /** The last key of the piece before, 0 at first. */
  after: number;
  limit: number;
  /** Of the day on which it begins. */
  year?: number | undefined;
  /** Only what was saved, announced, closed or called off since. */
  since?: Instant | undefined;
}

/** The same piece by piece, by key, with what else is public about a session: for whoever takes all of them. */
export async function sessionsAfter(ctx: Context, { after, limit, year, since }: SessionsAsked) {
  const rows = await ctx.db
    .select()
    .from(trainingSession)
    .where(
      and(
        gt(trainingSession.id, after),
        inArray(trainingSession.status, ['announced', 'closed', 'cancelled']),
        year === undefined
          ? undefined
          : and(
              gte(trainingSession.startsAt, instantOf(`${year}-01-01` as Day)),
              lt(trainingSession.startsAt, instantOf(`${year + 1}-01-01` as Day))
            ),
        since === undefined
          ? undefined
          : or(
              gte(trainingSession.savedAt, since),
              gte(trainingSession.announcedAt, since),
              gte(trainingSession.closedAt, since),
              gte(trainingSession.cancelledAt, since)
            )
      )
    )
    .orderBy(asc(trainingSession.id))
    .limit(limit);
  const ids = rows.map(({ id }) => id);
  const counted = await withAttendance(ctx, rows, inArray(trainingSession.id, ids));
  return counted.map((session, at) => {
    const { place, hours, savedAt, announcedAt, closedAt, cancelledAt } = rows[at]!;
    return {
      ...session,
      ...{ place, hours },
      updatedAt: Math.max(savedAt, announcedAt ?? 0, closedAt ?? 0, cancelledAt ?? 0)
    };
  });
}

/** Who came to some sessions. @param within the condition by which they were found */
async function withAttendance(
  ctx: Context,
  rows: (typeof trainingSession.$inferSelect)[],
  within: SQL | undefined
): Promise<SessionInPeriod[]> {
  if (!rows.length) return [];
  const outcomes = await ctx.db
    .select({ id: sessionOutcome.sessionId, state: sessionOutcome.state, people: count() })
    .from(sessionOutcome)
    .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
    .where(and(within, eq(trainingSession.status, 'closed')))
    .groupBy(sessionOutcome.sessionId, sessionOutcome.state);
  const others = await ctx.db
    .select({
      id: groupAttendance.sessionId,
      people: sql<number>`coalesce(sum(${groupAttendance.headcount}), 0)`.mapWith(Number)
    })
    .from(groupAttendance)
    .innerJoin(trainingSession, eq(trainingSession.id, groupAttendance.sessionId))
    .where(within)
    .groupBy(groupAttendance.sessionId);
  const files = await ctx.db
    .select({ id: sessionAttachment.sessionId, files: count() })
    .from(sessionAttachment)
    .innerJoin(trainingSession, eq(trainingSession.id, sessionAttachment.sessionId))
    .where(within)
    .groupBy(sessionAttachment.sessionId);
  return rows.map(({ id, title, kind, status, startsAt, endsAt }) => {
    const own = outcomes.filter((outcome) => outcome.id === id);
    const sum = (some: typeof own) => some.reduce((people, outcome) => people + outcome.people, 0);
    return {
      ...{ id, title, kind, status, startsAt, endsAt },
      invited: sum(own),
      attended: sum(own.filter(({ state }) => state === 'present' || state === 'late')),
      others: others.find((row) => row.id === id)?.people ?? 0,
      attachments: files.find((row) => row.id === id)?.files ?? 0
    };
  });
}

/** How often each person came to sessions of a kind that were held within days: one entry a person. */
export async function attendedBetween(
  ctx: Context,
  { from, to }: Period,
  kind: SessionKind
): Promise<{ cadreId: number; times: number }[]> {
  return ctx.db
    .select({ cadreId: sessionOutcome.cadreId, times: count() })
    .from(sessionOutcome)
    .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
    .where(
      and(
        eq(trainingSession.status, 'closed'),
        eq(trainingSession.kind, kind),
        gte(trainingSession.startsAt, instantOf(from)),
        lt(trainingSession.startsAt, instantOf(addDays(to, 1))),
        inArray(sessionOutcome.state, ['present', 'late'])
      )
    )
    .groupBy(sessionOutcome.cadreId)
    .orderBy(asc(sessionOutcome.cadreId));
}
