import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid } from '#lib/platform/errors.ts';
import { holdsEveryWord } from '#lib/platform/finding.server.ts';
import { line, optionalLine, paging, rowId, type Page } from '#lib/platform/input.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import {
  checkBlueprint,
  countAvailable,
  mixOf,
  paperTotals,
  type Blueprint,
  type BlueprintCheck,
  type Mix
} from './blueprint.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { membersOf } from './exam-audience.server.ts';
import { dropPaper, standingOfPaper, usableInWindow, type PaperPlan } from './exam-paper.server.ts';
import { examPhase, type ExamPhase } from './exam-clock.ts';
import { AudienceInput, ExamInput, momentOf } from './exam-input.ts';
import { examStatuses, type Audience } from './exam.ts';
import { seesExams } from './find-exams.server.ts';
import { releasedOf, type Released } from './exam-release.server.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { extraTimesOf, type ExtraTime } from './extra-time.server.ts';
import { attempt, exam } from './schema.server.ts';

/** Writes a draft, new or again. A published exam stays as it is: candidates rely on it. */
export const saveExam = command('assessment.save-exam', {
  input: ExamInput,
  allow: holds('exam.manage'),
  async run(ctx, { id, opensAt, closesAt, ...input }) {
    await requireAudience(ctx, input.audience);
    const values = {
      ...input,
      opensAt: momentOf(opensAt),
      closesAt: momentOf(closesAt),
      savedAt: ctx.now,
      searchKey: searchKey(input.title)
    };
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
    if (values.paper !== 'fixed' || !saysTheSame(present.blueprint, values.blueprint)) await dropPaper(ctx, id);
    return { id };
  },
  trace: ({ kind, opensAt, closesAt }, { id }) => ({ subject: 'exam', id, detail: { kind, opensAt, closesAt } })
});

/** A paper put together for another plan is no paper of this one. */
const saysTheSame = (before: Blueprint, after: Blueprint) => planKey(before) === planKey(after);
const planKey = (plan: Blueprint) =>
  JSON.stringify(
    plan.map(({ type, topicId, statuteId, difficulty, section, count: wanted, points }) => [
      type,
      topicId,
      statuteId ?? null,
      difficulty ?? null,
      section ?? '',
      wanted,
      points
    ])
  );

/** Opens a draft to its audience, when the bank can fill every row on the days of the window. */
export const publishExam = command('assessment.publish-exam', {
  input: z.object({ id: rowId }),
  allow: holds('exam.manage'),
  async run(ctx, { id }) {
    const draft = await requireExam(ctx, id);
    if (draft.status !== 'draft') throw conflict('assessment.exam-not-draft');
    if (draft.closesAt <= ctx.now) throw conflict('assessment.window-over');
    if (!draft.blueprint.length) throw conflict('assessment.paper-empty');
    const mix = draft.paper === 'fixed' ? await requirePaper(ctx, draft) : await requireMix(ctx, draft);
    if (!(await membersOf(ctx, draft.audience)).length) throw conflict('assessment.audience-empty');
    await ctx.db.update(exam).set({ status: 'published', publishedAt: ctx.now, mix }).where(eq(exam.id, id));
    return paperTotals(draft.blueprint);
  },
  trace: ({ id }, detail) => ({ subject: 'exam', id, detail })
});

/** Settles how difficult every candidate's paper is. */
async function requireMix(ctx: Context, draft: ExamRow): Promise<Mix[]> {
  const available = countAvailable(await usableInWindow(ctx, draft));
  const mix = mixOf(draft.blueprint, available);
  if (mix) return mix;
  const { rows } = checkBlueprint(draft.blueprint, available);
  throw conflict('assessment.bank-too-small', { missing: rows.reduce((sum, row) => sum + row.short, 0) });
}

async function requirePaper(ctx: Context, draft: ExamRow): Promise<null> {
  const { questions, ended } = (await standingOfPaper(ctx, draft))!;
  if (!questions) throw conflict('assessment.paper-empty');
  if (ended) throw conflict('assessment.paper-outdated', { count: ended });
  return null;
}

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
  allow: seesExams,
  async run(ctx, { page, pageSize, search, status }): Promise<Page<ExamListRow>> {
    const which = and(holdsEveryWord(search, exam.searchKey), status ? eq(exam.status, status) : undefined);
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

export interface FoundExam extends Omit<ExamRow, 'searchKey'> {
  phase: ExamPhase;
  /** How many it is meant for today. */
  members: number;
  check: BlueprintCheck;
  /** A paper that is the same for all: its questions, and how many of them may no longer be used. */
  fixed: { questions: number; ended: number } | null;
  extra: ExtraTime[];
  released: Released;
  started: number;
  handedIn: number;
}

/** An exam as those see it who make it, with what the bank can do for it today. */
export const findExam = query('assessment.find-exam', {
  input: z.object({ id: rowId }),
  allow: seesExams,
  async run(ctx, { id }): Promise<FoundExam> {
    const { searchKey: _, ...found } = await requireExam(ctx, id);
    const [members, check, fixed, extra, sittings] = [
      await membersOf(ctx, found.audience),
      await checkAgainstBank(ctx, found),
      await standingOfPaper(ctx, found),
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
      fixed,
      extra,
      released: await releasedOf(ctx, found),
      started: sittings[0]!.started,
      handedIn: sittings[0]!.handedIn
    };
  }
});

async function checkAgainstBank(ctx: Context, draft: PaperPlan): Promise<BlueprintCheck> {
  return checkBlueprint(draft.blueprint, countAvailable(await usableInWindow(ctx, draft)));
}

async function requireAudience(ctx: Context, audience: Audience) {
  if (audience.scope !== 'cadres') return;
  const known = await peopleByIds(ctx, audience.cadreIds);
  if (known.length !== new Set(audience.cadreIds).size) throw invalid('assessment.candidate-not-found');
}
