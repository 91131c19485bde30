/** What the answers of all exams say about a question: for its page, and kept for lists. */
import { and, asc, eq, gt, gte, inArray, isNotNull, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { MINUTE, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { countingChoices, type KeptAnswer } from './answers.ts';
import { findingsOf, type Finding } from './item-flags.ts';
import { FEWEST, itemStatistics, type ItemStatistics, type Sighting } from './item-statistics.ts';
import { bodyAt } from './question.ts';
import {
  answer,
  attempt,
  attemptQuestion,
  attemptResult,
  exam,
  question,
  questionStatistic,
  questionVersion
} from './schema.server.ts';
import { mean, sum, type Estimate } from './statistics.ts';

export interface WordingStatistics {
  /** Wording and part, to tell lines apart. */
  id: string;
  number: number;
  /** Which part of a case, from 0; null for every other question. */
  part: number | null;
  exams: number;
  statistics: ItemStatistics;
  findings: Finding[];
}

export interface ExamUse {
  examId: number;
  title: string;
  closesAt: Instant;
  met: number;
  facility: Estimate;
}

/**
 * A question over all exams: each wording that stood on papers, newest first, and each exam. Totals are compared within
 * an exam, so that an easy exam does not pass for able people.
 */
export const questionStatistics = query('assessment.question-statistics', {
  input: z.object({ code: z.string().max(100) }),
  allow: holds('bank.view'),
  async run(ctx, { code }): Promise<{ wordings: WordingStatistics[]; exams: ExamUse[] }> {
    const [found] = await ctx.db.select({ id: question.id }).from(question).where(eq(question.code, code));
    if (!found) throw missing('bank.question-not-found');
    const sightings = await sightingsOf(ctx, [found.id], true);
    const wordings = [...Map.groupBy(sightings, ({ id }) => id)].map(([id, own]): WordingStatistics => {
      const { version, part } = own[0]!;
      const { type, options, answer: key } = bodyAt(version, part);
      const statistics = itemStatistics(own, { options: options.map((option) => option.key), answer: key });
      return {
        id,
        number: version.number,
        part,
        exams: new Set(own.map(({ examId }) => examId)).size,
        statistics,
        findings: findingsOf(type, statistics)
      };
    });
    return {
      wordings: wordings.sort((a, b) => b.number - a.number || (a.part ?? 0) - (b.part ?? 0)),
      exams: await examsOf(ctx, wholeOf(sightings))
    };
  }
});

async function examsOf(ctx: Context, sightings: readonly Seen[]): Promise<ExamUse[]> {
  const byExam = Map.groupBy(sightings, ({ examId }) => examId);
  if (!byExam.size) return [];
  const rows = await ctx.db
    .select({ examId: exam.id, title: exam.title, closesAt: exam.closesAt })
    .from(exam)
    .where(inArray(exam.id, [...byExam.keys()]));
  return rows
    .map((row): ExamUse => {
      const shares = byExam.get(row.examId)!.map(({ share }) => share);
      const facility: Estimate =
        shares.length < FEWEST.share ? { value: null, why: 'too-few' } : { value: mean(shares), why: null };
      return { ...row, met: shares.length, facility };
    })
    .sort((a, b) => b.closesAt - a.closesAt);
}

/**
 * Questions on papers that got a result since figures were last kept. A minute is looked back further, for results that
 * were being written just then.
 */
export const questionsToReckon = query('assessment.questions-to-reckon', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const [last] = await ctx.db.select({ at: max(questionStatistic.computedAt) }).from(questionStatistic);
    const rows = await ctx.db
      .selectDistinct({ questionId: questionVersion.questionId })
      .from(attemptResult)
      .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attemptResult.attemptId))
      .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
      .where(gte(attemptResult.at, (last?.at ?? 0) - MINUTE))
      .orderBy(asc(questionVersion.questionId));
    return { questionIds: rows.map(({ questionId }) => questionId) };
  }
});

/** Reckons the kept figures of some questions anew; few at a time, so that nobody waits for it. */
export const reckonQuestions = command('assessment.reckon-questions', {
  input: z.object({ questionIds: z.array(rowId).min(1).max(50) }),
  allow: onlySystem,
  async run(ctx, { questionIds }) {
    const seen = wholeOf(await sightingsOf(ctx, questionIds, false));
    const byQuestion = Map.groupBy(seen, ({ version }) => version.questionId);
    for (const [questionId, own] of byQuestion) {
      const { met, facility, itemRest } = itemStatistics(own, { options: [], answer: [] });
      const values = {
        met,
        exams: new Set(own.map(({ examId }) => examId)).size,
        facility: facility.value,
        discrimination: itemRest.value,
        computedAt: ctx.now
      };
      await ctx.db
        .insert(questionStatistic)
        .values({ questionId, ...values })
        .onConflictDoUpdate({ target: questionStatistic.questionId, set: values });
    }
    return { questions: byQuestion.size };
  },
  trace: 'own-record'
});

