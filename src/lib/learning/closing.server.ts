/** What a trainer decides by hand, and the end of a session, when attendance becomes hours. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { hoursRulesOn } from '#lib/hours/rules.server.ts';
import { creditHours, withdrawCredit } from '#lib/hours/credit.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { creditOf, isThere, markedStates, type MarkedState } from './attendance.ts';
import { requireManaged, standing } from './leave.server.ts';
import { rollOf, type RollEntry } from './roll.server.ts';
import { attendanceEvent, sessionOutcome, trainingSession } from './schema.server.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { requireOpen, requireSession, type SessionRow } from './session.server.ts';
import { categoryOf, windowOf, type SessionRules } from './session.ts';

export const MarkAttendance = z.object({
  sessionId: rowId,
  cadreId: rowId,
  state: z.enum(markedStates),
  reason: line(200)
});

/**
 * Says by hand what somebody is at a session, with the reason; also somebody who was not invited and came.
 * After the close the hours follow: present or late gives them, leave or absence takes them back.
 */
export const markAttendance = command('learning.mark-attendance', {
  input: MarkAttendance,
  allow: holds('session.manage'),
  async run(ctx, { sessionId, cadreId, state, reason }) {
    const session = await requireSession(ctx, sessionId);
    if (session.status === 'draft' || session.status === 'cancelled') throw conflict('learning.session-not-held');
    const person = await requireManaged(ctx, cadreId);
    const day = dayOf(session.startsAt);
    if (person.joinedOn > day || (person.leftOn !== null && person.leftOn <= day))
      throw invalid('learning.not-on-roster');
    if (isThere({ state }) && ctx.now < session.startsAt) throw conflict('learning.session-not-begun');
    const before = (await standing(ctx, session, cadreId)).state;
    await ctx.db
      .insert(attendanceEvent)
      .values({ sessionId, cadreId, kind: 'marked', state, reason, at: ctx.now, recordedBy: ctx.actor.accountId });
    if (session.status === 'closed') await settleAgain(ctx, session, cadreId, state, reason);
    return { before };
  },
  // The reason may speak of somebody's health: it stays with the attendance.
  trace: ({ sessionId, cadreId, state }, { before }) => ({
    subject: 'training-session',
    id: sessionId,
    detail: { cadreId, before, state }
  })
});

async function settleAgain(ctx: Context, session: SessionRow, cadreId: number, state: MarkedState, reason: string) {
  const which = and(eq(sessionOutcome.sessionId, session.id), eq(sessionOutcome.cadreId, cadreId));
  const [outcome] = await ctx.db.select().from(sessionOutcome).where(which);
  const credited = isThere({ state }) && session.hours > 0;
  if (outcome) await ctx.db.update(sessionOutcome).set({ state, credited }).where(which);
  else await ctx.db.insert(sessionOutcome).values({ sessionId: session.id, cadreId, state, credited });
  if (credited && !outcome?.credited) await credit(ctx, session, [cadreId]);
  if (!credited && outcome?.credited)
    await ctx.callAsSystem(withdrawCredit, { sourceKind: 'session', sourceId: session.id, cadreId, reason });
}

export const CloseSession = z.object({
  sessionId: rowId,
  /** The trainer's word on everybody late beyond the limit or without check-out. */
  decisions: z.array(z.object({ cadreId: rowId, grant: z.boolean() })).max(5000)
});

/**
 * Closes a session: whoever has not been seen is absent, and the hours of those who were there go into the ledger.
 * Possible as soon as people may sign out, since a session may end early.
 * @throws DomainError `learning.session-not-over`, `learning.leave-undecided` {count}, `learning.hours-undecided` {count}.
 */
