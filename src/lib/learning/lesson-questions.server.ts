/** What learners ask under a lesson. An answer is there for everybody who reads the lesson. */
import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { missing, tooMany } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { requireOpenLesson } from './course-access.server.ts';
import { courseCode, lessonKey } from './course.ts';
import { lessonQuestion } from './schema.server.ts';

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
