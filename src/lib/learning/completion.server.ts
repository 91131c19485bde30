/** Whether somebody has done what another room asks of them: a course, a training session. */
import { and, asc, count, desc, eq, gte, inArray, isNotNull } from 'drizzle-orm';
import { dayOf, instantOf, type Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { course, enrolment, sessionOutcome, trainingSession } from './schema.server.ts';

/** Courses that can be asked of somebody: those with something published. */
export async function coursesToAssign(
  ctx: Context
): Promise<{ id: number; code: string; title: string; topic: string; cites: string }[]> {
  return ctx.db
    .select({ id: course.id, code: course.code, title: course.title, topic: course.topic, cites: course.cites })
    .from(course)
    .where(isNotNull(course.version))
    .orderBy(asc(course.titleKey));
}

/** Sessions that can be asked of somebody: announced, and still to come. */
export async function sessionsToAssign(ctx: Context): Promise<{ id: number; title: string; startsAt: number }[]> {
  return ctx.db
    .select({ id: trainingSession.id, title: trainingSession.title, startsAt: trainingSession.startsAt })
    .from(trainingSession)
    .where(and(eq(trainingSession.status, 'announced'), gte(trainingSession.startsAt, ctx.now)))
    .orderBy(asc(trainingSession.startsAt))
    .limit(50);
}

/** What sessions are called, whether they are still to come or long over. */
export async function sessionTitles(ctx: Context, ids: readonly number[]): Promise<Map<number, string>> {
  if (!ids.length) return new Map();
  const rows = await ctx.db
    .select({ id: trainingSession.id, title: trainingSession.title })
    .from(trainingSession)
    .where(inArray(trainingSession.id, [...ids]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** The day on which somebody completed a course, however often they began; null when they have not since that day. */
export async function courseDoneOn(ctx: Context, courseId: number, cadreId: number, since: Day): Promise<Day | null> {
  const [row] = await ctx.db
    .select({ completedAt: enrolment.completedAt })
    .from(enrolment)
    .where(and(eq(enrolment.courseId, courseId), eq(enrolment.cadreId, cadreId)));
  const on = row?.completedAt ? dayOf(row.completedAt) : null;
  return on !== null && on >= since ? on : null;
}

/** The day of a closed session that somebody was at, or, without a person, that was held; null otherwise. */
export async function sessionDoneOn(ctx: Context, sessionId: number, cadreId: number | null): Promise<Day | null> {
  const [held] = await ctx.db
    .select({ endsAt: trainingSession.endsAt })
    .from(trainingSession)
    .where(and(eq(trainingSession.id, sessionId), eq(trainingSession.status, 'closed')));
  if (!held) return null;
  if (cadreId === null) return dayOf(held.endsAt);
  const [was] = await ctx.db
    .select({ credited: sessionOutcome.credited })
    .from(sessionOutcome)
    .where(and(eq(sessionOutcome.sessionId, sessionId), eq(sessionOutcome.cadreId, cadreId)));
  return was?.credited ? dayOf(held.endsAt) : null;
}

/** The courses that somebody has completed, newest first. */
export async function completedCourses(
  ctx: Context,
  cadreId: number
): Promise<{ courseId: number; title: string; minutes: number; completedOn: Day }[]> {
  const rows = await ctx.db
    .select({
      courseId: course.id,
      title: course.title,
      minutes: course.minutes,
      completedAt: enrolment.completedAt
    })
    .from(enrolment)
    .innerJoin(course, eq(course.id, enrolment.courseId))
    .where(and(eq(enrolment.cadreId, cadreId), isNotNull(enrolment.completedAt)))
    .orderBy(desc(enrolment.completedAt));
  return rows.map(({ completedAt, ...row }) => ({ ...row, completedOn: dayOf(completedAt!) }));
}

/** Whoever came, also late, once the roll is closed and changes no more. */
const presentAtClosed = and(eq(trainingSession.status, 'closed'), inArray(sessionOutcome.state, ['present', 'late']));

/** The closed sessions that somebody was at, newest first; `credited` when the ledger holds their hours. */
export async function attendedSessions(
  ctx: Context,
  cadreId: number
): Promise<{ sessionId: number; title: string; on: Day; hours: number; credited: boolean }[]> {
  const rows = await ctx.db
    .select({
      sessionId: trainingSession.id,
      title: trainingSession.title,
      endsAt: trainingSession.endsAt,
      hours: trainingSession.hours,
      credited: sessionOutcome.credited
    })
    .from(sessionOutcome)
    .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
    .where(and(eq(sessionOutcome.cadreId, cadreId), presentAtClosed))
    .orderBy(desc(trainingSession.endsAt));
  return rows.map(({ endsAt, ...row }) => ({ ...row, on: dayOf(endsAt) }));
}

/** The closed sessions since a day, newest first; `people`: how many are on record as present. */
export async function heldSessions(
  ctx: Context,
  since: Day
): Promise<{ sessionId: number; title: string; on: Day; people: number }[]> {
  const rows = await ctx.db
    .select({
      sessionId: trainingSession.id,
      title: trainingSession.title,
      endsAt: trainingSession.endsAt,
      people: count(sessionOutcome.cadreId)
    })
    .from(trainingSession)
    .innerJoin(sessionOutcome, eq(sessionOutcome.sessionId, trainingSession.id))
    .where(and(gte(trainingSession.endsAt, instantOf(since)), presentAtClosed))
    .groupBy(trainingSession.id, trainingSession.title, trainingSession.endsAt)
    .orderBy(desc(trainingSession.endsAt));
  return rows.map(({ endsAt, ...row }) => ({ ...row, on: dayOf(endsAt) }));
}

/** Who was at a closed session. */
export async function presentAt(ctx: Context, sessionId: number): Promise<number[]> {
  const rows = await ctx.db
    .select({ cadreId: sessionOutcome.cadreId })
    .from(sessionOutcome)
    .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
    .where(and(eq(sessionOutcome.sessionId, sessionId), presentAtClosed))
    .orderBy(asc(sessionOutcome.cadreId));
  return rows.map(({ cadreId }) => cadreId);
}
