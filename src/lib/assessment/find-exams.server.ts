/** How exams are found: their keys, and their part in the search everywhere. */
import { and, desc, eq, gt, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { onlySystem, type Actor } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { finding, holdsEveryWord } from '#lib/platform/finding.server.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import { ownCandidate } from './exam-audience.server.ts';
import { examPhase, type ExamPhase } from './exam-clock.ts';
import { isInAudience, type ExamKind, type ExamStatus } from './exam.ts';
import { attempt, exam } from './schema.server.ts';

/** For `allow`: those who make exams, and those who see every result. */
export const seesExams = (actor: Actor) => actor.may('exam.manage') || actor.may('exam.results');

export interface ExamFound {
  id: number;
  title: string;
  kind: ExamKind;
  status: ExamStatus;
  phase: ExamPhase;
  opensAt: Instant;
}

const columns = {
  id: exam.id,
  title: exam.title,
  kind: exam.kind,
  status: exam.status,
  audience: exam.audience,
  opensAt: exam.opensAt,
  closesAt: exam.closesAt
};

/** Exams by the words of their titles or their pinyin, newest first: all of them, or one's own. */
export const findExams = query('assessment.find-exams', {
  input: finding,
  allow: (actor) => seesExams(actor) || actor.may('exam.sit'),
  async run(ctx, { q, most }): Promise<ExamFound[]> {
    const matching = holdsEveryWord(q, exam.searchKey);
    const rows = seesExams(ctx.actor)
      ? await ctx.db.select(columns).from(exam).where(matching).orderBy(desc(exam.opensAt), desc(exam.id)).limit(most)
      : await ownAmong(ctx, matching);
    return rows.slice(0, most).map(({ audience: _, closesAt, ...row }) => ({
      ...row,
      phase: examPhase({ opensAt: row.opensAt, closesAt }, ctx.now)
    }));
  }
});

/** Those a candidate may open: meant for them and not over, or sat by them. */
async function ownAmong(ctx: Context, matching: ReturnType<typeof holdsEveryWord>) {
  const candidate = await ownCandidate(ctx);
  const sat = ctx.db
    .select({ id: attempt.examId })
    .from(attempt)
    .where(eq(attempt.cadreId, ctx.actor.cadreId ?? 0));
  const rows = await ctx.db
    .select({ ...columns, sat: attempt.id })
    .from(exam)
    .leftJoin(attempt, and(eq(attempt.examId, exam.id), eq(attempt.cadreId, ctx.actor.cadreId ?? 0)))
    .where(and(matching, or(inArray(exam.id, sat), and(eq(exam.status, 'published'), gt(exam.closesAt, ctx.now)))))
    .orderBy(desc(exam.opensAt), desc(exam.id));
  const own = rows.filter((row) => row.sat !== null || (candidate && isInAudience(row.audience, candidate)));
  return [...new Map(own.map(({ sat: _, ...row }) => [row.id, row])).values()];
}

/** Gives exams written before there were keys theirs; run at the start. */
export const fillExamKeys = command('assessment.fill-search-keys', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rows = await ctx.db.select({ id: exam.id, title: exam.title }).from(exam).where(eq(exam.searchKey, ''));
    for (const { id, title } of rows)
      await ctx.db
        .update(exam)
        .set({ searchKey: searchKey(title) })
        .where(eq(exam.id, id));
    return rows.length;
  },
  trace: (_, count) => (count ? { subject: 'exam', id: null, detail: { count } } : undefined)
});
