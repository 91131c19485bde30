/** The device that writes on a paper: taking it over, and hearing from it between answers. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { DeviceKey, OwnDevice } from './answers.server.ts';
import { requireOwnAttempt } from './attempt.server.ts';
import { mayWrite } from './attempt-device.ts';
import type { AttemptEventKind } from './attempt-events.ts';
import { attempt, attemptEvent } from './schema.server.ts';

/**
 * Makes this device the one that writes. The one before only reads from now on; what it still has to send arrives all
 * the same. Taking over from oneself changes nothing.
 */
export const takeOverAttempt = command('assessment.take-over-attempt', {
  input: z.object({ attemptId: rowId, device: OwnDevice }),
  allow: holds('exam.sit'),
  async run(ctx, { attemptId, device }) {
    const { submittedAt, device: held, takeOvers } = await requireOwnAttempt(ctx, attemptId);
    if (submittedAt !== null) throw conflict('assessment.handed-in');
    if (held === device) return { isNew: false };
    const isNew = held !== null;
    await ctx.db
      .update(attempt)
      .set({ device, takeOvers: takeOvers + Number(isNew) })
      .where(eq(attempt.id, attemptId));
    if (isNew) await noteEvent(ctx, attemptId, 'taken-over');
    return { isNew };
  },
  trace: ({ attemptId }, { isNew }) => (isNew ? { subject: 'attempt', id: attemptId } : undefined)
});

/** Longer than any exam: what a page reports beyond is not believed. */
const DAY_SECONDS = 86_400;
const MOST_ABSENCES = 20;

export interface Word {
  serverNow: Instant;
  deadlineAt: Instant;
  submitted: boolean;
  /** This device may write. */
  writing: boolean;
}

/**
 * A sign of life from the page between two answers: what it has not got through yet, and how long it was out of sight.
 * Answers with the time, the deadline and whether this device may still write.
 */
export const hearFromAttempt = command('assessment.hear-from-attempt', {
  input: z.object({
    attemptId: rowId,
    device: DeviceKey,
    unsent: z.int().min(0).max(500).default(0),
    /** Seconds away, each time. */
    away: z.array(z.number().min(0).max(DAY_SECONDS)).max(MOST_ABSENCES).default([])
  }),
  allow: holds('exam.sit'),
  async run(ctx, { attemptId, device, unsent, away }): Promise<Word> {
    const { submittedAt, deadlineAt, device: held } = await requireOwnAttempt(ctx, attemptId);
    const writing = mayWrite(held, device);
    if (writing && submittedAt === null) {
      await ctx.db.update(attempt).set({ seenAt: ctx.now, unsent }).where(eq(attempt.id, attemptId));
      for (const seconds of away) await noteEvent(ctx, attemptId, 'away', { amount: Math.round(seconds) });
    }
    return { serverNow: ctx.now, deadlineAt, submitted: submittedAt !== null, writing };
  },
  // Absences are rows of their own; being there is nothing for the trail.
  trace: 'own-record'
});

/** Writes a line into the record of a sitting. */
export async function noteEvent(
  ctx: Context,
  attemptId: number,
  kind: AttemptEventKind,
  { amount, reason }: { amount?: number; reason?: string } = {}
) {
  await ctx.db.insert(attemptEvent).values({ attemptId, kind, at: ctx.now, amount, reason, by: ctx.actor.accountId });
}
