/** Making a course: its settings, its contents, and the way from a draft to learners and out again. */
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput } from '#lib/platform/errors.ts';
import { complete } from './advance.server.ts';
import { progressOf, type CourseRow } from './course-access.server.ts';
import { problemsOf } from './course-check.server.ts';
import { CourseSettings, NewCourse } from './course-input.ts';
import { courseCode, CourseContent, outlineOf } from './course.ts';
import { draftOf, newestOf, requireCourse, settingColumns, writeDraft } from './course-writing.server.ts';
import { ContentChange, edited } from './editing.ts';
import { standingIn } from './progress.ts';
import { course, courseFile, courseVersion, enrolment } from './schema.server.ts';

export const createCourse = command('learning.create-course', {
  input: NewCourse,
  allow: holds('course.manage'),
  run: (ctx, { code, ...settings }) => insertCourse(ctx, code, settings, { sections: [] }),
  trace: ({ code }, { id }) => ({ subject: 'course', id, detail: { code } })
});

async function insertCourse(ctx: Context, code: string, settings: CourseSettings, content: CourseContent) {
  const [twin] = await ctx.db.select({ id: course.id }).from(course).where(eq(course.code, code));
  if (twin) throw new InvalidInput({ code: ['learning.code-taken'] });
  const columns = await settingColumns(ctx, code, settings);
  const [row] = await ctx.db
    .insert(course)
    .values({ ...columns, code, status: 'draft', createdAt: ctx.now, createdBy: ctx.actor.accountId })
    .returning({ id: course.id });
  await writeDraft(ctx, row!.id, content);
  return { id: row!.id, code };
}

/** Changes what is said of a course; learners see it at once. */
export const saveCourse = command('learning.save-course', {
  input: CourseSettings.safeExtend({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code, ...settings }) {
    const { id } = await requireCourse(ctx, code);
    await ctx.db
      .update(course)
      .set(await settingColumns(ctx, code, settings))
      .where(eq(course.id, id));
    return { id, code };
  },
  trace: ({ code, mandatory, dueOn, minutes, scope }, { id }) => ({
    subject: 'course',
    id,
    detail: { code, mandatory, dueOn, minutes, scope }
  })
});

/** Changes the draft; what is published stays as it is until the draft takes its place. */
export const editContents = command('learning.edit-contents', {
  input: z.object({ code: courseCode, change: ContentChange }),
  allow: holds('course.manage'),
  async run(ctx, { code, change }) {
    const found = await requireCourse(ctx, code);
    if (found.status === 'archived') throw conflict('learning.course-archived');
    const newest = await newestOf(ctx, found.id);
    const result = edited(newest?.content ?? { sections: [] }, change);
    if ('problem' in result) throw conflict(result.problem);
    const version = await writeDraft(ctx, found.id, result.content);
    return { id: found.id, version, key: result.key };
  },
  trace: ({ change }, { id, version, key }) => ({
    subject: 'course',
    id,
    detail: { version, change: change.kind, ...(key ? { lesson: key } : {}) }
  })
});

/** Takes all changes since the last publication back. */
export const discardDraft = command('learning.discard-draft', {
  input: z.object({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code }) {
    const found = await requireCourse(ctx, code);
    const draft = await draftOf(ctx, found.id);
    if (!draft || found.version === null) throw conflict('learning.no-draft');
    await ctx.db.delete(courseVersion).where(eq(courseVersion.id, draft.id));
    return { id: found.id, version: draft.number };
  },
  trace: (_, { id, version }) => ({ subject: 'course', id, detail: { version } })
});

/** Puts the draft before its learners. Their progress stays; who has now done everything has completed the course. */
export const publishCourse = command('learning.publish-course', {
  input: z.object({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code }) {
    const found = await requireCourse(ctx, code);
    if (found.status === 'archived') throw conflict('learning.course-archived');
    const draft = await draftOf(ctx, found.id);
    if (!draft) throw conflict('learning.no-draft');
    const problems = await problemsOf(ctx, found, draft.content);
    if (problems.length) throw conflict('learning.not-ready', { count: problems.length });
    await ctx.db
      .update(courseVersion)
      .set({ publishedAt: ctx.now, publishedBy: ctx.actor.accountId })
      .where(eq(courseVersion.id, draft.id));
    const published = {
      status: 'published' as const,
      version: draft.number,
      publishedAt: found.publishedAt ?? ctx.now
    };
    await ctx.db.update(course).set(published).where(eq(course.id, found.id));
    const completed = await completeTheReady(ctx, { ...found, ...published }, draft.content);
    return { id: found.id, version: draft.number, completed };
  },
  trace: ({ code }, { id, version, completed }) => ({ subject: 'course', id, detail: { code, version, completed } })
});

