import { and, asc, count, desc, eq, gt, inArray, isNull, like } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { line, optionalLine, paging, rowId, type Page } from '#lib/platform/input.ts';
import { usableQuestions } from './bank-access.server.ts';
import { checkBlueprint, countAvailable, paperTotals, type BlueprintCheck } from './blueprint.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { membersOf } from './exam-audience.server.ts';
import { examPhase, type ExamPhase } from './exam-clock.ts';
import { AudienceInput, ExamInput, momentOf } from './exam-input.ts';
import { examStatuses, type Audience } from './exam.ts';
import { attempt, exam, examExtraTime } from './schema.server.ts';

export type ExamRow = typeof exam.$inferSelect;

/** Writes a draft, new or again. A published exam stays as it is: candidates rely on it. */
export const saveExam = command('assessment.save-exam', {
  input: ExamInput,
  allow: holds('exam.manage'),
  async run(ctx, { id, opensAt, closesAt, ...input }) {
    await requireAudience(ctx, input.audience);
    const values = { ...input, opensAt: momentOf(opensAt), closesAt: momentOf(closesAt), savedAt: ctx.now };
    if (id === undefined) {
      const [created] = await ctx.db
        .insert(exam)
        .values({ ...values, status: 'draft', createdAt: ctx.now, createdBy: ctx.actor.accountId })
        .returning({ id: exam.id });
      return created!;
    }
    const present = await requireExam(ctx, id);
    if (present.status !== 'draft') throw conflict('assessment.exam-not-draft');
    await ctx.db.update(exam).set(values).where(eq(exam.id, id));
    return { id };
  },
  trace: ({ kind, opensAt, closesAt }, { id }) => ({ subject: 'exam', id, detail: { kind, opensAt, closesAt } })
});

/** Opens a draft to its audience, when the bank can fill every row on the days of the window. */
export const publishExam = command('assessment.publish-exam', {
  input: z.object({ id: rowId }),
  allow: holds('exam.manage'),
  async run(ctx, { id }) {
    const draft = await requireExam(ctx, id);
    if (draft.status !== 'draft') throw conflict('assessment.exam-not-draft');
    if (draft.closesAt <= ctx.now) throw conflict('assessment.window-over');
    if (!draft.blueprint.length) throw conflict('assessment.paper-empty');
    const check = await checkAgainstBank(ctx, draft);
    const short = check.rows.reduce((sum, row) => sum + row.short, 0);
    if (!check.ok) throw conflict('assessment.bank-too-small', { missing: short });
    if (!(await membersOf(ctx, draft.audience)).length) throw conflict('assessment.audience-empty');
    await ctx.db.update(exam).set({ status: 'published', publishedAt: ctx.now }).where(eq(exam.id, id));
    return { questions: check.questions, points: check.points };
  },
  trace: ({ id }, detail) => ({ subject: 'exam', id, detail })
});

/** Takes an exam back, with the reason. Nobody is thrown out of a paper they are sitting. */
export const withdrawExam = command('assessment.withdraw-exam', {
  input: z.object({ id: rowId, reason: line(200) }),
  allow: holds('exam.manage'),
  async run(ctx, { id, reason }) {
    const present = await requireExam(ctx, id);
    if (present.status === 'withdrawn') throw conflict('assessment.exam-withdrawn');
    const [sitting] = await ctx.db
      .select({ count: count() })
      .from(attempt)
      .where(and(eq(attempt.examId, id), isNull(attempt.submittedAt)));
    if (sitting!.count) throw conflict('assessment.exam-being-sat', { count: sitting!.count });
    await ctx.db
      .update(exam)
      .set({ status: 'withdrawn', withdrawnAt: ctx.now, withdrawnReason: reason })
      .where(eq(exam.id, id));
    return { before: present.status };
  },
  trace: ({ id, reason }, { before }) => ({ subject: 'exam', id, detail: { before, reason } })
});

