/** What an invigilator may do in the room: each act has its reason, its row in the sitting's record and in the trail. */
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds, reaches } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { noteEvent } from './attempt-device.server.ts';
import { markAttempt } from './attempt.server.ts';
import { requireExam } from './found-exam.server.ts';
import { laterDeadline, MOST_ADDED } from './invigilation.ts';
import { attempt } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;
const reason = line(200);
const ofAttempt = z.object({ attemptId: rowId, reason });

/** Adds minutes to everybody who is sitting, or to one of them. The pages learn of it by themselves. */
export const addTime = command('assessment.add-time', {
  input: z.object({
    examId: rowId,
    /** Null: everybody who is sitting. */
    attemptId: rowId.nullable(),
    minutes: z.coerce.number().int().min(1).max(MOST_ADDED),
    reason
  }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, attemptId, minutes, reason: why }) {
    await requireExam(ctx, examId);
    const open = await ctx.db
      .select()
      .from(attempt)
      .where(
        and(eq(attempt.examId, examId), isNull(attempt.submittedAt), attemptId ? eq(attempt.id, attemptId) : undefined)
      );
    const reached = await withinReach(ctx, open);
    if (!reached.length) {
      if (attemptId !== null) await requireReached(ctx, attemptId);
      throw conflict('assessment.nobody-sitting');
    }
    for (const { id, deadlineAt } of reached) {
      await ctx.db
        .update(attempt)
        .set({ deadlineAt: laterDeadline(deadlineAt, minutes, ctx.now) })
        .where(eq(attempt.id, id));
      await noteEvent(ctx, id, 'time-added', { amount: minutes, reason: why });
    }
    return { people: reached.length };
  },
  trace: ({ examId, attemptId, minutes, reason: why }, { people }) => ({
    subject: attemptId === null ? 'exam' : 'attempt',
    id: attemptId ?? examId,
    detail: { minutes, people, reason: why }
  })
});

/** Ends one sitting: what was saved is marked, and the candidate reads why. */
export const endAttempt = command('assessment.end-attempt', {
  input: ofAttempt,
  allow: holds('exam.manage'),
  async run(ctx, { attemptId, reason: why }) {
    const sitting = await requireReached(ctx, attemptId);
    if (sitting.submittedAt !== null) throw conflict('assessment.handed-in');
    await noteEvent(ctx, attemptId, 'ended', { reason: why });
    const { points } = await markAttempt(ctx, sitting, 'invigilator');
    return { points };
  },
  trace: ({ attemptId, reason: why }, { points }) => ({
    subject: 'attempt',
    id: attemptId,
    detail: { reason: why, points }
  })
});

/** Gives a paper back that was handed in or ended by mistake, while its time is not over. */
export const reopenAttempt = command('assessment.reopen-attempt', {
  input: ofAttempt,
  allow: holds('exam.manage'),
  async run(ctx, { attemptId, reason: why }) {
    const sitting = await requireReached(ctx, attemptId);
    const { submittedAt, submittedBy, points, deadlineAt, paperForm } = sitting;
    if (submittedAt === null) throw conflict('assessment.not-handed-in');
    if (paperForm !== null) throw conflict('assessment.sat-on-paper');
    if (ctx.now >= deadlineAt) throw conflict('assessment.time-is-over');
    const [newest] = await ctx.db
      .select({ id: attempt.id })
      .from(attempt)
      .where(
        and(
          eq(attempt.examId, sitting.examId),
          eq(attempt.cadreId, sitting.cadreId),
          eq(attempt.number, sitting.number + 1)
        )
      );
    if (newest) throw conflict('assessment.newer-attempt');
    await ctx.db
      .update(attempt)
      .set({ submittedAt: null, submittedBy: null, points: null, passed: null, errorsHeld: false })
      .where(eq(attempt.id, attemptId));
    await noteEvent(ctx, attemptId, 'reopened', { reason: why });
    return { before: submittedBy, points };
  },
  trace: ({ attemptId, reason: why }, before) => ({
    subject: 'attempt',
    id: attemptId,
    detail: { reason: why, ...before }
  })
});

/** Writes down what was said to a candidate in the room. */
export const noteReminder = command('assessment.note-reminder', {
  input: ofAttempt,
  allow: holds('exam.manage'),
  async run(ctx, { attemptId, reason: why }) {
    await requireReached(ctx, attemptId);
    await noteEvent(ctx, attemptId, 'reminded', { reason: why });
  },
  trace: ({ attemptId }) => ({ subject: 'attempt', id: attemptId })
});

/** @throws as if there were no such sitting when its candidate is out of reach. */
async function requireReached(ctx: Context, attemptId: number): Promise<AttemptRow> {
  const [sitting] = await ctx.db.select().from(attempt).where(eq(attempt.id, attemptId));
  const [reached] = sitting ? await withinReach(ctx, [sitting]) : [];
  if (!reached) throw missing('assessment.attempt-not-found');
  return reached;
}

async function withinReach(ctx: Context, sittings: AttemptRow[]): Promise<AttemptRow[]> {
  const people = new Map(
    (
      await peopleByIds(
        ctx,
        sittings.map(({ cadreId }) => cadreId)
      )
    ).map(({ cadreId, unitId }) => [cadreId, unitId])
  );
  return sittings.filter(({ cadreId }) => reaches(ctx.actor, 'exam.manage', people.get(cadreId) ?? null));
}
