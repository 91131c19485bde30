/** Courses as those see them who make them. */
import { and, asc, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { questionContents } from '#lib/assessment/bank-access.server.ts';
import { usableByCode } from '#lib/assessment/by-code.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { optionalLine, paging, type Page } from '#lib/platform/input.ts';
import { containing } from '#lib/platform/pinyin.ts';
import type { CourseRow } from './course-access.server.ts';
import { problemsOf } from './course-check.server.ts';
import type { CourseSettings } from './course-input.ts';
import { courseCode, courseStatuses, type ContentProblem, type CourseContent, type CourseStatus } from './course.ts';
import { draftOf, newestOf, requireCourse } from './course-writing.server.ts';
import { course, courseFile, courseVersion, enrolment, lessonQuestion } from './schema.server.ts';

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
    ...q
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => sql`${course.searchKey} like ${containing(word)} escape '\\'`),
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

export interface FoundCourse extends Omit<CourseRow, 'searchKey' | 'titleKey'> {
  /** The settings as their form shows them. */
  settings: CourseSettings;
  /** The newest contents: the draft, else what is published. */
  content: CourseContent;
  /** Changes since the last publication wait in a draft. */
  draft: { number: number; savedAt: Instant; savedBy: string | null } | null;
  /** What keeps the newest contents from being published. */
  problems: ContentProblem[];
  files: { hash: string; name: string; type: string; size: number }[];
  begun: number;
  completed: number;
  waiting: number;
}

/** A course as its editor shows it. */
export const findCourse = query('learning.find-course', {
  input: z.object({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code }): Promise<FoundCourse> {
    const { searchKey: _, titleKey: __, ...found } = await requireCourse(ctx, code);
    const draft = await draftOf(ctx, found.id);
    const content = (draft ?? (await newestOf(ctx, found.id)))?.content ?? { sections: [] };
    const [learners] = await ctx.db
      .select({ begun: count(), completed: count(enrolment.completedAt) })
      .from(enrolment)
      .where(eq(enrolment.courseId, found.id));
    const [waiting] = await ctx.db
      .select({ count: count() })
      .from(lessonQuestion)
      .where(and(eq(lessonQuestion.courseId, found.id), isNull(lessonQuestion.answer)));
    const names = await accountNames(ctx, [draft?.savedBy ?? null]);
    return {
      ...found,
      settings: await settingsOf(ctx, found),
      content,
      draft: draft
        ? { number: draft.number, savedAt: draft.savedAt, savedBy: names.get(draft.savedBy ?? 0) ?? null }
        : null,
      problems: await problemsOf(ctx, found, content),
      files: await ctx.db
        .select({ hash: courseFile.hash, name: courseFile.name, type: courseFile.type, size: courseFile.size })
        .from(courseFile)
        .where(eq(courseFile.courseId, found.id))
        .orderBy(asc(courseFile.name)),
      begun: learners!.begun,
      completed: learners!.completed,
      waiting: waiting!.count
    };
  }
});

async function settingsOf(ctx: Context, found: Omit<CourseRow, 'searchKey' | 'titleKey'>): Promise<CourseSettings> {
  const { title, summary, topic, author, cites, lawAsOf, mandatory, dueOn, minutes, audience } = found;
  const people = audience.scope === 'cadres' ? await peopleByIds(ctx, audience.cadreIds) : [];
  return {
    title,
    summary,
    topic,
    author,
    cites,
    lawAsOf,
    mandatory,
    dueOn,
    minutes,
    scope: audience.scope,
    roles: audience.scope === 'roles' ? audience.roles : [],
    unitIds: audience.scope === 'units' ? audience.unitIds : [],
    numbers: people
      .map(({ staffNumber }) => staffNumber)
      .sort()
      .join('\n')
  };
}

/** The topics that courses have so far, to choose from. */
export const courseTopics = query('learning.course-topics', {
  input: z.object({}),
  allow: holds('course.manage'),
  async run(ctx): Promise<string[]> {
    const rows = await ctx.db.selectDistinct({ topic: course.topic }).from(course);
    return rows.map(({ topic }) => topic).sort();
  }
});

export const versionsOf = query('learning.list-versions', {
  input: z.object({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code }) {
    const { id } = await requireCourse(ctx, code);
    const rows = await ctx.db
      .select({
        number: courseVersion.number,
        publishedAt: courseVersion.publishedAt,
        publishedBy: courseVersion.publishedBy,
        outline: courseVersion.outline
      })
      .from(courseVersion)
      .where(and(eq(courseVersion.courseId, id), isNotNull(courseVersion.publishedAt)))
      .orderBy(desc(courseVersion.number));
    const names = await accountNames(
      ctx,
      rows.map(({ publishedBy }) => publishedBy)
    );
    return rows.map(({ number, publishedAt, publishedBy, outline }) => ({
      number,
      publishedAt: publishedAt!,
      publishedBy: names.get(publishedBy ?? 0) ?? null,
      lessons: outline.lessons.length
    }));
  }
});

export interface NamedQuestion {
  code: string;
  /** Null when no question with this code may be asked today. */
  stem: string | null;
}

/** What stands behind the codes of a check, in their order. */
export const namedQuestions = query('learning.named-questions', {
  input: z.object({ codes: z.array(z.string().max(40)).max(50) }),
  allow: holds('course.manage'),
  async run(ctx, { codes }): Promise<NamedQuestion[]> {
    const usable = await usableByCode(ctx, codes, ctx.today);
    const contents = await questionContents(ctx, [...usable.values()]);
    const stems = new Map(contents.map(({ code, stem }) => [code, stem]));
    return codes.map((code) => ({ code, stem: stems.get(code) ?? null }));
  }
});
