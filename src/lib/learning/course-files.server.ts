/** Files of courses: kept under the hash of their content, shown only to whom the course is shown. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line } from '#lib/platform/input.ts';
import { isOpenTo, ownLearner } from './course-access.server.ts';
import { courseCode } from './course.ts';
import { requireCourse } from './course-writing.server.ts';
import { course, courseFile, courseVersion, enrolment } from './schema.server.ts';

const fileHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Notes a file that the file store already keeps as one of a course. The same file again changes nothing. */
export const keepCourseFile = command('learning.keep-file', {
  input: z.object({
    code: courseCode,
    hash: fileHash,
    name: line(200),
    type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'video/mp4', 'video/webm']),
    size: z.int().positive()
  }),
  allow: holds('course.manage'),
  async run(ctx, { code, ...file }) {
    const { id } = await requireCourse(ctx, code);
    await ctx.db
      .insert(courseFile)
      .values({ courseId: id, ...file, addedAt: ctx.now, addedBy: ctx.actor.accountId })
      .onConflictDoNothing();
    return { id };
  },
  trace: ({ hash, type, size }, { id }) => ({ subject: 'course', id, detail: { hash, type, size } })
});

/** Takes a file off a course, unless some contents of it, past or present, show it. */
export const dropCourseFile = command('learning.drop-file', {
  input: z.object({ code: courseCode, hash: fileHash }),
  allow: holds('course.manage'),
  async run(ctx, { code, hash }) {
    const { id } = await requireCourse(ctx, code);
    const versions = await ctx.db
      .select({ content: courseVersion.content })
      .from(courseVersion)
      .where(eq(courseVersion.courseId, id));
    if (versions.some(({ content }) => JSON.stringify(content).includes(hash))) throw conflict('learning.file-in-use');
    const dropped = await ctx.db
      .delete(courseFile)
      .where(and(eq(courseFile.courseId, id), eq(courseFile.hash, hash)))
      .returning({ hash: courseFile.hash });
    if (!dropped.length) throw missing('learning.file-not-found');
    return { id };
  },
  trace: ({ hash }, { id }) => ({ subject: 'course', id, detail: { hash } })
});

/** What is known of a file, if some course that the acting person may see has it. */
export const findCourseFile = query('learning.find-file', {
  input: z.object({ hash: z.string().max(64) }),
  allow: (actor) => actor.may('learn.use') || actor.may('course.manage'),
  async run(ctx, { hash }): Promise<{ name: string; type: string; size: number }> {
    const learner = await ownLearner(ctx);
    const rows = await ctx.db
      .select({ found: course, begun: enrolment, name: courseFile.name, type: courseFile.type, size: courseFile.size })
      .from(courseFile)
      .innerJoin(course, eq(course.id, courseFile.courseId))
      .leftJoin(enrolment, and(eq(enrolment.courseId, course.id), eq(enrolment.cadreId, learner?.id ?? 0)))
      .where(eq(courseFile.hash, hash));
    const seen = rows.find(
      ({ found, begun }) =>
        ctx.actor.may('course.manage') || (learner !== undefined && isOpenTo(found, learner, begun ?? undefined))
    );
    if (!seen) throw missing('learning.file-not-found');
    return { name: seen.name, type: seen.type, size: seen.size };
  }
});
