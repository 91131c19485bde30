import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds, reaches } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { inOrder, labelsOf, markAttempt } from './attempt.server.ts';
import { countingChoices, type KeptAnswer } from './answers.ts';
import { questionContents, type QuestionContent } from './bank-access.server.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { endedReasons } from './exam-record.server.ts';
import { releasedOf } from './exam-release.server.ts';
import { percentOf } from './marking.ts';
import { bodyAt, type Option, type QuestionBody } from './question.ts';
import { answer, attempt, attemptQuestion, exam } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;

/** A place of a paper after it was handed in: a question, or a part of a case. Keys are the bank's. */
export interface ReviewedQuestion extends QuestionBody, Pick<QuestionContent, 'topic' | 'explanation' | 'citations'> {
  position: number;
  /** How people count: a case is one question, its parts are 3.1, 3.2 … */
  label: string;
  /** 材料; null outside a case. */
  material: string | null;
  /** The right side of a matching, in the order shown. */
  targets: Option[];
  points: number;
  /** Null while a person has yet to mark it. */
  pointsAwarded: number | null;
  choice: string[];
  /** Wholly right, wrong, in part; null while a person has yet to mark it. */
  outcome: 'right' | 'part' | 'wrong' | null;
}

/**
 * A paper after it was handed in: for those who see results of the candidate's unit, and for the candidate once the
 * answers are out.
 *
 * @throws conflict `assessment.answers-held` until then.
 */
export const reviewAttempt = query('assessment.review-attempt', {
  input: z.object({ attemptId: rowId }),
  allow: (actor) => actor.may('exam.sit') || actor.may('exam.results'),
  async run(ctx, { attemptId }) {
    const [found] = await ctx.db
      .select({ sitting: attempt, exam })
      .from(attempt)
      .innerJoin(exam, eq(exam.id, attempt.examId))
      .where(eq(attempt.id, attemptId));
    const { sitting, exam: about } = found ?? missingAttempt();
    const [person] = await peopleByIds(ctx, [sitting.cadreId]);
    const own = sitting.cadreId === ctx.actor.cadreId;
    if (!own && !reaches(ctx.actor, 'exam.results', person?.unitId ?? null)) missingAttempt();
    if (sitting.submittedAt === null) throw conflict('assessment.not-handed-in');
    if (own && !(await releasedOf(ctx, about)).answers) throw conflict('assessment.answers-held');
    const kept = await ctx.db.select().from(answer).where(eq(answer.attemptId, attemptId)).orderBy(asc(answer.id));
    return {
      title: about.title,
      kind: about.kind,
      passPercent: about.passPercent,
      ended: (await endedReasons(ctx, [sitting])).get(attemptId) ?? null,
      paperForm: sitting.paperForm,
      attemptId,
      examId: sitting.examId,
      number: sitting.number,
      own,
      candidate: { name: person?.name ?? '', staffNumber: person?.staffNumber ?? '', unitName: person?.unitName ?? '' },
      startedAt: sitting.startedAt,
      submittedAt: sitting.submittedAt,
      submittedBy: sitting.submittedBy,
      points: sitting.points ?? 0,
      pointsPossible: sitting.pointsPossible,
      percent: percentOf(sitting.points ?? 0, sitting.pointsPossible),
      passed: sitting.passed === true,
      late: lateAnswers(kept),
      lateCounted: sitting.lateCounted,
      questions: await reviewedQuestions(ctx, sitting, kept)
    };
  }
});

function missingAttempt(): never {
  throw missing('assessment.attempt-not-found');
}

async function reviewedQuestions(
  ctx: Context,
  sitting: AttemptRow,
  kept: readonly KeptAnswer[]
): Promise<ReviewedQuestion[]> {
  const paper = await ctx.db
    .select()
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, sitting.id))
    .orderBy(asc(attemptQuestion.position));
  const contents = await questionContents(
    ctx,
    paper.map(({ questionVersionId }) => questionVersionId)
  );
  const byVersion = new Map(contents.map((content) => [content.versionId, content]));
  const choices = countingChoices(kept, sitting.lateCounted === true);
  const labels = labelsOf(paper);
  return paper.map(({ position, part, questionVersionId, optionOrder, points, pointsAwarded }, at) => {
    const content = byVersion.get(questionVersionId)!;
    const { type, stem, options, answer: right, details } = bodyAt(content, part);
    return {
      position,
      label: labels[at]!,
      material: part === null ? null : content.stem,
      points,
      pointsAwarded,
      outcome: outcomeOf(pointsAwarded, points),
      choice: [...(choices.get(position) ?? [])],
      type,
      topic: content.topic,
      stem,
      options: inOrder(options, optionOrder),
      targets: inOrder(details?.targets ?? [], optionOrder),
      answer: right,
      details,
      // What explains the whole case stands under its last part.
      explanation: part === null || paper[at + 1]?.questionVersionId !== questionVersionId ? content.explanation : '',
      citations: part === null || paper[at + 1]?.questionVersionId !== questionVersionId ? content.citations : []
    };
  });
}

function outcomeOf(awarded: number | null, points: number): ReviewedQuestion['outcome'] {
  if (awarded === null) return null;
  return awarded >= points ? 'right' : awarded > 0 ? 'part' : 'wrong';
}

/** Answers that came too late: of each question the last. */
function lateAnswers(kept: readonly (typeof answer.$inferSelect)[]): { position: number; receivedAt: number }[] {
  const late = new Map(kept.filter((entry) => entry.late).map((entry) => [entry.position, entry.receivedAt]));
  return [...late].map(([position, receivedAt]) => ({ position, receivedAt })).sort((a, b) => a.position - b.position);
}

/**
 * Answers that arrived after the deadline or the hand-in were kept; a person decides, for a reason, whether they
 * count, and may decide again. The paper is marked anew.
 */
export const decideLateAnswers = command('assessment.decide-late-answers', {
  input: z.object({ attemptId: rowId, counted: z.boolean(), reason: line(200) }),
  allow: holds('exam.manage'),
  async run(ctx, { attemptId, counted }) {
    const [sitting] = await ctx.db.select().from(attempt).where(eq(attempt.id, attemptId));
    const [person] = sitting ? await peopleByIds(ctx, [sitting.cadreId]) : [];
    if (!sitting || !reaches(ctx.actor, 'exam.manage', person?.unitId ?? null)) missingAttempt();
    if (sitting.submittedAt === null) throw conflict('assessment.not-handed-in');
    const [late] = await ctx.db
      .select({ id: answer.id })
      .from(answer)
      .where(and(eq(answer.attemptId, attemptId), eq(answer.late, true)))
      .limit(1);
    if (!late) throw conflict('assessment.no-late-answers');
    await ctx.db.update(attempt).set({ lateCounted: counted }).where(eq(attempt.id, attemptId));
    return markAttempt(ctx, { ...sitting, lateCounted: counted }, 'candidate');
  },
  trace: ({ attemptId, counted, reason }, { points, passed }) => ({
    subject: 'attempt',
    id: attemptId,
    detail: { counted, reason, points, passed }
  })
});
