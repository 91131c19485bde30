/** Seats and leave: what somebody says before a session, and what the trainer says to it. */
import { z } from 'zod';
import { findWithinReach } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { line, optionalLine, rowId } from '#lib/platform/input.ts';
import { attendanceOf, isThere, type AttendanceKind } from './attendance.ts';
import { requireInvitation, requireSeat } from './check-in.server.ts';
import { eventsOf } from './roll.server.ts';
import { attendanceEvent } from './schema.server.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { requireOpen, requireSession, type SessionRow } from './session.server.ts';

export const AskLeave = z.object({ sessionId: rowId, reason: line(200) });

/** Asks for leave, with the reason. Not once one is there, nor when the session is over. */
export const askLeave = command('learning.ask-leave', {
  input: AskLeave,
  allow: holds('session.attend'),
  async run(ctx, { sessionId, reason }) {
    const { session, cadreId } = await requireInvitation(ctx, sessionId);
    requireOpen(session);
    if (ctx.now >= session.endsAt) throw conflict('learning.session-past');
    const before = await standing(ctx, session, cadreId);
    if (isThere(before)) throw conflict('learning.already-checked-in');
    if (before.leave === 'asked' || before.leave === 'approved') throw conflict('learning.leave-asked-already');
    await record(ctx, sessionId, cadreId, 'leave-asked', reason);
    return { cadreId };
  },
  trace: ({ sessionId }, detail) => ({ subject: 'training-session', id: sessionId, detail })
});

export const DecideLeave = z.object({
  sessionId: rowId,
  cadreId: rowId,
  approve: z.boolean(),
  /** What the trainer says to it, if anything. */
  note: optionalLine(200)
});

export const decideLeave = command('learning.decide-leave', {
  input: DecideLeave,
  allow: holds('session.manage'),
  async run(ctx, { sessionId, cadreId, approve, note }) {
    const session = await requireSession(ctx, sessionId);
    requireOpen(session);
    await requireManaged(ctx, cadreId);
    if ((await standing(ctx, session, cadreId)).leave !== 'asked') throw conflict('learning.no-leave-asked');
    await record(ctx, sessionId, cadreId, approve ? 'leave-approved' : 'leave-declined', note || null);
  },
  trace: ({ sessionId, cadreId, approve }) => ({
    subject: 'training-session',
    id: sessionId,
    detail: { cadreId, approve }
  })
});

/** Takes a seat at a session with a quota, while there is one. */
export const takeSeat = command('learning.take-seat', {
  input: z.object({ sessionId: rowId }),
  allow: holds('session.attend'),
  async run(ctx, { sessionId }) {
    const { session, cadreId } = await requireBeforeStart(ctx, sessionId);
    if (session.quota === null) throw conflict('learning.no-seats-needed');
    if ((await standing(ctx, session, cadreId)).hasSeat) throw conflict('learning.seat-taken-already');
    await requireSeat(ctx, session);
    await record(ctx, sessionId, cadreId, 'seat-taken', null);
    return { cadreId };
  },
  trace: ({ sessionId }, detail) => ({ subject: 'training-session', id: sessionId, detail })
});

/** Gives the seat back, so that somebody else can have it. */
export const leaveSeat = command('learning.leave-seat', {
  input: z.object({ sessionId: rowId }),
  allow: holds('session.attend'),
  async run(ctx, { sessionId }) {
    const { session, cadreId } = await requireBeforeStart(ctx, sessionId);
    if (!(await standing(ctx, session, cadreId)).hasSeat) throw conflict('learning.no-seat');
    await record(ctx, sessionId, cadreId, 'seat-left', null);
    return { cadreId };
  },
  trace: ({ sessionId }, detail) => ({ subject: 'training-session', id: sessionId, detail })
});

async function requireBeforeStart(ctx: Context, sessionId: number) {
  const found = await requireInvitation(ctx, sessionId);
  requireOpen(found.session);
  if (ctx.now >= found.session.startsAt) throw conflict('learning.session-past');
  return found;
}

/** How somebody stands at a session so far. */
export async function standing(ctx: Context, session: SessionRow, cadreId: number) {
  const events = (await eventsOf(ctx, session.id, cadreId)).get(cadreId) ?? [];
  return attendanceOf(events, session, await sessionRulesOn(ctx, dayOf(session.startsAt)));
}

/** Somebody whom the acting trainer may decide about. */
export async function requireManaged(ctx: Context, cadreId: number) {
  const person = await findWithinReach(ctx, 'session.manage', { cadreId });
  if (!person) throw missing('learning.person-not-found');
  return person;
}

async function record(ctx: Context, sessionId: number, cadreId: number, kind: AttendanceKind, reason: string | null) {
  await ctx.db
    .insert(attendanceEvent)
    .values({ sessionId, cadreId, kind, reason, at: ctx.now, recordedBy: ctx.actor.accountId });
}
