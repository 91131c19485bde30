/** How commands write courses: found by code, settings resolved, contents always into the draft. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { peopleByNumbers } from '#lib/people/people-of.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { InvalidInput, missing } from '#lib/platform/errors.ts';
import { folded, initials, pinyinKey } from '#lib/platform/pinyin.ts';
import type { CourseRow } from './course-access.server.ts';
import { outlineOf, type CourseAudience, type CourseContent } from './course.ts';
import type { CourseSettings } from './course-input.ts';
import { course, courseVersion } from './schema.server.ts';

export type VersionRow = typeof courseVersion.$inferSelect;

/** @throws when there is no such course. */
export async function requireCourse(ctx: Context, code: string): Promise<CourseRow> {
  const [found] = await ctx.db.select().from(course).where(eq(course.code, code));
  if (!found) throw missing('learning.course-not-found');
  return found;
}

/** The columns behind the settings. @throws InvalidInput that names staff numbers nobody has. */
export async function settingColumns(ctx: Context, code: string, settings: CourseSettings) {
  const { scope, roles, unitIds, numbers, ...plain } = settings;
  const audience: CourseAudience =
    scope === 'roles'
      ? { scope, roles }
      : scope === 'units'
        ? { scope, unitIds }
        : scope === 'cadres'
          ? { scope, cadreIds: await idsOf(ctx, numbers) }
          : { scope };
  const words = [code, plain.title, plain.summary, plain.topic, plain.author, plain.cites].join(' ');
  return {
    ...plain,
    audience,
    searchKey: folded(`${words} ${initials(plain.title)}`),
    titleKey: pinyinKey(plain.title),
    savedAt: ctx.now
  };
}

async function idsOf(ctx: Context, typed: string): Promise<number[]> {
  const numbers = [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))];
  const found = await peopleByNumbers(ctx, numbers);
  const unknown = numbers.filter((number) => !found.has(number)).map((number) => number.replace(/[|=]/g, ''));
  if (unknown.length)
    throw new InvalidInput({ numbers: [`learning.unknown-numbers|numbers=${unknown.slice(0, 20).join('、')}`] });
  return [...found.values()].map(({ cadreId }) => cadreId);
}

/** The draft beside the published contents, if there is one. */
export async function draftOf(ctx: Context, courseId: number): Promise<VersionRow | undefined> {
  const [draft] = await ctx.db
    .select()
    .from(courseVersion)
    .where(and(eq(courseVersion.courseId, courseId), isNull(courseVersion.publishedAt)));
  return draft;
}

/** The newest contents: the draft, else what is published. */
export async function newestOf(ctx: Context, courseId: number): Promise<VersionRow | undefined> {
  const [newest] = await ctx.db
    .select()
    .from(courseVersion)
    .where(eq(courseVersion.courseId, courseId))
    .orderBy(desc(courseVersion.number))
    .limit(1);
  return newest;
}

/** Writes contents into the draft, which begins with the first change after a publication. @returns its number. */
export async function writeDraft(ctx: Context, courseId: number, content: CourseContent): Promise<number> {
  const newest = await newestOf(ctx, courseId);
  const values = { content, outline: outlineOf(content), savedAt: ctx.now, savedBy: ctx.actor.accountId };
  if (newest && newest.publishedAt === null) {
    await ctx.db.update(courseVersion).set(values).where(eq(courseVersion.id, newest.id));
    return newest.number;
  }
  const number = (newest?.number ?? 0) + 1;
  await ctx.db.insert(courseVersion).values({ courseId, number, ...values });
  return number;
}
