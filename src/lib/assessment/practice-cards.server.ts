/** What a learner has behind them, question by question: read for choosing, written by every answer. */
import { and, asc, eq } from 'drizzle-orm';
import { dayOf, type Day, type Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { usableQuestions } from './bank-access.server.ts';
import { ownCandidate } from './exam-audience.server.ts';
import { isInAudience } from './exam.ts';
import { runningExams } from './found-exam.server.ts';
import { cardAfter } from './review-schedule.ts';
import { emptyBook, type Practisable } from './practice.ts';
import { practiceAnswer, practiceCard, practicePlan, questionVersion } from './schema.server.ts';

/** The questions that may be practised today, in the order of the bank, with what the learner has behind them. */
export async function practisable(ctx: Context, cadreId: number): Promise<Practisable[]> {
  const usable = await usableQuestions(ctx, ctx.today);
  const cards = await ctx.db.select().from(practiceCard).where(eq(practiceCard.cadreId, cadreId));
  const byQuestion = new Map(cards.map((card) => [card.questionId, card]));
  return usable.map((question) => ({ ...question, card: byQuestion.get(question.questionId) }));
}

/** @throws conflict: administrators' accounts have nobody on the roster behind them. */
export function requireCadre(ctx: Context): number {
  if (ctx.actor.cadreId === null) throw conflict('practice.only-cadres');
  return ctx.actor.cadreId;
}

/** What decides how an answer moves a card, the same for all answers of one call. */
export interface ReviewRules {
  leaveAfter: number;
  readyOn: Day | null;
}

export async function reviewRules(ctx: Context, cadreId: number): Promise<ReviewRules> {
  const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
  return { leaveAfter, readyOn: (await dayToBeReady(ctx, cadreId))?.day ?? null };
}

/**
 * Writes an answer given in practice: the book, and when the daily review asks again. An answer that was given before
 * others that are known already, and came in later, has its place among them.
 */
export async function noteAnswer(
  ctx: Context,
  cadreId: number,
  { questionId, right, at }: { questionId: number; right: boolean; at: Instant },
  { leaveAfter, readyOn }: ReviewRules
) {
  const known = await findCard(ctx, cadreId, questionId);
  const isLate = known?.memory && known.memory.reviewedAt >= at;
  const reviews = isLate ? await reviewsOf(ctx, cadreId, questionId, known.examErrors ?? []) : [{ right, at }];
  const start = isLate || !known ? { ...emptyBook, memory: null } : known;
  await keepCard(ctx, cadreId, questionId, cardAfter(start, reviews, leaveAfter, readyOn));
}

/** Puts what went wrong in an exam into the candidate's book; the daily review takes it up the next morning. */
export async function noteExamErrors(ctx: Context, cadreId: number, questionIds: readonly number[]) {
  for (const questionId of questionIds) {
    const known = await findCard(ctx, cadreId, questionId);
    const error = { right: false, at: ctx.now };
    await keepCard(ctx, cadreId, questionId, {
      ...cardAfter(known ?? { ...emptyBook, memory: null }, [error], 1, null),
      examErrors: [...(known?.examErrors ?? []), ctx.now]
    });
  }
}

/**
 * Follows a paper that was marked again: what turned out right leaves the book as if it had never been wrong, what turned
 * out wrong enters it.
 */
export async function correctExamErrors(
  ctx: Context,
  { cadreId, submittedAt }: { cadreId: number; submittedAt: Instant | null },
  before: readonly number[],
  after: readonly number[]
) {
  const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
  for (const questionId of before.filter((id) => !after.includes(id))) {
    const card = await findCard(ctx, cadreId, questionId);
    // The entry of this paper is the first one since it was handed in.
    const place = card?.examErrors?.findIndex((at) => at >= (submittedAt ?? 0)) ?? -1;
    if (!card || place < 0) continue;
    const examErrors = card.examErrors!.toSpliced(place, 1);
    const reviews = await reviewsOf(ctx, cadreId, questionId, examErrors);
    const anew = cardAfter({ ...emptyBook, memory: null }, reviews, leaveAfter, null);
    await keepCard(ctx, cadreId, questionId, { ...anew, dueOn: anew.dueOn ?? null, examErrors });
  }
  await noteExamErrors(
    ctx,
    cadreId,
    after.filter((id) => !before.includes(id))
  );
}

/** Everything that ever moved a card, in the order of its time. */
async function reviewsOf(ctx: Context, cadreId: number, questionId: number, examErrors: readonly Instant[]) {
  const answers = await ctx.db
    .select({ right: practiceAnswer.right, at: practiceAnswer.answeredAt })
    .from(practiceAnswer)
    .innerJoin(questionVersion, eq(questionVersion.id, practiceAnswer.questionVersionId))
    .where(and(eq(practiceAnswer.cadreId, cadreId), eq(questionVersion.questionId, questionId)))
    .orderBy(asc(practiceAnswer.answeredAt), asc(practiceAnswer.runId), asc(practiceAnswer.questionVersionId));
  return [...answers, ...examErrors.map((at) => ({ right: false, at }))].sort((a, b) => a.at - b.at);
}

export async function findCard(ctx: Context, cadreId: number, questionId: number) {
  const [card] = await ctx.db.select().from(practiceCard).where(isCard(cadreId, questionId));
  return card;
}

export async function keepCard(
  ctx: Context,
  cadreId: number,
  questionId: number,
  changed: Partial<typeof practiceCard.$inferInsert>
) {
  await ctx.db
    .insert(practiceCard)
    .values({ ...emptyBook, favourite: false, ...changed, cadreId, questionId })
    .onConflictDoUpdate({ target: [practiceCard.cadreId, practiceCard.questionId], set: changed });
}

const isCard = (cadreId: number, questionId: number) =>
  and(eq(practiceCard.cadreId, cadreId), eq(practiceCard.questionId, questionId));

/** The day a learner practises towards, and why it is this one. */
export interface ReadyDay {
  day: Day;
  /** The exam of that day, if it is for one. */
  examId: number | null;
  title: string | null;
  /** The learner chose it; else it is their next exam. */
  chosen: boolean;
}

/** The day or the exam that the learner chose, while it lies ahead; else their next exam; null without either. */
export async function dayToBeReady(ctx: Context, cadreId: number): Promise<ReadyDay | null> {
  const exams = await comingExams(ctx);
  const [plan] = await ctx.db.select().from(practicePlan).where(eq(practicePlan.cadreId, cadreId));
  const chosen = exams.find(({ examId }) => examId === plan?.examId);
  if (chosen) return { ...chosen, chosen: true };
  if (plan?.day && plan.day > ctx.today) return { day: plan.day, examId: null, title: null, chosen: true };
  return exams[0] ? { ...exams[0], chosen: false } : null;
}

/** The learner's exams ahead, soonest first: the day each opens, or closes if it is open already. */
export async function comingExams(ctx: Context): Promise<{ examId: number; title: string; day: Day }[]> {
  const candidate = await ownCandidate(ctx);
  if (!candidate || !ctx.actor.may('exam.sit')) return [];
  return (await runningExams(ctx))
    .filter(({ audience }) => isInAudience(audience, candidate))
    .map(({ id, title, opensAt, closesAt }) => ({
      examId: id,
      title,
      day: dayOf(opensAt > ctx.now ? opensAt : closesAt)
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
