/** What the yearly report asks of exams: those that ended in a period, who sat and who passed. */
import { and, asc, eq, gte, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import { addDays, instantOf, type Day, type Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { countingKinds } from './exam.ts';
import { attempt, exam } from './schema.server.ts';

export interface ExamInPeriod {
  id: number;
  title: string;
  closesAt: Instant;
  /** Papers handed in; somebody who sat twice counts twice. */
  papers: number;
  /** Marked by people and not settled yet. */
  unsettled: number;
}

export interface ExamFigures {
  exams: ExamInPeriod[];
  /** One entry a person who sat in any of them. */
  people: { cadreId: number; papers: number; passed: boolean }[];
}

/** The internal exams (岗前, 年度, 专项) whose window ended within days, both included; practice and mocks never count. */
export async function examsBetween(ctx: Context, { from, to }: { from: Day; to: Day }): Promise<ExamFigures> {
  const exams = await ctx.db
    .select({ id: exam.id, title: exam.title, closesAt: exam.closesAt })
    .from(exam)
    .where(
      and(
        eq(exam.status, 'published'),
        isNull(exam.withdrawnAt),
        inArray(exam.kind, [...countingKinds]),
        gte(exam.closesAt, instantOf(from)),
        lt(exam.closesAt, Math.min(instantOf(addDays(to, 1)), ctx.now + 1))
      )
    )
    .orderBy(asc(exam.closesAt), asc(exam.id));
  const papers: { examId: number; cadreId: number; passed: boolean | null }[] = [];
  const ids = exams.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += 500)
    papers.push(
      ...(await ctx.db
        .select({ examId: attempt.examId, cadreId: attempt.cadreId, passed: attempt.passed })
        .from(attempt)
        .where(and(inArray(attempt.examId, ids.slice(at, at + 500)), isNotNull(attempt.submittedAt)))
        .orderBy(asc(attempt.id)))
    );
  return {
    exams: exams.map((one) => {
      const own = papers.filter(({ examId }) => examId === one.id);
      return { ...one, papers: own.length, unsettled: own.filter(({ passed }) => passed === null).length };
    }),
    people: [...Map.groupBy(papers, ({ cadreId }) => cadreId)].map(([cadreId, own]) => ({
      cadreId,
      papers: own.length,
      passed: own.some(({ passed }) => passed === true)
    }))
  };
}
