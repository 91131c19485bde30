/** What a learner has behind them, question by question: read for choosing, written by every answer. */
import { and, eq } from 'drizzle-orm';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { usableQuestions } from './bank-access.server.ts';
import { ownCandidate } from './exam-audience.server.ts';
import { isInAudience } from './exam.ts';
import { runningExams } from './exam.server.ts';
import { bookAfter, emptyBook, type Practisable } from './practice.ts';
import { reviewed } from './review-schedule.ts';
import { practiceCard } from './schema.server.ts';

/** The questions that may be practised today, in the order of the bank, with what the learner has behind them. */
export async function practisable(ctx: Context, cadreId: number): Promise<Practisable[]> {
  const usable = await usableQuestions(ctx, ctx.today);
  const cards = await ctx.db.select().from(practiceCard).where(eq(practiceCard.cadreId, cadreId));
  const byQuestion = new Map(cards.map((card) => [card.questionId, card]));
  return usable.map((question) => ({ ...question, card: byQuestion.get(question.questionId) }));
}

/** Writes an answer given in practice: the book, and when the daily review asks again. */
export async function noteAnswer(ctx: Context, cadreId: number, questionId: number, right: boolean) {
  const known = await findCard(ctx, cadreId, questionId);
  const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
  const book = bookAfter(known ?? emptyBook, right, leaveAfter, ctx.now);
  const next = reviewed(known?.memory ?? null, right, ctx.now, await nextExamDay(ctx));
  await keepCard(ctx, cadreId, questionId, { ...book, ...next });
}

/** Puts what went wrong in an exam into the candidate's book; the daily review takes it up the next morning. */
export async function noteExamErrors(ctx: Context, cadreId: number, questionIds: readonly number[]) {
  for (const questionId of questionIds) {
    const known = await findCard(ctx, cadreId, questionId);
    const book = bookAfter(known ?? emptyBook, false, 1, ctx.now);
    await keepCard(ctx, cadreId, questionId, { ...book, ...reviewed(known?.memory ?? null, false, ctx.now, null) });
  }
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

/** The day on which the learner's next exam opens, or closes if it is open already. */
async function nextExamDay(ctx: Context): Promise<Day | null> {
  const candidate = await ownCandidate(ctx);
  if (!candidate || !ctx.actor.may('exam.sit')) return null;
  const days = (await runningExams(ctx))
    .filter(({ audience }) => isInAudience(audience, candidate))
    .map(({ opensAt, closesAt }) => dayOf(opensAt > ctx.now ? opensAt : closesAt));
  return days.length ? days.reduce((first, day) => (day < first ? day : first)) : null;
}
