import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { roundPoints } from './blueprint.ts';
import { requireExam } from './found-exam.server.ts';
import { attempt, attemptQuestion, humanMark, question, questionVersion } from './schema.server.ts';

export interface MarkingRecord {
  attemptId: number;
  /** Null while markers are blind and something is left to mark. */
  person: { name: string; staffNumber: string } | null;
  code: string;
  part: number | null;
  marker: string | null;
  at: Instant;
  given: (number | null)[];
  /** Of the question's points; null for a draft. */
  points: number | null;
  comment: string;
}

/** Every mark that anybody made in an exam, drafts too, in the order in which they were made. */
export const markingRecords = query('assessment.marking-records', {
  input: z.object({ examId: rowId }),
  allow: holds('exam.manage'),
  async run(ctx, { examId }): Promise<{ title: string; rows: MarkingRecord[] }> {
    const found = await requireExam(ctx, examId);
    const rows = await ctx.db
      .select({
        mark: humanMark,
        cadreId: attempt.cadreId,
        passed: attempt.passed,
        points: attemptQuestion.points,
        part: attemptQuestion.part,
        code: question.code
      })
      .from(humanMark)
      .innerJoin(attempt, eq(attempt.id, humanMark.attemptId))
      .innerJoin(
        attemptQuestion,
        and(eq(attemptQuestion.attemptId, humanMark.attemptId), eq(attemptQuestion.position, humanMark.position))
      )
      .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
      .innerJoin(question, eq(question.id, questionVersion.questionId))
      .where(eq(attempt.examId, examId))
      .orderBy(asc(humanMark.id));
    const people = new Map(
      (await peopleByIds(ctx, [...new Set(rows.map(({ cadreId }) => cadreId))])).map((one) => [one.cadreId, one])
    );
    const seen = rows.filter(({ cadreId }) => reaches(ctx.actor, 'exam.manage', people.get(cadreId)?.unitId ?? null));
    const names = await accountNames(
      ctx,
      seen.map(({ mark }) => mark.markerId)
    );
    const hidden = found.markingBlind && seen.some(({ passed }) => passed === null);
    return {
      title: found.title,
      rows: seen.map(({ mark, cadreId, points, part, code }): MarkingRecord => {
        const person = people.get(cadreId)!;
        return {
          attemptId: mark.attemptId,
          person: hidden ? null : { name: person.name, staffNumber: person.staffNumber },
          code,
          part,
          marker: names.get(mark.markerId) ?? null,
          at: mark.at,
          given: mark.given,
          points: mark.share === null ? null : roundPoints(mark.share * points),
          comment: mark.comment
        };
      })
    };
  }
});
