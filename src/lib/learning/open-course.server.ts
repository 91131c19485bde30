/** A course and its lessons as their learner opens them. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { describe, type LearnerCourse } from './catalogue.server.ts';
import { openCase, type OpenCase } from './case.server.ts';
import { openCheck, type OpenCheck } from './check.server.ts';
import {
  progressOf,
  requireOpenCourse,
  requireOpenLesson,
  type OpenedCourse,
  type ProgressRow
} from './course-access.server.ts';
import { courseCode, lessonKey, outlineOf, type LessonOf, type OutlineLesson } from './course.ts';
import { questionsUnder, type AskedQuestion } from './lesson-questions.server.ts';
import type { LessonState, Place } from './progress.ts';
import { course, courseFile } from './schema.server.ts';

/** A lesson in the outline with the learner's state in it. */
export interface OutlineState extends OutlineLesson {
  state: LessonState;
}

export interface OpenCourse extends LearnerCourse {
  /** Number of the contents shown. */
  version: number;
  sections: string[];
  outline: OutlineState[];
}

/** A course with its outline and the acting person's state in every lesson. */
export const openCourse = query('learning.open-course', {
  input: z.object({ course: courseCode }),
  allow: holds('learn.use'),
  run: async (ctx, { course }): Promise<OpenCourse> =>
    (await outlined(ctx, await requireOpenCourse(ctx, course))).course
});

/** The code under which a course is found, for records that keep its number. */
export const courseCodeOf = query('learning.course-code', {
  input: z.object({ id: rowId }),
  allow: holds('learn.use'),
  async run(ctx, { id }): Promise<{ code: string }> {
    const [found] = await ctx.db.select({ code: course.code }).from(course).where(eq(course.id, id));
    if (!found) throw missing('learning.course-not-found');
    await requireOpenCourse(ctx, found.code);
    return found;
  }
});

/** The contents of a lesson by its kind. A check comes without its right answers, except of what was answered. */
export type LessonContent =
  | Pick<LessonOf<'text'>, 'kind' | 'body' | 'cites'>
  | (Pick<LessonOf<'pdf'>, 'kind' | 'file' | 'pages' | 'cites'> & { name: string })
  | (Pick<LessonOf<'video'>, 'kind' | 'file' | 'seconds' | 'cites'> & { type: string })
  | OpenCheck
  | OpenCase;

export interface OpenLesson {
  course: OpenCourse;
  lesson: OutlineState & { place: Place };
  content: LessonContent;
  previous: OutlineState | null;
  next: OutlineState | null;
  questions: AskedQuestion[];
}

/** One lesson with everything its page shows. Files are fetched from `/api/files/<hash>`. */
export const openLesson = query('learning.open-lesson', {
  input: z.object({ course: courseCode, lesson: lessonKey }),
  allow: holds('learn.use'),
  async run(ctx, input): Promise<OpenLesson> {
    const opened = await requireOpenLesson(ctx, input.course, input.lesson);
    const { course, progress } = await outlined(ctx, opened);
    const at = course.outline.findIndex(({ key }) => key === input.lesson);
    return {
      course,
      lesson: { ...course.outline[at]!, place: progress.find((row) => row.lessonKey === input.lesson)?.place ?? {} },
      content: await contentOf(ctx, opened),
      previous: course.outline[at - 1] ?? null,
      next: course.outline[at + 1] ?? null,
      questions: await questionsUnder(ctx, opened.found.id, input.lesson, opened.learner.id)
    };
  }
});

async function outlined(ctx: Context, { found, version, content, learner, begun }: OpenedCourse) {
  const progress = (await progressOf(ctx, learner.id, [found.id])).get(found.id) ?? [];
  const outline = outlineOf(content);
  const course: OpenCourse = {
    ...describe({ found, outline, begun: begun ?? null }, progress, ctx.today),
    version,
    sections: outline.sections,
    outline: outline.lessons.map((lesson) => ({ ...lesson, state: stateOf(progress, lesson.key) }))
  };
  return { course, progress };
}

function stateOf(progress: readonly ProgressRow[], key: string): LessonState {
  const row = progress.find(({ lessonKey }) => lessonKey === key);
  return row ? (row.doneAt === null ? 'opened' : 'done') : 'new';
}

async function contentOf(
  ctx: Context,
  { found, learner, lesson }: Awaited<ReturnType<typeof requireOpenLesson>>
): Promise<LessonContent> {
  switch (lesson.kind) {
    case 'text':
      return { kind: 'text', body: lesson.body, cites: lesson.cites };
    case 'pdf': {
      const { file, pages, cites } = lesson;
      const { name } = await fileOf(ctx, found.id, file);
      return { kind: 'pdf', file, cites, name, ...(pages === undefined ? {} : { pages }) };
    }
    case 'video': {
      const { file, seconds, cites } = lesson;
      const { type } = await fileOf(ctx, found.id, file);
      return { kind: 'video', file, seconds, cites, type };
    }
    case 'check':
      return openCheck(ctx, found.id, learner.id, lesson);
    case 'case':
      return openCase(ctx, found.id, learner.id, lesson);
  }
}

async function fileOf(ctx: Context, courseId: number, hash: string) {
  const [file] = await ctx.db
    .select({ name: courseFile.name, type: courseFile.type })
    .from(courseFile)
    .where(and(eq(courseFile.courseId, courseId), eq(courseFile.hash, hash)));
  return file ?? { name: '', type: '' };
}
