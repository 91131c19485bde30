/** All courses, as those see them who make them. */
import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { holdsEveryWord } from '#lib/platform/finding.server.ts';
import { optionalLine, paging, type Page } from '#lib/platform/input.ts';
import { courseStatuses, type CourseStatus } from './course.ts';
import { course, courseVersion, enrolment, lessonQuestion } from './schema.server.ts';

export const courseSorts = ['title', '-title', 'due', '-due', 'saved', '-saved', 'learners', '-learners'] as const;

export const CourseFilter = z.object({
  q: optionalLine(),
  topic: optionalLine(),
  status: z
    .enum(['', ...courseStatuses])
    .catch('')
    .default(''),
  mandatory: z.enum(['', 'yes', 'no']).catch('').default('')
});
export type CourseFilter = z.output<typeof CourseFilter>;

export interface CourseListRow {
  code: string;
  title: string;
  topic: string;
  author: string;
  status: CourseStatus;
  version: number | null;
  /** Changes wait to be published. */
  hasDraft: boolean;
  mandatory: boolean;
  dueOn: Day | null;
  minutes: number;
  lessons: number;
  begun: number;
  completed: number;
  /** Questions without an answer. */
  waiting: number;
  savedAt: Instant;
}

/** A page of all courses, with how many learners have begun and completed each. */
export const listCourses = query('learning.list-courses', {
  input: CourseFilter.extend({ ...paging.shape, sort: z.enum(courseSorts).catch('title').default('title') }),
  allow: holds('course.manage'),
  async run(ctx, { page, pageSize, sort, ...filter }): Promise<Page<CourseListRow> & { topics: string[] }> {
    const where = matching(filter);
    const [total] = await ctx.db.select({ count: count() }).from(course).where(where);
    const begun = begunOf(ctx);
    const waiting = waitingOf(ctx);
    const newest = newestNumberOf(ctx);
    const key = {
      title: course.titleKey,
      due: sql`coalesce(${course.dueOn}, '9999')`,
      saved: course.savedAt,
      learners: sql`coalesce(${begun.begun}, 0)`
    }[sort.replace('-', '') as 'title' | 'due' | 'saved' | 'learners'];
    const rows = await ctx.db
      .select({
        found: course,
        outline: courseVersion.outline,
        draftPublishedAt: courseVersion.publishedAt,
        begun: begun.begun,
        completed: begun.completed,
        waiting: waiting.waiting
      })
      .from(course)
      .innerJoin(newest, eq(newest.courseId, course.id))
      .innerJoin(courseVersion, and(eq(courseVersion.courseId, course.id), eq(courseVersion.number, newest.number)))
      .leftJoin(begun, eq(begun.courseId, course.id))
      .leftJoin(waiting, eq(waiting.courseId, course.id))
      .where(where)
      .orderBy(sort.startsWith('-') ? desc(key) : asc(key), asc(course.code))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const topics = await ctx.db.selectDistinct({ topic: course.topic }).from(course);
    return {
      total: total!.count,
      topics: topics.map(({ topic }) => topic).sort(),
      rows: rows.map(({ found, outline, draftPublishedAt, ...counts }) => ({
        code: found.code,
        title: found.title,
        topic: found.topic,
        author: found.author,
        status: found.status,
        version: found.version,
        hasDraft: draftPublishedAt === null,
        mandatory: found.mandatory,
        dueOn: found.dueOn,
        minutes: found.minutes,
        savedAt: found.savedAt,
        lessons: outline.lessons.length,
        begun: Number(counts.begun ?? 0),
        completed: Number(counts.completed ?? 0),
        waiting: Number(counts.waiting ?? 0)
      }))
    };
  }
});

const matching = ({ q, topic, status, mandatory }: CourseFilter) =>
  and(
    holdsEveryWord(q, course.searchKey, course.titleKey),
    topic ? eq(course.topic, topic) : undefined,
    status ? eq(course.status, status) : undefined,
    mandatory ? eq(course.mandatory, mandatory === 'yes') : undefined
  );

const begunOf = (ctx: Context) =>
  ctx.db
    .select({
      courseId: enrolment.courseId,
      begun: count().as('begun'),
      completed: count(enrolment.completedAt).as('completed')
    })
    .from(enrolment)
    .groupBy(enrolment.courseId)
    .as('begun_of');

const waitingOf = (ctx: Context) =>
  ctx.db
    .select({ courseId: lessonQuestion.courseId, waiting: count().as('waiting') })
    .from(lessonQuestion)
    .where(isNull(lessonQuestion.answer))
    .groupBy(lessonQuestion.courseId)
    .as('waiting_of');

const newestNumberOf = (ctx: Context) =>
  ctx.db
    .select({ courseId: courseVersion.courseId, number: sql<number>`max(${courseVersion.number})`.as('newest_number') })
    .from(courseVersion)
    .groupBy(courseVersion.courseId)
    .as('newest_of');

/** The topics that courses have so far, to choose from. */
export const courseTopics = query('learning.course-topics', {
  input: z.object({}),
  allow: holds('course.manage'),
  async run(ctx): Promise<string[]> {
    const rows = await ctx.db.selectDistinct({ topic: course.topic }).from(course);
    return rows.map(({ topic }) => topic).sort();
  }
});
