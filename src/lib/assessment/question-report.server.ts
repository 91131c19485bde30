/** 题目有误: a learner says what is wrong with a question; a trainer settles it and answers. */
import { and, asc, desc, eq, isNotNull, isNull, count } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, paging, rowId, type Page } from '#lib/platform/input.ts';
import { requireCadre } from './practice-cards.server.ts';
import { question, questionReport, questionVersion } from './schema.server.ts';

export const ReportQuestion = z.object({ versionId: rowId, body: line(500) });

/** @throws conflict `practice.reported-already` while the person's own report on this wording waits */
export const reportQuestion = command('assessment.report-question', {
  input: ReportQuestion,
  allow: holds('practice.use'),
  async run(ctx, { versionId, body }): Promise<{ id: number }> {
    const cadreId = requireCadre(ctx);
    const [known] = await ctx.db
      .select({ id: questionVersion.id })
      .from(questionVersion)
      .where(eq(questionVersion.id, versionId));
    if (!known) throw missing('bank.question-not-found');
    const [waiting] = await ctx.db
      .select({ id: questionReport.id })
      .from(questionReport)
      .where(
        and(
          eq(questionReport.questionVersionId, versionId),
          eq(questionReport.cadreId, cadreId),
          isNull(questionReport.settledAt)
        )
      );
    if (waiting) throw conflict('practice.reported-already');
    const [row] = await ctx.db
      .insert(questionReport)
      .values({ questionVersionId: versionId, cadreId, body, reportedAt: ctx.now })
      .returning({ id: questionReport.id });
    return { id: row!.id };
  },
  trace: ({ versionId }, { id }) => ({ subject: 'question-report', id, detail: { versionId } })
});

export interface ReportRow {
  id: number;
  code: string;
  stem: string;
  /** The wording reported is no longer the newest. */
  outdated: boolean;
  body: string;
  reportedAt: Instant;
  reply: string | null;
  settledAt: Instant | null;
}

/** Reports for whoever keeps the bank; without the reporter's name, since it is the question that is judged. */
export const listReports = query('assessment.list-reports', {
  input: paging.extend({ settled: z.boolean().default(false) }),
  allow: holds('bank.manage'),
  async run(ctx, { page, pageSize, settled }): Promise<Page<ReportRow> & { open: number }> {
    const where = settled ? isNotNull(questionReport.settledAt) : isNull(questionReport.settledAt);
    const rows = await ctx.db
      .select({ report: questionReport, code: question.code, newest: question.version, wording: questionVersion })
      .from(questionReport)
      .innerJoin(questionVersion, eq(questionVersion.id, questionReport.questionVersionId))
      .innerJoin(question, eq(question.id, questionVersion.questionId))
      .where(where)
      .orderBy(settled ? desc(questionReport.settledAt) : asc(questionReport.reportedAt))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [total] = await ctx.db.select({ count: count() }).from(questionReport).where(where);
    const [open] = await ctx.db.select({ count: count() }).from(questionReport).where(isNull(questionReport.settledAt));
    return {
      rows: rows.map(({ report, code, newest, wording }) => ({
        id: report.id,
        code,
        stem: wording.stem,
        outdated: wording.number < newest,
        body: report.body,
        reportedAt: report.reportedAt,
        reply: report.reply,
        settledAt: report.settledAt
      })),
      total: total!.count,
      open: open!.count
    };
  }
});

export const SettleReport = z.object({ id: rowId, reply: line(500) });

/** Closes a report with an answer to whoever made it. The question itself is edited in the bank. */
export const settleReport = command('assessment.settle-report', {
  input: SettleReport,
  allow: holds('bank.manage'),
  async run(ctx, { id, reply }) {
    const [report] = await ctx.db.select().from(questionReport).where(eq(questionReport.id, id));
    if (!report) throw missing('practice.report-not-found');
    if (report.settledAt !== null) throw conflict('practice.report-settled');
    await ctx.db
      .update(questionReport)
      .set({ reply, settledAt: ctx.now, settledBy: ctx.actor.accountId })
      .where(eq(questionReport.id, id));
  },
  trace: ({ id }) => ({ subject: 'question-report', id })
});

export interface OwnReport {
  id: number;
  stem: string;
  body: string;
  reply: string | null;
  reportedAt: Instant;
}

/** What became of the acting person's reports, newest first, at most twenty. */
export const myReports = query('assessment.my-reports', {
  input: z.object({}),
  allow: holds('practice.use'),
  async run(ctx): Promise<OwnReport[]> {
    const rows = await ctx.db
      .select({ report: questionReport, stem: questionVersion.stem })
      .from(questionReport)
      .innerJoin(questionVersion, eq(questionVersion.id, questionReport.questionVersionId))
      .where(eq(questionReport.cadreId, requireCadre(ctx)))
      .orderBy(desc(questionReport.reportedAt))
      .limit(20);
    return rows.map(({ report: { id, body, reply, reportedAt }, stem }) => ({ id, stem, body, reply, reportedAt }));
  }
});
