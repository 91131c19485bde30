import { and, asc, eq, gt } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { exam } from './schema.server.ts';

export type ExamRow = typeof exam.$inferSelect;

/** @throws when there is no such exam. */
export async function requireExam(ctx: Context, id: number): Promise<ExamRow> {
  const [found] = await ctx.db.select().from(exam).where(eq(exam.id, id));
  if (!found) throw missing('assessment.exam-not-found');
  return found;
}

/** Exams that are published and not over. */
export async function runningExams(ctx: Context): Promise<ExamRow[]> {
  return ctx.db
    .select()
    .from(exam)
    .where(and(eq(exam.status, 'published'), gt(exam.closesAt, ctx.now)))
    .orderBy(asc(exam.opensAt), asc(exam.id));
}
