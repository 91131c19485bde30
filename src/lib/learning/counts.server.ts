import { count } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { course, enrolment, lessonProgress, lessonQuestion } from './schema.server.ts';

/** How many courses there are by status, how far learners are, and what was asked. */
export async function countCourses(ctx: Context) {
  const byStatus = await ctx.db.select({ status: course.status, courses: count() }).from(course).groupBy(course.status);
  const [learners] = await ctx.db.select({ begun: count(), completed: count(enrolment.completedAt) }).from(enrolment);
  const [lessons] = await ctx.db.select({ opened: count(), done: count(lessonProgress.doneAt) }).from(lessonProgress);
  const [questions] = await ctx.db
    .select({ asked: count(), answered: count(lessonQuestion.answer) })
    .from(lessonQuestion);
  return {
    total: byStatus.reduce((sum, row) => sum + row.courses, 0),
    byStatus: Object.fromEntries(byStatus.map((row) => [row.status, row.courses])),
    learners: learners!,
    lessons: lessons!,
    questions: questions!
  };
}
