/** 加时: more time for one person, in one exam or in all of them. Only those who grant it see it, and the person. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { MINUTE } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { requireExam } from './found-exam.server.ts';
import { FACTORS, minutesOfFactor } from './exam.ts';
import { attempt, examExtraTime, lastingExtraTime } from './schema.server.ts';

const factorInput = z.coerce.number().min(FACTORS.least).max(FACTORS.most).multipleOf(FACTORS.step);

/**
 * More time for one candidate of one exam, as minutes or as a multiple of its own time, decided for a reason; 0
 * minutes take it back. Somebody who is sitting already gets it at once, and the page learns of it by itself.
 */
export const grantExtraTime = command('assessment.grant-extra-time', {
  input: z.object({
    examId: rowId,
    cadreId: rowId,
    minutes: z.coerce.number().int().min(0).max(1200).default(0),
    factor: factorInput.nullable().default(null),
    reason: line(200)
  }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, cadreId, factor, reason, ...given }) {
    const present = await requireExam(ctx, examId);
    if (present.status === 'withdrawn') throw conflict('assessment.exam-withdrawn');
    await requirePerson(ctx, cadreId);
    const minutes = factor === null ? given.minutes : minutesOfFactor(present.minutes, factor);
    if (minutes > present.minutes * 2) throw invalid('assessment.extra-time-too-long', { most: present.minutes * 2 });
    const before = await extraMinutesOf(ctx, present, cadreId);
    await ctx.db.delete(examExtraTime).where(ofCandidate(examId, cadreId));
    if (minutes) {
      await ctx.db
        .insert(examExtraTime)
        .values({ examId, cadreId, minutes, factor, reason, grantedAt: ctx.now, grantedBy: ctx.actor.accountId });
    }
    const after = await extraMinutesOf(ctx, present, cadreId);
    await moveDeadline(ctx, examId, cadreId, after - before);
    return { before, minutes: after };
  },
  trace: ({ examId, cadreId, factor, reason }, { before, minutes }) => ({
    subject: 'exam',
    id: examId,
    detail: { cadreId, minutes, factor, before, reason }
  })
});

async function moveDeadline(ctx: Context, examId: number, cadreId: number, minutes: number) {
  const [open] = await ctx.db
    .select()
    .from(attempt)
    .where(and(eq(attempt.examId, examId), eq(attempt.cadreId, cadreId), isNull(attempt.submittedAt)));
  if (!open || !minutes) return;
  const deadlineAt = Math.max(open.deadlineAt + minutes * MINUTE, ctx.now);
  await ctx.db.update(attempt).set({ deadlineAt }).where(eq(attempt.id, open.id));
}

/**
 * What one candidate gets beyond an exam's minutes: what was decided for this exam, else what was decided for the
 * person, in whole minutes.
 */
export async function extraMinutesOf(
  ctx: Context,
  exam: { id: number; minutes: number },
  cadreId: number
): Promise<number> {
  const [own] = await ctx.db.select().from(examExtraTime).where(ofCandidate(exam.id, cadreId));
  if (own) return own.factor === null ? own.minutes : minutesOfFactor(exam.minutes, own.factor);
  const [lasting] = await ctx.db.select().from(lastingExtraTime).where(isRunning(cadreId));
  return lasting ? minutesOfFactor(exam.minutes, lasting.factor) : 0;
}

const ofCandidate = (examId: number, cadreId: number) =>
  and(eq(examExtraTime.examId, examId), eq(examExtraTime.cadreId, cadreId));
const isRunning = (cadreId: number) => and(eq(lastingExtraTime.cadreId, cadreId), isNull(lastingExtraTime.endedAt));

/**
 * Remembers for one person that every exam takes them longer. It holds for papers begun from now on; whoever had it
 * before gets the new one instead.
 */
export const grantLastingExtraTime = command('assessment.grant-lasting-extra-time', {
  input: z.object({ cadreId: rowId, factor: factorInput, reason: line(200) }),
  allow: holds('exam.manage'),
  async run(ctx, { cadreId, factor, reason }) {
    await requirePerson(ctx, cadreId);
    await endRunning(ctx, cadreId);
    const [granted] = await ctx.db
      .insert(lastingExtraTime)
      .values({ cadreId, factor, reason, grantedAt: ctx.now, grantedBy: ctx.actor.accountId })
      .returning({ id: lastingExtraTime.id });
    return granted!;
  },
  trace: ({ cadreId, factor }, { id }) => ({ subject: 'extra-time', id, detail: { cadreId, factor } })
});

/** Ends it; what was begun under it keeps its time. */
export const endLastingExtraTime = command('assessment.end-lasting-extra-time', {
  input: z.object({ id: rowId }),
  allow: holds('exam.manage'),
  async run(ctx, { id }) {
    const [held] = await ctx.db.select().from(lastingExtraTime).where(eq(lastingExtraTime.id, id));
    if (!held || held.endedAt !== null) throw missing('assessment.extra-time-not-found');
    await endRunning(ctx, held.cadreId);
    return { cadreId: held.cadreId };
  },
  trace: ({ id }, detail) => ({ subject: 'extra-time', id, detail })
});

async function endRunning(ctx: Context, cadreId: number) {
  await ctx.db
    .update(lastingExtraTime)
    .set({ endedAt: ctx.now, endedBy: ctx.actor.accountId })
    .where(isRunning(cadreId));
}

async function requirePerson(ctx: Context, cadreId: number) {
  const [person] = await peopleByIds(ctx, [cadreId]);
  if (!person) throw missing('assessment.candidate-not-found');
}

export interface LastingExtraTime {
  id: number;
  name: string;
  staffNumber: string;
  unitName: string;
  factor: number;
  reason: string;
  grantedAt: number;
}

/** Everybody who has more time in every exam. */
export const listLastingExtraTime = query('assessment.list-lasting-extra-time', {
  input: z.object({}),
  allow: holds('exam.manage'),
  async run(ctx): Promise<LastingExtraTime[]> {
    const rows = await ctx.db
      .select()
      .from(lastingExtraTime)
      .where(isNull(lastingExtraTime.endedAt))
      .orderBy(asc(lastingExtraTime.grantedAt));
    const people = await peopleById(
      ctx,
      rows.map(({ cadreId }) => cadreId)
    );
    return rows.map(({ id, cadreId, factor, reason, grantedAt }) => ({
      id,
      factor,
      reason,
      grantedAt,
      ...people(cadreId)
    }));
  }
});

export interface ExtraTime {
  cadreId: number;
  name: string;
  staffNumber: string;
  minutes: number;
  factor: number | null;
  reason: string;
  grantedAt: number;
}

/** What was decided for the candidates of one exam. */
export async function extraTimesOf(ctx: Context, examId: number): Promise<ExtraTime[]> {
  const rows = await ctx.db
    .select()
    .from(examExtraTime)
    .where(eq(examExtraTime.examId, examId))
    .orderBy(asc(examExtraTime.grantedAt));
  const people = await peopleById(
    ctx,
    rows.map(({ cadreId }) => cadreId)
  );
  return rows.map(({ cadreId, minutes, factor, reason, grantedAt }) => {
    const { name, staffNumber } = people(cadreId);
    return { cadreId, minutes, factor, reason, grantedAt, name, staffNumber };
  });
}

async function peopleById(ctx: Context, cadreIds: number[]) {
  const found = new Map((await peopleByIds(ctx, cadreIds)).map((person) => [person.cadreId, person]));
  return (cadreId: number) => {
    const { name = '', staffNumber = '', unitName = '' } = found.get(cadreId) ?? {};
    return { name, staffNumber, unitName };
  };
}