/** Completes the course for those to whom the new contents leave nothing more to do. */
async function completeTheReady(ctx: Context, found: CourseRow, content: CourseContent): Promise<number> {
  const open = await ctx.db
    .select({ cadreId: enrolment.cadreId })
    .from(enrolment)
    .where(and(eq(enrolment.courseId, found.id), isNull(enrolment.completedAt)));
  const lessons = outlineOf(content).lessons;
  let completed = 0;
  for (const { cadreId } of open) {
    const progress = (await progressOf(ctx, cadreId, [found.id])).get(found.id) ?? [];
    if (!standingIn(lessons, progress).allDone) continue;
    if (await complete(ctx, { found, version: found.version!, learner: { id: cadreId } }, progress)) completed += 1;
  }
  return completed;
}

/** Takes a course out of the catalogue; whoever has begun it may finish it. */
export const archiveCourse = command('learning.archive-course', {
  input: z.object({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code }) {
    const found = await requireCourse(ctx, code);
    if (found.status === 'archived') throw conflict('learning.course-archived');
    await ctx.db.update(course).set({ status: 'archived', archivedAt: ctx.now }).where(eq(course.id, found.id));
    return { id: found.id };
  },
  trace: ({ code }, { id }) => ({ subject: 'course', id, detail: { code } })
});

/** Brings an archived course back to where it was. */
export const restoreCourse = command('learning.restore-course', {
  input: z.object({ code: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code }) {
    const found = await requireCourse(ctx, code);
    if (found.status !== 'archived') throw conflict('learning.course-not-archived');
    const status = found.version === null ? ('draft' as const) : ('published' as const);
    await ctx.db.update(course).set({ status, archivedAt: null }).where(eq(course.id, found.id));
    return { id: found.id, status };
  },
  trace: ({ code }, { id, status }) => ({ subject: 'course', id, detail: { code, status } })
});

/** A new draft with the newest contents, files and settings of another course, under a code of its own. */
export const duplicateCourse = command('learning.duplicate-course', {
  input: z.object({ code: courseCode, as: courseCode }),
  allow: holds('course.manage'),
  async run(ctx, { code, as }) {
    const found = await requireCourse(ctx, code);
    const [twin] = await ctx.db.select({ id: course.id }).from(course).where(eq(course.code, as));
    if (twin) throw new InvalidInput({ as: ['learning.code-taken'] });
    const { id, version: _, publishedAt: __, archivedAt: ___, ...settings } = found;
    const searchKey = found.searchKey.replace(code, as);
    const [copy] = await ctx.db
      .insert(course)
      .values({
        ...settings,
        code: as,
        searchKey,
        status: 'draft',
        createdAt: ctx.now,
        createdBy: ctx.actor.accountId,
        savedAt: ctx.now
      })
      .returning({ id: course.id });
    const files = await ctx.db.select().from(courseFile).where(eq(courseFile.courseId, id));
    if (files.length) await ctx.db.insert(courseFile).values(files.map((file) => ({ ...file, courseId: copy!.id })));
    await writeDraft(ctx, copy!.id, (await newestOf(ctx, id))?.content ?? { sections: [] });
    return { id: copy!.id, code: as };
  },
  trace: ({ code }, { id, code: as }) => ({ subject: 'course', id, detail: { from: code, code: as } })
});

/**
 * Takes a whole course from a file: a new one, or new settings and a new draft of the one with its code. Publishing it
 * stays a step of its own.
 */
export const importCourse = command('learning.import-course', {
  input: NewCourse.safeExtend({ content: CourseContent }),
  allow: holds('course.manage'),
  async run(ctx, { code, content, ...settings }) {
    const [present] = await ctx.db.select().from(course).where(eq(course.code, code));
    if (!present) return { ...(await insertCourse(ctx, code, settings, content)), isNew: true };
    if (present.status === 'archived') throw conflict('learning.course-archived');
    // Whom it is for and until when is the town's own and stands in no file.
    const { audience: _, dueOn: __, ...columns } = await settingColumns(ctx, code, settings);
    await ctx.db.update(course).set(columns).where(eq(course.id, present.id));
    await writeDraft(ctx, present.id, content);
    return { id: present.id, code, isNew: false };
  },
  trace: ({ code }, { id, isNew }) => ({ subject: 'course', id, detail: { code, isNew } })
});
