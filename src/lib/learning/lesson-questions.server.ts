/** What learners ask under a lesson. An answer is there for everybody who reads the lesson. */
import { and, asc, count, desc, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { missing, tooMany } from '#lib/platform/errors.ts';
import { line, paging, rowId, type Page } from '#lib/platform/input.ts';
import { publishedVersion, requireOpenLesson } from './course-access.server.ts';
import { courseCode, lessonKey } from './course.ts';
import { course, courseVersion, lessonQuestion } from './schema.server.ts';

/** Somebody with so many questions waiting hears the answers first. */
const MOST_WAITING = 20;

/** A question as other learners see it: without who asked. */
export interface AskedQuestion {
  id: number;
  body: string;
  askedAt: Instant;
  /** Asked by the reader. */
  own: boolean;
  /** Null while it waits; such a question is shown to its asker alone. */
  answer: string | null;
  answeredAt: Instant | null;
}

/** The answered questions of a lesson, and those of the reader that still wait. */
export async function questionsUnder(
  ctx: Context,
  courseId: number,
  key: string,
  cadreId: number
): Promise<AskedQuestion[]> {
  const rows = await ctx.db
    .select()
    .from(lessonQuestion)
    .where(
      and(
        eq(lessonQuestion.courseId, courseId),
        eq(lessonQuestion.lessonKey, key),
        or(isNotNull(lessonQuestion.answer), eq(lessonQuestion.cadreId, cadreId))
      )
    )
    .orderBy(asc(lessonQuestion.askedAt), asc(lessonQuestion.id));
  return rows.map(({ id, body, askedAt, answer, answeredAt, cadreId: asker }) => ({
    id,
    body,
    askedAt,
    answer,
    answeredAt,
    own: asker === cadreId
  }));
}

/** Asks under a lesson. The same words again, as after a lost connection, are the same question. */
export const ask = command('learning.ask', {
  input: z.object({ course: courseCode, lesson: lessonKey, body: line(1000) }),
  allow: holds('learn.use'),
  async run(ctx, { course, lesson: key, body }): Promise<{ id: number; isNew: boolean }> {
    const { found, learner } = await requireOpenLesson(ctx, course, key);
    const mine = await ctx.db
      .select()
      .from(lessonQuestion)
      .where(and(eq(lessonQuestion.cadreId, learner.id), isNull(lessonQuestion.answer)));
    const same = mine.find((row) => row.courseId === found.id && row.lessonKey === key && row.body === body);
    if (same) return { id: same.id, isNew: false };
    if (mine.length >= MOST_WAITING) throw tooMany('learning.questions-waiting', { most: MOST_WAITING });
    const [asked] = await ctx.db
      .insert(lessonQuestion)
      .values({ courseId: found.id, lessonKey: key, cadreId: learner.id, body, askedAt: ctx.now })
      .returning({ id: lessonQuestion.id });
    return { id: asked!.id, isNew: true };
  },
  trace: ({ course, lesson }, { id }) => ({ subject: 'lesson-question', id, detail: { course, lesson } })
});

/** Answers a question for everybody, or writes the answer anew. */
export const answerQuestion = command('learning.answer-question', {
  input: z.object({ id: rowId, answer: line(4000) }),
  allow: holds('course.manage'),
  async run(ctx, { id, answer }) {
    const [answered] = await ctx.db
      .update(lessonQuestion)
      .set({ answer, answeredAt: ctx.now, answeredBy: ctx.actor.accountId })
      .where(eq(lessonQuestion.id, id))
      .returning({ courseId: lessonQuestion.courseId, lesson: lessonQuestion.lessonKey });
    if (!answered) throw missing('learning.asked-not-found');
    return answered;
  },
  trace: ({ id }, { courseId, lesson }) => ({ subject: 'lesson-question', id, detail: { courseId, lesson } })
});

export interface AskedRow {
  id: number;
  code: string;
  course: string;
  lessonKey: string;
  /** Null when the lesson is gone. */
  lesson: string | null;
  asker: string;
  unitName: string;
  body: string;
  askedAt: Instant;
  answer: string | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
}

/** What was asked, for those who answer: what waits longest comes first, then the newest answers. */
export const listAsked = query('learning.list-asked', {
  input: paging.extend({
    course: courseCode.optional(),
    state: z.enum(['waiting', 'answered']).catch('waiting').default('waiting')
  }),
  allow: holds('course.manage'),
  async run(ctx, { page, pageSize, course: code, state }): Promise<Page<AskedRow> & { waiting: number }> {
    const ofCourse = code ? eq(course.code, code) : undefined;
    const waits = isNull(lessonQuestion.answer);
    const where = and(ofCourse, state === 'waiting' ? waits : isNotNull(lessonQuestion.answer));
    const rows = await ctx.db
      .select({ asked: lessonQuestion, code: course.code, title: course.title, outline: courseVersion.outline })
      .from(lessonQuestion)
      .innerJoin(course, eq(course.id, lessonQuestion.courseId))
      .innerJoin(courseVersion, publishedVersion)
      .where(where)
      .orderBy(
        state === 'waiting' ? asc(lessonQuestion.askedAt) : desc(lessonQuestion.answeredAt),
        asc(lessonQuestion.id)
      )
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const people = new Map(
      (
        await peopleByIds(
          ctx,
          rows.map(({ asked }) => asked.cadreId)
        )
      ).map((person) => [person.cadreId, person])
    );
    const answerers = await accountNames(
      ctx,
      rows.map(({ asked }) => asked.answeredBy)
    );
    return {
      rows: rows.map(({ asked, code: of, title, outline }) => ({
        id: asked.id,
        code: of,
        course: title,
        lessonKey: asked.lessonKey,
        lesson: outline.lessons.find(({ key }) => key === asked.lessonKey)?.title ?? null,
        asker: people.get(asked.cadreId)?.name ?? '',
        unitName: people.get(asked.cadreId)?.unitName ?? '',
        body: asked.body,
        askedAt: asked.askedAt,
        answer: asked.answer,
        answeredAt: asked.answeredAt,
        answeredBy: answerers.get(asked.answeredBy ?? 0) ?? null
      })),
      total: await countAsked(ctx, where),
      waiting: await countAsked(ctx, and(ofCourse, waits))
    };
  }
});

async function countAsked(ctx: Context, where: SQL | undefined): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(lessonQuestion)
    .innerJoin(course, eq(course.id, lessonQuestion.courseId))
    .where(where);
  return row!.count;
}
