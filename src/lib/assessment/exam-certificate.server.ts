import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { reaches } from '#lib/platform/actor.ts';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import { query } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { countingKinds, type ExamKind } from './exam.ts';
import { releasedOf } from './exam-release.server.ts';
import { percentOf } from './marking.ts';
import { attempt, exam } from './schema.server.ts';

export interface ExamCertificate {
  attemptId: number;
  examId: number;
  own: boolean;
  /** 编号: year of the exam, exam and paper. */
  number: string;
  name: string;
  staffNumber: string;
  unitName: string;
  title: string;
  kind: ExamKind;
  passedOn: Day;
  points: number;
  pointsPossible: number;
  percent: number;
  passPercent: number;
}

/**
 * 合格证明 of a passed internal exam, for the candidate and for those who see results of the candidate's unit. It is no
 * official certificate and says so.
 *
 * @throws conflict `assessment.no-certificate` for a paper that is not passed, not wholly marked, of a mock exam, or,
 *   for the candidate, before results are out.
 */
export const examCertificate = query('assessment.exam-certificate', {
  input: z.object({ attemptId: rowId }),
  allow: (actor) => actor.may('exam.sit') || actor.may('exam.results'),
  async run(ctx, { attemptId }): Promise<ExamCertificate> {
    const [found] = await ctx.db
      .select({ sitting: attempt, exam })
      .from(attempt)
      .innerJoin(exam, eq(exam.id, attempt.examId))
      .where(eq(attempt.id, attemptId));
    const [person] = found ? await peopleByIds(ctx, [found.sitting.cadreId]) : [];
    const own = found?.sitting.cadreId === ctx.actor.cadreId;
    if (!found || !person || (!own && !reaches(ctx.actor, 'exam.results', person.unitId))) {
      throw missing('assessment.attempt-not-found');
    }
    const { id, submittedAt, passed, points, pointsPossible } = found.sitting;
    const counts = countingKinds.some((kind) => kind === found.exam.kind);
    const isOut = !own || (await releasedOf(ctx, found.exam)).results;
    if (!counts || submittedAt === null || !passed || !isOut) throw conflict('assessment.no-certificate');
    const passedOn = dayOf(submittedAt);
    return {
      attemptId: id,
      examId: found.exam.id,
      own,
      number: `NK-${passedOn.slice(0, 4)}-${String(found.exam.id).padStart(3, '0')}-${String(id).padStart(5, '0')}`,
      name: person.name,
      staffNumber: person.staffNumber,
      unitName: person.unitName,
      title: found.exam.title,
      kind: found.exam.kind,
      passedOn,
      points: points ?? 0,
      pointsPossible,
      percent: percentOf(points ?? 0, pointsPossible),
      passPercent: found.exam.passPercent
    };
  }
});
