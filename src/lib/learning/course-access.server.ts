/** Courses as a learner may find them: what is not meant for them does not exist. */
import { and, eq, inArray } from 'drizzle-orm';
import { ownCandidate } from '#lib/assessment/exam-audience.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { isForLearner, lessonsOf, type CourseContent, type Learner, type Lesson } from './course.ts';
import { course, courseVersion, enrolment, lessonProgress } from './schema.server.ts';

export type CourseRow = typeof course.$inferSelect;
export type EnrolmentRow = typeof enrolment.$inferSelect;
export type ProgressRow = typeof lessonProgress.$inferSelect;

/** The acting person as courses see them; undefined without a place on the roster. */
export async function ownLearner(ctx: Context): Promise<Learner | undefined> {
  const candidate = await ownCandidate(ctx);
  return candidate && { ...candidate, roles: ctx.actor.roles.map(({ role }) => role) };
}

/** Joins a course with its published contents. */
export const publishedVersion = and(eq(courseVersion.courseId, course.id), eq(courseVersion.number, course.version));

/** Published and meant for the learner, or begun by them: whoever has begun may go on, even after it was archived. */
export const isOpenTo = (found: CourseRow, learner: Learner, begun: EnrolmentRow | undefined): boolean =>
  found.version !== null &&
  (begun !== undefined || (found.status === 'published' && isForLearner(found.audience, learner)));

export interface OpenedCourse {
  found: CourseRow;
  /** Number of the contents shown. */
  version: number;
  content: CourseContent;
  learner: Learner;
  begun: EnrolmentRow | undefined;
}

/** @throws when there is no such course, or none for the acting person. */
export async function requireOpenCourse(ctx: Context, code: string): Promise<OpenedCourse> {
  const learner = await ownLearner(ctx);
  const [row] = await ctx.db
    .select({ found: course, content: courseVersion.content })
    .from(course)
    .innerJoin(courseVersion, publishedVersion)
    .where(eq(course.code, code));
  const begun = row && learner && (await findEnrolment(ctx, row.found.id, learner.id));
  if (!row || !learner || !isOpenTo(row.found, learner, begun)) throw missing('learning.course-not-found');
  return { ...row, version: row.found.version!, learner, begun };
}

/** @throws when the course as it is now has no such lesson. */
export async function requireOpenLesson(ctx: Context, code: string, key: string) {
  const opened = await requireOpenCourse(ctx, code);
  const lesson = lessonsOf(opened.content).find((one) => one.key === key);
  if (!lesson) throw missing('learning.lesson-not-found');
  return { ...opened, lesson };
}

/** The same for a lesson of one kind. */
export async function requireLessonOf<K extends Lesson['kind']>(ctx: Context, code: string, key: string, kind: K) {
  const { lesson, ...opened } = await requireOpenLesson(ctx, code, key);
  if (lesson.kind !== kind) throw missing('learning.lesson-not-found');
  return { ...opened, lesson: lesson as Extract<Lesson, { kind: K }> };
}

async function findEnrolment(ctx: Context, courseId: number, cadreId: number): Promise<EnrolmentRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(enrolment)
    .where(and(eq(enrolment.courseId, courseId), eq(enrolment.cadreId, cadreId)));
  return row;
}

/** A learner's progress in some courses, by course. */
export async function progressOf(
  ctx: Context,
  cadreId: number,
  courseIds: readonly number[]
): Promise<Map<number, ProgressRow[]>> {
  const byCourse = new Map<number, ProgressRow[]>();
  if (!courseIds.length) return byCourse;
  const rows = await ctx.db
    .select()
    .from(lessonProgress)
    .where(and(eq(lessonProgress.cadreId, cadreId), inArray(lessonProgress.courseId, [...courseIds])));
  for (const row of rows) byCourse.set(row.courseId, [...(byCourse.get(row.courseId) ?? []), row]);
  return byCourse;
}