/**
 * More minutes for one candidate, decided for a reason; 0 takes them back. Somebody who is sitting already gets
 * them at once, and the page learns of it with the next answer.
 */
export const grantExtraTime = command('assessment.grant-extra-time', {
  input: z.object({
    examId: rowId,
    cadreId: rowId,
    minutes: z.coerce.number().int().min(0).max(600),
    reason: line(200)
  }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, cadreId, minutes, reason }) {
    const present = await requireExam(ctx, examId);
    if (present.status === 'withdrawn') throw conflict('assessment.exam-withdrawn');
    const [person] = await peopleByIds(ctx, [cadreId]);
    if (!person) throw missing('assessment.candidate-not-found');
    if (minutes > present.minutes * 2) throw invalid('assessment.extra-time-too-long', { most: present.minutes * 2 });
    const [held] = await ctx.db.select().from(examExtraTime).where(ofCandidate(examId, cadreId));
    const before = held?.minutes ?? 0;
    await ctx.db.delete(examExtraTime).where(ofCandidate(examId, cadreId));
    if (minutes) {
      await ctx.db
        .insert(examExtraTime)
        .values({ examId, cadreId, minutes, reason, grantedAt: ctx.now, grantedBy: ctx.actor.accountId });
    }
    const [open] = await ctx.db
      .select()
      .from(attempt)
      .where(and(eq(attempt.examId, examId), eq(attempt.cadreId, cadreId), isNull(attempt.submittedAt)));
    if (open) {
      const deadlineAt = Math.max(open.deadlineAt + (minutes - before) * 60_000, ctx.now);
      await ctx.db.update(attempt).set({ deadlineAt }).where(eq(attempt.id, open.id));
    }
    return { before };
  },
  trace: ({ examId, cadreId, minutes, reason }, { before }) => ({
    subject: 'exam',
    id: examId,
    detail: { cadreId, minutes, before, reason }
  })
});

const ofCandidate = (examId: number, cadreId: number) =>
  and(eq(examExtraTime.examId, examId), eq(examExtraTime.cadreId, cadreId));

export interface ExamListRow extends Pick<
  ExamRow,
  'id' | 'title' | 'kind' | 'status' | 'opensAt' | 'closesAt' | 'minutes' | 'savedAt'
> {
  phase: ExamPhase;
  questions: number;
  points: number;
  /** Papers handed in. */
  handedIn: number;
}