export const closeSession = command('learning.close-session', {
  input: CloseSession,
  allow: holds('session.manage'),
  async run(ctx, { sessionId, decisions }) {
    const session = await requireSession(ctx, sessionId);
    requireOpen(session);
    if (session.status === 'draft') throw conflict('learning.session-not-held');
    const rules = await sessionRulesOn(ctx, dayOf(session.startsAt));
    if (ctx.now < windowOf(session, rules).checkOutAt) throw conflict('learning.session-not-over');
    const words = new Map(decisions.map(({ cadreId, grant }) => [cadreId, grant]));
    const roll = await rollOf(ctx, session);
    const asked = roll.filter(({ attendance }) => attendance.leave === 'asked' && attendance.state === 'expected');
    if (asked.length) throw conflict('learning.leave-undecided', { count: asked.length });
    const undecided = roll.filter(({ credit, person }) => credit === 'undecided' && !words.has(person.cadreId));
    if (undecided.length) throw conflict('learning.hours-undecided', { count: undecided.length });

    const settled = roll.map((entry) => settle(entry, words.get(entry.person.cadreId), session, rules));
    await record(ctx, session, settled);
    await ctx.db
      .update(trainingSession)
      .set({ status: 'closed', closedAt: ctx.now, closedBy: ctx.actor.accountId })
      .where(eq(trainingSession.id, sessionId));
    const credited = settled.filter((row) => row.credited).map(({ cadreId }) => cadreId);
    await credit(ctx, session, credited);
    return {
      attended: settled.filter(isThere).length,
      absent: settled.filter(({ state }) => state === 'absent').length,
      credited: credited.length
    };
  },
  trace: ({ sessionId }, detail) => ({ subject: 'training-session', id: sessionId, detail })
});

interface Settled {
  cadreId: number;
  state: MarkedState;
  credited: boolean;
  /** The trainer's word, where one was needed. */
  grant?: boolean;
}

/** What the close makes of somebody. @param word the trainer's, which counts only where the rules leave it to them. */
function settle(
  { person: { cadreId }, attendance, credit }: RollEntry,
  word: boolean | undefined,
  session: SessionRow,
  rules: SessionRules
): Settled {
  const state = attendance.state === 'expected' ? 'absent' : attendance.state;
  if (session.hours === 0) return { cadreId, state, credited: false };
  if (credit !== 'undecided' || word === undefined) return { cadreId, state, credited: credit === 'earned' };
  const decided = { ...attendance, hours: word ? ('granted' as const) : ('refused' as const) };
  return { cadreId, state, grant: word, credited: creditOf(decided, session, rules).credit === 'earned' };
}

async function record(ctx: Context, { id: sessionId }: SessionRow, settled: readonly Settled[]) {
  const words = settled.flatMap(({ cadreId, grant }) =>
    grant === undefined ? [] : [{ cadreId, kind: grant ? ('hours-granted' as const) : ('hours-refused' as const) }]
  );
  for (const word of words)
    await ctx.db.insert(attendanceEvent).values({ ...word, sessionId, at: ctx.now, recordedBy: ctx.actor.accountId });
  const outcomes = settled.map(({ cadreId, state, credited }) => ({ sessionId, cadreId, state, credited }));
  for (let at = 0; at < outcomes.length; at += 200)
    await ctx.db.insert(sessionOutcome).values(outcomes.slice(at, at + 200));
}

/** Puts the session's hours into the ledger; by the rules, since not every trainer may enter hours by hand. */
async function credit(ctx: Context, session: SessionRow, cadreIds: readonly number[]) {
  // A session may be closed a little before its end, and the ledger takes no day to come.
  const endedOn = dayOf(Math.min(session.endsAt, session.closedAt ?? ctx.now));
  const { minutesPerHour } = await hoursRulesOn(ctx, endedOn);
  for (const cadreId of cadreIds)
    await ctx.callAsSystem(creditHours, {
      cadreId,
      minutes: Math.round(session.hours * minutesPerHour),
      category: categoryOf[session.kind],
      endedOn,
      title: session.title,
      sourceKind: 'session',
      sourceId: session.id
    });
}
