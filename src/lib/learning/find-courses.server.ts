/** The courses' part in the search everywhere. */
import { and, asc, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import { query, type Context } from '#lib/platform/door.server.ts';
import { finding, holdsEveryWord } from '#lib/platform/finding.server.ts';
import { isOpenTo, ownLearner } from './course-access.server.ts';
import type { CourseStatus } from './course.ts';
import { course, enrolment } from './schema.server.ts';

export interface CourseFound {
  code: string;
  title: string;
  topic: string;
  status: CourseStatus;
  mandatory: boolean;
}

/** Courses by words or pinyin: every one for those who make them, for learners those that are open to them. */
export const findCourses = query('learning.find-courses', {
  input: finding,
  allow: (actor) => actor.may('course.manage') || actor.may('learn.use'),
  async run(ctx, { q, most }): Promise<CourseFound[]> {
    const matching = holdsEveryWord(q, course.searchKey, course.titleKey);
    // What is called so comes before what only speaks of it.
    const inTitle = sql`case when ${holdsEveryWord(q, course.title, course.titleKey)} then 0 else 1 end`;
    const order = [inTitle, asc(course.titleKey), asc(course.code)];
    const rows = ctx.actor.may('course.manage')
      ? await ctx.db
          .select()
          .from(course)
          .where(matching)
          .orderBy(...order)
          .limit(most)
      : await openAmong(ctx, matching, order);
    return rows
      .slice(0, most)
      .map(({ code, title, topic, status, mandatory }) => ({ code, title, topic, status, mandatory }));
  }
});

/** A town has some dozens of published courses: whom each is meant for is asked one by one. */
async function openAmong(ctx: Context, matching: SQL | undefined, order: SQL[]) {
  const learner = await ownLearner(ctx);
  if (!learner) return [];
  const rows = await ctx.db
    .select({ found: course, begun: enrolment })
    .from(course)
    .leftJoin(enrolment, and(eq(enrolment.courseId, course.id), eq(enrolment.cadreId, learner.id)))
    .where(and(matching, isNotNull(course.version)))
    .orderBy(...order);
  return rows.filter(({ found, begun }) => isOpenTo(found, learner, begun ?? undefined)).map(({ found }) => found);
}