/** Every exam, newest window first. */
export const listExams = query('assessment.list-exams', {
  input: paging.extend({
    search: optionalLine(60),
    status: z
      .enum(['', ...examStatuses])
      .catch('')
      .default('')
  }),
  allow: (actor) => actor.may('exam.manage') || actor.may('exam.results'),
  async run(ctx, { page, pageSize, search, status }): Promise<Page<ExamListRow>> {
    const which = and(
      search ? like(exam.title, `%${search.replace(/[\\%_]/g, '')}%`) : undefined,
      status ? eq(exam.status, status) : undefined
    );
    const [total] = await ctx.db.select({ count: count() }).from(exam).where(which);
    const rows = await ctx.db
      .select()
      .from(exam)
      .where(which)
      .orderBy(desc(exam.opensAt), desc(exam.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const handedIn = rows.length
      ? await ctx.db
          .select({ examId: attempt.examId, count: count(attempt.submittedAt) })
          .from(attempt)
          .where(
            inArray(
              attempt.examId,
              rows.map((row) => row.id)
            )
          )
          .groupBy(attempt.examId)
      : [];
    const counts = new Map(handedIn.map((row) => [row.examId, row.count]));
    return {
      total: total!.count,
      rows: rows.map(({ id, title, kind, status: state, opensAt, closesAt, minutes, savedAt, blueprint }) => ({
        id,
        title,
        kind,
        status: state,
        opensAt,
        closesAt,
        minutes,
        savedAt,
        phase: examPhase({ opensAt, closesAt }, ctx.now),
        ...paperTotals(blueprint),
        handedIn: counts.get(id) ?? 0
      }))
    };
  }
});

/** How many an audience reaches today. */
export const audienceSize = query('assessment.audience-size', {
  input: z.object({ audience: AudienceInput }),
  allow: holds('exam.manage'),
  async run(ctx, { audience }) {
    return (await membersOf(ctx, audience)).length;
  }
});

export interface ExtraTime {
  cadreId: number;
  name: string;
  staffNumber: string;
  minutes: number;
  reason: string;
  grantedAt: number;
}

export interface FoundExam extends ExamRow {
  phase: ExamPhase;
  /** How many it is meant for today. */
  members: number;
  check: BlueprintCheck;
  extra: ExtraTime[];
  started: number;
  handedIn: number;
}

/** An exam as those see it who make it, with what the bank can do for it today. */
export const findExam = query('assessment.find-exam', {
  input: z.object({ id: rowId }),
  allow: (actor) => actor.may('exam.manage') || actor.may('exam.results'),
  async run(ctx, { id }): Promise<FoundExam> {
    const found = await requireExam(ctx, id);
    const [members, check, extra, sittings] = [
      await membersOf(ctx, found.audience),
      await checkAgainstBank(ctx, found),
      await extraTimesOf(ctx, id),
      await ctx.db
        .select({ started: count(), handedIn: count(attempt.submittedAt) })
        .from(attempt)
        .where(eq(attempt.examId, id))
    ];
    return {
      ...found,
      phase: examPhase(found, ctx.now),
      members: members.length,
      check,
      extra,
      started: sittings[0]!.started,
      handedIn: sittings[0]!.handedIn
    };
  }
});

async function extraTimesOf(ctx: Context, examId: number): Promise<ExtraTime[]> {
  const rows = await ctx.db
    .select()
    .from(examExtraTime)
    .where(eq(examExtraTime.examId, examId))
    .orderBy(asc(examExtraTime.grantedAt));
  const people = new Map(
    (
      await peopleByIds(
        ctx,
        rows.map((row) => row.cadreId)
      )
    ).map((person) => [person.cadreId, person])
  );
  return rows.map(({ cadreId, minutes, reason, grantedAt }) => ({
    cadreId,
    minutes,
    reason,
    grantedAt,
    name: people.get(cadreId)?.name ?? '',
    staffNumber: people.get(cadreId)?.staffNumber ?? ''
  }));
}

/** A question must be good on the first and on the last day: candidates of one exam draw from one pool. */
async function checkAgainstBank(
  ctx: Context,
  { blueprint, opensAt, closesAt }: Pick<ExamRow, 'blueprint' | 'opensAt' | 'closesAt'>
): Promise<BlueprintCheck> {
  const from = dayOf(Math.max(opensAt, ctx.now));
  const to = dayOf(Math.max(closesAt, ctx.now));
  const first = await usableQuestions(ctx, from);
  if (from === to) return checkBlueprint(blueprint, countAvailable(first));
  const last = new Set((await usableQuestions(ctx, to)).map(({ versionId }) => versionId));
  return checkBlueprint(blueprint, countAvailable(first.filter(({ versionId }) => last.has(versionId))));
}

/** @throws when there is no such exam. */
export async function requireExam(ctx: Context, id: number): Promise<ExamRow> {
  const [found] = await ctx.db.select().from(exam).where(eq(exam.id, id));
  if (!found) throw missing('assessment.exam-not-found');
  return found;
}

async function requireAudience(ctx: Context, audience: Audience) {
  if (audience.scope !== 'cadres') return;
  const known = await peopleByIds(ctx, audience.cadreIds);
  if (known.length !== new Set(audience.cadreIds).size) throw invalid('assessment.candidate-not-found');
}

/** Exams that are published and not over. */
export async function runningExams(ctx: Context): Promise<ExamRow[]> {
  return ctx.db
    .select()
    .from(exam)
    .where(and(eq(exam.status, 'published'), gt(exam.closesAt, ctx.now)))
    .orderBy(asc(exam.opensAt), asc(exam.id));
}