interface Seen extends Sighting {
  /** Wording and part: `12`, `12.0`. */
  id: string;
  attemptId: number;
  examId: number;
  part: number | null;
  points: number;
  possible: number;
  version: Pick<
    typeof questionVersion.$inferSelect,
    'id' | 'questionId' | 'number' | 'type' | 'stem' | 'options' | 'answer' | 'details'
  >;
}

/** Cases as one question each: the points of their parts together. */
function wholeOf(seen: readonly Seen[]): Seen[] {
  return [...Map.groupBy(seen, ({ attemptId, version }) => `${attemptId} ${version.id}`).values()].map((parts) => {
    const [points, possible] = [sum(parts.map((part) => part.points)), sum(parts.map((part) => part.possible))];
    return { ...parts[0]!, points, possible, share: points / possible };
  });
}

/** Every first paper of somebody on which one of the questions stood, wholly marked. */
async function sightingsOf(ctx: Context, questionIds: readonly number[], withChoices: boolean): Promise<Seen[]> {
  if (!questionIds.length) return [];
  const { id, questionId, number, type, stem, options, answer: key, details } = questionVersion;
  const rows = await ctx.db
    .select({
      attempt,
      position: attemptQuestion.position,
      possible: attemptQuestion.points,
      points: attemptQuestion.pointsAwarded,
      part: attemptQuestion.part,
      version: { id, questionId, number, type, stem, options, answer: key, details }
    })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .where(and(inArray(questionVersion.questionId, [...questionIds]), isNotNull(attempt.passed)))
    .orderBy(asc(attempt.number));
  const first = [
    ...new Map(
      rows
        .toReversed()
        .map((row) => [`${row.version.questionId} ${row.part} ${row.attempt.examId} ${row.attempt.cadreId}`, row])
    ).values()
  ].filter(({ possible, points }) => possible > 0 && points !== null);
  const scales = await scalesOf(
    ctx,
    first.map((row) => row.attempt.examId)
  );
  const choices = withChoices
    ? await choicesOf(
        ctx,
        first.map((row) => row.attempt)
      )
    : undefined;
  return first.map(({ attempt: sitting, position, possible, points, part, version }): Seen => {
    const scale = scales.get(sitting.examId)!;
    const restPossible = sitting.pointsPossible - possible;
    return {
      id: part === null ? `${version.id}` : `${version.id}.${part}`,
      attemptId: sitting.id,
      examId: sitting.examId,
      part,
      version,
      points: points!,
      possible,
      share: points! / possible,
      total: scale((sitting.points ?? 0) / sitting.pointsPossible),
      rest: restPossible > 0 ? scale(((sitting.points ?? 0) - points!) / restPossible) : 0,
      choice: choices?.get(sitting.id)?.get(position) ?? []
    };
  });
}

/** Of each exam how a result there becomes one in standard deviations from that exam's average. */
async function scalesOf(ctx: Context, examIds: readonly number[]): Promise<Map<number, (share: number) => number>> {
  const share = sql<number>`${attempt.points} / ${attempt.pointsPossible}`;
  const rows = examIds.length
    ? await ctx.db
        .select({
          examId: attempt.examId,
          middle: sql<number>`avg(${share})`,
          squares: sql<number>`avg((${share}) * (${share}))`
        })
        .from(attempt)
        .where(
          and(inArray(attempt.examId, [...new Set(examIds)]), isNotNull(attempt.passed), gt(attempt.pointsPossible, 0))
        )
        .groupBy(attempt.examId)
    : [];
  return new Map(
    rows.map(({ examId, middle, squares }) => {
      const spread = Math.sqrt(Math.max(0, Number(squares) - Number(middle) ** 2));
      return [examId, (value: number) => (spread > 1e-9 ? (value - Number(middle)) / spread : 0)];
    })
  );
}

async function choicesOf(ctx: Context, sittings: readonly (typeof attempt.$inferSelect)[]) {
  const kept = new Map<number, KeptAnswer[]>();
  for (let at = 0; at < sittings.length; at += 500) {
    const ids = sittings.slice(at, at + 500).map((sitting) => sitting.id);
    const rows = await ctx.db.select().from(answer).where(inArray(answer.attemptId, ids));
    for (const [attemptId, own] of Map.groupBy(rows, (row) => row.attemptId)) kept.set(attemptId, own);
  }
  return new Map(
    sittings.map(({ id, lateCounted }) => [id, countingChoices(kept.get(id) ?? [], lateCounted === true)])
  );
}
