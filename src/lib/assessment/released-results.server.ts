/** Results that candidates may know, piece by piece: for whoever takes all of them. */
import { and, asc, eq, gt, gte, inArray, isNotNull, lt, max, or, sql } from 'drizzle-orm';
import { peopleOf } from '#lib/people/people-of.server.ts';
import { instantOf, type Day, type Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { releasedOf } from './exam-release.server.ts';
import { countingKinds, type ExamKind } from './exam.ts';
import { attempt, attemptResult, exam } from './schema.server.ts';

interface ReleasedResult {
  attemptId: number;
  examId: number;
  title: string;
  kind: ExamKind;
  cadreId: number;
  staffNumber: string;
  /** Counts the tries of a person at an exam from 1. */
  number: number;
  submittedAt: Instant;
  points: number;
  pointsPossible: number;
  passed: boolean;
}

export interface ResultsAsked {
  /** The last key of the piece before, 0 at first. */
  after: number;
  limit: number;
  /** Of the day on which the paper was handed in. */
  year?: number | undefined;
  /** Only of these people. */
  among?: readonly number[] | undefined;
  /** Only what was handed in, marked, marked again or released since. */
  since?: Instant | undefined;
}

/** Papers that were handed in, marked to the end and released, by key. Practice is nobody's but the person's own. */
export async function releasedResults(
  ctx: Context,
  { after, limit, year, among, since }: ResultsAsked
): Promise<ReleasedResult[]> {
  const exams = await releasedExams(ctx);
  if (!exams.length) return [];
  const person = peopleOf(ctx.db);
  const moved = since === undefined ? [] : exams.filter(({ releasedAt }) => releasedAt >= since);
  return ctx.db
    .select({
      attemptId: attempt.id,
      examId: attempt.examId,
      title: exam.title,
      kind: exam.kind,
      cadreId: attempt.cadreId,
      staffNumber: person.staffNumber,
      number: attempt.number,
      submittedAt: sql<Instant>`${attempt.submittedAt}`.mapWith(Number),
      points: sql<number>`coalesce(${attempt.points}, 0)`.mapWith(Number),
      pointsPossible: attempt.pointsPossible,
      passed: sql<boolean>`${attempt.passed}`.mapWith(Boolean)
    })
    .from(attempt)
    .innerJoin(exam, eq(exam.id, attempt.examId))
    .innerJoin(person, eq(person.cadreId, attempt.cadreId))
    .where(
      and(
        gt(attempt.id, after),
        isNotNull(attempt.submittedAt),
        isNotNull(attempt.passed),
        inArray(
          attempt.examId,
          exams.map(({ id }) => id)
        ),
        year === undefined ? undefined : handedInDuring(year),
        among && inArray(attempt.cadreId, [...among]),
        since === undefined
          ? undefined
          : or(
              gte(attempt.submittedAt, since),
              markedSince(ctx, since),
              moved.length
                ? inArray(
                    attempt.examId,
                    moved.map(({ id }) => id)
                  )
                : undefined
            )
      )
    )
    .orderBy(asc(attempt.id))
    .limit(limit);
}

const handedInDuring = (year: number) =>
  and(
    gte(attempt.submittedAt, instantOf(`${year}-01-01` as Day)),
    lt(attempt.submittedAt, instantOf(`${year + 1}-01-01` as Day))
  );

const markedSince = (ctx: Context, since: Instant) =>
  inArray(
    attempt.id,
    ctx.db.select({ id: attemptResult.attemptId }).from(attemptResult).where(gte(attemptResult.at, since))
  );

/** The exams whose results are out, with the moment from which they were. */
async function releasedExams(ctx: Context): Promise<{ id: number; releasedAt: Instant }[]> {
  const exams = await ctx.db
    .select()
    .from(exam)
    .where(inArray(exam.kind, [...countingKinds]));
  const lastHandIns = await ctx.db
    .select({ examId: attempt.examId, at: max(attempt.submittedAt) })
    .from(attempt)
    .groupBy(attempt.examId);
  const last = new Map(lastHandIns.map(({ examId, at }) => [examId, at ?? 0]));
  const released: { id: number; releasedAt: Instant }[] = [];
  for (const found of exams) {
    if (!last.has(found.id) || !(await releasedOf(ctx, found)).results) continue;
    // What is released at once has no moment of its own beside the hand-in; what waits for the end, the last of both.
    const whenOver = found.resultsRelease === 'when-over' ? Math.max(found.closesAt, last.get(found.id)!) : 0;
    released.push({ id: found.id, releasedAt: found.resultsReleasedAt ?? whenOver });
  }
  return released;
}
