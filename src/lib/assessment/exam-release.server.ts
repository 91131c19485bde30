/** When candidates learn their result, and what was right and wrong. */
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { z } from 'zod';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { isReleased } from './exam.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { noteExamErrors } from './practice-cards.server.ts';
import { attempt, attemptQuestion, exam, questionVersion } from './schema.server.ts';

export interface Released {
  results: boolean;
  answers: boolean;
}

/** What the candidates of an exam may see of their papers now. */
export async function releasedOf(
  ctx: Pick<Context, 'db' | 'now'>,
  found: Omit<ExamRow, 'searchKey'>
): Promise<Released> {
  const { closesAt, resultsRelease, resultsReleasedAt, answersRelease, answersReleasedAt } = found;
  const waits = [resultsRelease, answersRelease].includes('when-over') && ctx.now >= closesAt;
  const beingSat = waits && (await countSitting(ctx, found.id)) > 0;
  const results = isReleased({ rule: resultsRelease, releasedAt: resultsReleasedAt, closesAt, beingSat }, ctx.now);
  const answers = isReleased({ rule: answersRelease, releasedAt: answersReleasedAt, closesAt, beingSat }, ctx.now);
  return { results, answers: results && answers };
}

async function countSitting(ctx: Pick<Context, 'db'>, examId: number): Promise<number> {
  const [open] = await ctx.db
    .select({ count: count() })
    .from(attempt)
    .where(and(eq(attempt.examId, examId), isNull(attempt.submittedAt)));
  return open!.count;
}

/** Lets results, or results and answers, out by hand. It cannot be taken back: what was read stays known. */
export const releaseExam = command('assessment.release-exam', {
  input: z.object({ id: rowId, what: z.enum(['results', 'answers']) }),
  allow: holds('exam.manage'),
  async run(ctx, { id, what }) {
    const found = await requireExam(ctx, id);
    if (found.status === 'draft') throw conflict('assessment.exam-is-draft');
    const rule = what === 'results' ? found.resultsRelease : found.answersRelease;
    if (rule !== 'by-hand') throw conflict('assessment.not-released-by-hand');
    const released = await releasedOf(ctx, found);
    if (released[what]) throw conflict('assessment.released-already');
    if (what === 'answers' && !released.results) throw conflict('assessment.answers-before-results');
    await ctx.db
      .update(exam)
      .set(what === 'results' ? { resultsReleasedAt: ctx.now } : { answersReleasedAt: ctx.now })
      .where(eq(exam.id, id));
  },
  trace: ({ id, what }) => ({ subject: 'exam', id, detail: { what } })
});

/**
 * Puts what went wrong into the candidates' books once the answers may be seen; run by the scheduler. A wrong-question
 * book that fills up at the hand-in would tell the key to whoever has sat before the others.
 */
export const noteReleasedErrors = command('assessment.note-released-errors', {
  input: z.object({ most: z.int().min(1).max(500).default(50) }),
  allow: onlySystem,
  async run(ctx, { most }) {
    const waiting = await ctx.db
      .select({ id: attempt.id, cadreId: attempt.cadreId, exam })
      .from(attempt)
      .innerJoin(exam, eq(exam.id, attempt.examId))
      .where(
        and(
          eq(attempt.errorsHeld, true),
          isNotNull(attempt.submittedAt),
          or(isNotNull(exam.answersReleasedAt), and(eq(exam.answersRelease, 'when-over'), lte(exam.closesAt, ctx.now)))
        )
      )
      .orderBy(asc(attempt.id))
      .limit(most);
    const released = new Map<number, boolean>();
    const noted: number[] = [];
    for (const { id, cadreId, exam: found } of waiting) {
      if (!released.has(found.id)) released.set(found.id, (await releasedOf(ctx, found)).answers);
      if (!released.get(found.id)) continue;
      await noteExamErrors(ctx, cadreId, await wrongQuestions(ctx, id));
      noted.push(id);
    }
    if (noted.length) await ctx.db.update(attempt).set({ errorsHeld: false }).where(inArray(attempt.id, noted));
    return { noted: noted.length, more: noted.length === most };
  },
  trace: 'own-record'
});

/** The questions that did not earn all their points. */
async function wrongQuestions(ctx: Context, attemptId: number): Promise<number[]> {
  const rows = await ctx.db
    .select({
      questionId: questionVersion.questionId,
      points: attemptQuestion.points,
      awarded: attemptQuestion.pointsAwarded
    })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .where(eq(attemptQuestion.attemptId, attemptId));
  const wrong = rows.filter(({ points, awarded }) => awarded !== null && awarded < points);
  return [...new Set(wrong.map(({ questionId }) => questionId))];
}
