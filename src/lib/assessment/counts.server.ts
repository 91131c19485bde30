import { and, count, eq, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { citesEndedLaw, isUsableOn, newestVersion } from './bank-access.server.ts';
import {
  attempt,
  exam,
  practiceAnswer,
  practiceRun,
  question,
  questionReport,
  questionVersion
} from './schema.server.ts';

/** How many questions the bank holds by their newest wording; `lawChanged` are live and rest on ended law. */
export async function countQuestions(ctx: Context) {
  const [all] = await ctx.db.select({ total: count() }).from(question);
  const byStatus = await ctx.db
    .select({ status: question.status, questions: count() })
    .from(question)
    .groupBy(question.status);
  const byType = await ctx.db
    .select({ type: questionVersion.type, questions: count() })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .groupBy(questionVersion.type);
  const countWhere = async (condition: SQL | undefined) => {
    const [row] = await ctx.db
      .select({ questions: count() })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .where(condition);
    return row!.questions;
  };
  return {
    total: all!.total,
    byType: Object.fromEntries(byType.map((row) => [row.type, row.questions])),
    byStatus: Object.fromEntries(byStatus.map((row) => [row.status, row.questions])),
    usableToday: await countWhere(isUsableOn(ctx.db, ctx.today)),
    lawChanged: await countWhere(and(eq(question.status, 'live'), citesEndedLaw(ctx.db, ctx.today)))
  };
}

/** How many exams there are by status, and how many papers were begun and handed in. */
export async function countExams(ctx: Context) {
  const byStatus = await ctx.db.select({ status: exam.status, exams: count() }).from(exam).groupBy(exam.status);
  const [attempts] = await ctx.db.select({ total: count(), submitted: count(attempt.submittedAt) }).from(attempt);
  return {
    exams: {
      total: byStatus.reduce((sum, row) => sum + row.exams, 0),
      byStatus: Object.fromEntries(byStatus.map((row) => [row.status, row.exams]))
    },
    attempts: attempts!
  };
}

/** How much was practised, and how many reports on questions wait; nobody can be told from it. */
export async function countPractice(ctx: Context) {
  const [rounds] = await ctx.db.select({ rounds: count(), finished: count(practiceRun.finishedAt) }).from(practiceRun);
  const [answers] = await ctx.db.select({ answers: count() }).from(practiceAnswer);
  const [reports] = await ctx.db
    .select({ reports: count(), settled: count(questionReport.settledAt) })
    .from(questionReport);
  return { ...rounds!, ...answers!, ...reports! };
}
