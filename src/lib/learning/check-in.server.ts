import { count, eq, and } from 'drizzle-orm';
import { z } from 'zod';
import { ownPerson } from '#lib/people/people-of.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { dayOf, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { attendanceOf, isThere, type AttendanceState } from './attendance.ts';
import { checkInCode, judgeCode, slotEnd, slotOf } from './check-in-code.server.ts';
import { countRoll, eventsOf, rollOf, seesUnit, type RollCounts } from './roll.server.ts';
import { attendanceEvent } from './schema.server.ts';
import { isInvited } from './session-audience.server.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { requireSession, type SessionRow } from './session.server.ts';
import { windowOf } from './session.ts';

export const CheckIn = z.object({ sessionId: rowId, code: z.string().trim().min(1).max(40) });

/** The refusals that count as a wrong guess. */
export const wrongCodes = ['learning.code-wrong', 'learning.code-expired'];

export interface CheckedIn {
  sessionId: number;
  way: 'in' | 'out';
  at: Instant;
  late: boolean;
}

/**
 * Signs the acting person in by the code on the screen, or out when the time for it has come.
 * @throws DomainError `learning.code-expired` {seconds}, `learning.code-wrong`, and what the window refuses.
 */
export const checkIn = command('learning.check-in', {
  input: CheckIn,
  allow: holds('session.attend'),
  async run(ctx, { sessionId, code }): Promise<CheckedIn> {
    const { session, cadreId } = await requireInvitation(ctx, sessionId);
    const rules = await sessionRulesOn(ctx, dayOf(session.startsAt));
    const window = windowOf(session, rules);
    requireWindow(session, window, ctx.now);
    const verdict = judgeCode(session.secret, sessionId, code, ctx.now);
    if (!verdict.good) {
      throw verdict.expiredSeconds === null
        ? invalid('learning.code-wrong')
        : invalid('learning.code-expired', { seconds: verdict.expiredSeconds });
    }
    const before = attendanceOf((await eventsOf(ctx, sessionId, cadreId)).get(cadreId) ?? [], session, rules);
    const way = wayOf(before, window, ctx.now);
    if (way === 'in' && session.quota !== null && !before.hasSeat) await requireSeat(ctx, session);
    await ctx.db.insert(attendanceEvent).values({
      sessionId,
      cadreId,
      kind: way === 'in' ? 'checked-in' : 'checked-out',
      at: ctx.now,
      recordedBy: ctx.actor.accountId
    });
    return { sessionId, way, at: ctx.now, late: way === 'in' && ctx.now > window.lateAt };
  },
  trace: 'own-record'
});

function requireWindow(session: SessionRow, { opensAt, closesAt }: ReturnType<typeof windowOf>, now: Instant) {
  if (session.status === 'cancelled') throw conflict('learning.session-cancelled');
  if (session.status === 'closed' || now >= closesAt) throw conflict('learning.check-in-over');
  if (now < opensAt) throw conflict('learning.check-in-not-open');
}

function wayOf(before: ReturnType<typeof attendanceOf>, { checkOutAt }: ReturnType<typeof windowOf>, now: Instant) {
  if (before.leftAt !== null) throw conflict('learning.already-checked-out');
  if (!isThere(before)) return 'in';
  if (now >= checkOutAt) return 'out';
  throw conflict('learning.already-checked-in');
}

/** @throws when every seat is taken by somebody who signed up or came. */
export async function requireSeat(ctx: Context, session: SessionRow) {
  const taken = (await rollOf(ctx, session)).filter(
    ({ attendance }) => isThere(attendance) || (attendance.hasSeat && attendance.state === 'expected')
  );
  if (taken.length >= session.quota!) throw conflict('learning.session-full', { quota: session.quota! });
}

/** A session that the acting person is invited to; to everybody else it does not exist. */
export async function requireInvitation(ctx: Context, sessionId: number) {
  const person = await ownPerson(ctx);
  const session = await requireSession(ctx, sessionId);
  if (!person || session.status === 'draft') throw missing('learning.session-not-found');
  const [known] = await ctx.db
    .select({ events: count() })
    .from(attendanceEvent)
    .where(and(eq(attendanceEvent.sessionId, sessionId), eq(attendanceEvent.cadreId, person.cadreId)));
  if (!known!.events && !(await isInvited(ctx, person, session))) throw missing('learning.session-not-found');
  return { session, person, cadreId: person.cadreId };
}

export interface ScreenPerson {
  cadreId: number;
  name: string;
  staffNumber: string;
  state: AttendanceState;
}

export interface CheckInScreen {
  /** The server's time, by which the screen counts down. */
  now: Instant;
  /** Null outside the window. */
  code: { text: string; changesAt: Instant } | null;
  session: Pick<SessionRow, 'id' | 'title' | 'place' | 'startsAt' | 'endsAt' | 'status' | 'instructors' | 'quota'>;
  window: ReturnType<typeof windowOf>;
  counts: RollCounts;
  checkedOut: number;
  units: { name: string; people: ScreenPerson[] }[];
  /** The newest arrivals, newest first. */
  recent: ScreenPerson[];
}

const RECENT = 3;

/** What the trainer's screen shows at this moment: the code of the running slot, and who is in the room. */
export const checkInScreen = query('learning.check-in-screen', {
  input: z.object({ sessionId: rowId }),
  allow: holds('session.manage'),
  async run(ctx, { sessionId }): Promise<CheckInScreen> {
    const session = await requireSession(ctx, sessionId);
    const window = windowOf(session, await sessionRulesOn(ctx, dayOf(session.startsAt)));
    const roll = (await rollOf(ctx, session)).filter(({ person }) => seesUnit(ctx.actor, person.unitId));
    const people = roll.map(({ person, attendance }) => ({
      unitName: person.unitName,
      arrivedAt: attendance.arrivedAt ?? 0,
      shown: {
        cadreId: person.cadreId,
        name: person.name,
        staffNumber: person.staffNumber,
        state: attendance.state
      }
    }));
    const units = new Map<string, ScreenPerson[]>();
    for (const { unitName, shown } of people) units.set(unitName, [...(units.get(unitName) ?? []), shown]);
    const slot = slotOf(ctx.now);
    const shows = session.status === 'announced' && ctx.now >= window.opensAt && ctx.now < window.closesAt;
    const { id, title, place, startsAt, endsAt, status, instructors, quota } = session;
    return {
      now: ctx.now,
      code: shows ? { text: checkInCode(session.secret, id, slot), changesAt: slotEnd(slot) } : null,
      session: { id, title, place, startsAt, endsAt, status, instructors, quota },
      window,
      counts: countRoll(roll),
      checkedOut: roll.filter(({ attendance }) => attendance.leftAt !== null).length,
      units: [...units].map(([name, own]) => ({ name, people: own })),
      recent: people
        .filter(({ arrivedAt }) => arrivedAt)
        .sort((a, b) => b.arrivedAt - a.arrivedAt)
        .slice(0, RECENT)
        .map(({ shown }) => shown)
    };
  }
});
