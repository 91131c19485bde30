/** One course as its editor shows it. */
import { and, asc, count, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { questionContents } from '#lib/assessment/bank-access.server.ts';
import { usableByCode } from '#lib/assessment/by-code.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import type { CourseRow } from './course-access.server.ts';
import { problemsOf } from './course-check.server.ts';
import type { CourseSettings } from './course-input.ts';
import { courseCode, type ContentProblem, type CourseContent } from './course.ts';
import { draftOf, newestOf, requireCourse } from './course-writing.server.ts';
import { courseFile, courseVersion, enrolment, lessonQuestion } from './schema.server.ts';

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

/** What was published when and by whom, newest first. */
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
