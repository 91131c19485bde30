/** What people have completed and attended within days, record by record: for other systems that keep learning records. */
import { and, asc, eq, gte, inArray, lt, lte } from 'drizzle-orm';
import { addDays, instantOf, type Day, type Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { course, courseVersion, enrolment, lessonProgress, sessionOutcome, trainingSession } from './schema.server.ts';

export interface Achieved {
  lessons: { cadreId: number; courseCode: string; lessonKey: string; title: string | null; at: Instant }[];
  courses: { cadreId: number; courseCode: string; title: string; version: number | null; at: Instant }[];
  sessions: { cadreId: number; sessionId: number; title: string; startsAt: Instant; endsAt: Instant; hours: number }[];
}

/** Of some people, oldest first. Only closed sessions, and only those who came. */
export async function achievedBetween(
  ctx: Context,
  cadreIds: readonly number[],
  { from, to }: { from: Day; to: Day }
): Promise<Achieved> {
  const [begin, end] = [instantOf(from), instantOf(addDays(to, 1)) - 1];
  const people = [...cadreIds];
  const lessons = await ctx.db
    .select({
      cadreId: lessonProgress.cadreId,
      courseId: lessonProgress.courseId,
      courseCode: course.code,
      lessonKey: lessonProgress.lessonKey,
      at: lessonProgress.doneAt
    })
    .from(lessonProgress)
    .innerJoin(course, eq(course.id, lessonProgress.courseId))
    .where(
      and(inArray(lessonProgress.cadreId, people), gte(lessonProgress.doneAt, begin), lte(lessonProgress.doneAt, end))
    )
    .orderBy(asc(lessonProgress.doneAt), asc(lessonProgress.lessonKey));
  const titles = await lessonTitles(ctx, [...new Set(lessons.map(({ courseId }) => courseId))]);
  const courses = await ctx.db
    .select({
      cadreId: enrolment.cadreId,
      courseCode: course.code,
      title: course.title,
      version: enrolment.completedVersion,
      at: enrolment.completedAt
    })
    .from(enrolment)
    .innerJoin(course, eq(course.id, enrolment.courseId))
    .where(and(inArray(enrolment.cadreId, people), gte(enrolment.completedAt, begin), lte(enrolment.completedAt, end)))
    .orderBy(asc(enrolment.completedAt), asc(course.code));
  const sessions = await ctx.db
    .select({
      cadreId: sessionOutcome.cadreId,
      sessionId: trainingSession.id,
      title: trainingSession.title,
      startsAt: trainingSession.startsAt,
      endsAt: trainingSession.endsAt,
      hours: trainingSession.hours
    })
    .from(sessionOutcome)
    .innerJoin(trainingSession, eq(trainingSession.id, sessionOutcome.sessionId))
    .where(
      and(
        inArray(sessionOutcome.cadreId, people),
        inArray(sessionOutcome.state, ['present', 'late']),
        eq(trainingSession.status, 'closed'),
        gte(trainingSession.startsAt, begin),
        lt(trainingSession.startsAt, end)
      )
    )
    .orderBy(asc(trainingSession.startsAt), asc(trainingSession.id));
  return {
    lessons: lessons.map(({ courseId, at, ...lesson }) => ({
      ...lesson,
      at: at!,
      title: titles.get(`${courseId} ${lesson.lessonKey}`) ?? null
    })),
    courses: courses.map(({ at, ...done }) => ({ ...done, at: at! })),
    sessions
  };
}

/** The titles of lessons as they are now; a lesson that is gone has none. */
async function lessonTitles(ctx: Context, courseIds: readonly number[]): Promise<Map<string, string>> {
  if (!courseIds.length) return new Map();
  const rows = await ctx.db
    .select({ courseId: course.id, outline: courseVersion.outline })
    .from(course)
    .innerJoin(courseVersion, and(eq(courseVersion.courseId, course.id), eq(courseVersion.number, course.version)))
    .where(inArray(course.id, [...courseIds]));
  return new Map(
    rows.flatMap(({ courseId, outline }) => outline.lessons.map(({ key, title }) => [`${courseId} ${key}`, title]))
  );
}
