/** What people decided about a paper beside its answers: marks, re-marks, and every result it had. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { rowId } from '#lib/platform/input.ts';
import { reviewAttempt } from './attempt-review.server.ts';
import { bodyAt, type Criterion } from './question.ts';
import type { ResultCause } from './results.ts';
import type { Ruling } from './ruling.ts';
import { rulingKey, rulingsOf } from './rulings.server.ts';
import { attemptQuestion, attemptResult, humanMark, questionVersion, remark } from './schema.server.ts';

export interface HandMark {
  /** Null for the candidate. */
  marker: string | null;
  given: number[];
  comment: string;
  at: Instant;
}

export interface ByHand {
  rubric: Criterion[];
  marks: HandMark[];
}

export interface PastResult {
  id: number;
  points: number;
  pointsPossible: number;
  passed: boolean | null;
  cause: ResultCause;
  /** Why it was re-marked. */
  reason: string | null;
  at: Instant;
  /** Null for the candidate, and for what the portal did. */
  by: string | null;
}

/** For whoever may look at the paper. Candidates see marks, comments and reasons, and not whose they are. */
export const attemptMarking = query('assessment.attempt-marking', {
  input: z.object({ attemptId: rowId }),
  allow: (actor) => actor.may('exam.sit') || actor.may('exam.results'),
  async run(ctx, { attemptId }) {
    const { own, examId, questions } = await ctx.call(reviewAttempt, { attemptId });
    const pending = questions.filter(({ pointsAwarded }) => pointsAwarded === null).length;
    return {
      pending,
      byHand: await marksByPosition(ctx, attemptId, own),
      rulings: await rulingsByPosition(ctx, attemptId, examId),
      history: await historyOf(ctx, attemptId, own)
    };
  }
});

async function placesOfPaper(ctx: Context, attemptId: number) {
  return ctx.db
    .select({ position: attemptQuestion.position, part: attemptQuestion.part, version: questionVersion })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .where(eq(attemptQuestion.attemptId, attemptId));
}

/** Of each marker the newest finished mark, in the order in which they were made. */
async function marksByPosition(ctx: Context, attemptId: number, own: boolean): Promise<Record<number, ByHand>> {
  const rows = await ctx.db
    .select()
    .from(humanMark)
    .where(eq(humanMark.attemptId, attemptId))
    .orderBy(asc(humanMark.id));
  const finished = rows.filter(({ share }) => share !== null);
  if (!finished.length) return {};
  const names = await accountNames(
    ctx,
    finished.map(({ markerId }) => markerId)
  );
  const places = await placesOfPaper(ctx, attemptId);
  const rubricAt = (position: number) => {
    const place = places.find((one) => one.position === position)!;
    return bodyAt(place.version, place.part).details?.rubric ?? [];
  };
  return Object.fromEntries(
    [...Map.groupBy(finished, ({ position }) => position)].map(([position, all]): [number, ByHand] => [
      position,
      {
        rubric: rubricAt(position),
        marks: [...new Map(all.map((mark) => [mark.markerId, mark])).values()].map((mark) => ({
          marker: own ? null : (names.get(mark.markerId) ?? null),
          given: mark.given.map((points) => points ?? 0),
          comment: mark.comment,
          at: mark.at
        }))
      }
    ])
  );
}

async function rulingsByPosition(
  ctx: Context,
  attemptId: number,
  examId: number
): Promise<Record<number, Ruling['kind']>> {
  const rulings = await rulingsOf(ctx, examId);
  if (!rulings.size) return {};
  return Object.fromEntries(
    (await placesOfPaper(ctx, attemptId)).flatMap(({ position, part, version }) => {
      const kind = rulings.get(rulingKey(version.id, part))?.kind;
      return kind && kind !== 'as-written' ? [[position, kind]] : [];
    })
  );
}

/** Every result from the first that was whole; a single one is no history. */
async function historyOf(ctx: Context, attemptId: number, own: boolean): Promise<PastResult[]> {
  const rows = await ctx.db
    .select({ result: attemptResult, reason: remark.reason })
    .from(attemptResult)
    .leftJoin(remark, eq(remark.id, attemptResult.remarkId))
    .where(eq(attemptResult.attemptId, attemptId))
    .orderBy(asc(attemptResult.id));
  const whole = rows.filter(({ result }) => result.passed !== null);
  if (whole.length < 2) return [];
  const names = await accountNames(
    ctx,
    whole.map(({ result }) => result.by)
  );
  return whole.map(({ result: { id, points, pointsPossible, passed, cause, at, by }, reason }) => ({
    ...{ id, points, pointsPossible, passed, cause, reason, at },
    by: own || by === null ? null : (names.get(by) ?? null)
  }));
}
