/** 名册: everybody a session concerns, and how each of them stands. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds, type UnitPerson } from '#lib/people/people-of.server.ts';
import { reaches, type Actor } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { optionalLine, paging, rowId } from '#lib/platform/input.ts';
import {
  attendanceOf,
  attendanceStates,
  creditOf,
  isExpected,
  type Attendance,
  type AttendanceEvent,
  type AttendanceState,
  type Credit,
  type Doubt
} from './attendance.ts';
import { attendanceEvent, sessionOutcome } from './schema.server.ts';
import { invitedTo } from './session-audience.server.ts';
import { rollSorts } from './session-sorts.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { requireSession, seesSessions, type SessionRow } from './session.server.ts';

export interface RollEntry {
  person: UnitPerson;
  attendance: Attendance;
  credit: Credit;
  doubt?: Doubt;
}

/**
 * Everybody a session concerns, by unit and staff number: of an open one those expected and those who came all the same,
 * of a closed one those it was closed with.
 */
export async function rollOf(ctx: Context, session: SessionRow): Promise<RollEntry[]> {
  const rules = await sessionRulesOn(ctx, dayOf(session.startsAt));
  const events = await eventsOf(ctx, session.id);
  const outcomes = new Map(
    (await ctx.db.select().from(sessionOutcome).where(eq(sessionOutcome.sessionId, session.id))).map((row) => [
      row.cadreId,
      row
    ])
  );
  const people =
    session.status === 'closed'
      ? await peopleByIds(ctx, [...outcomes.keys()])
      : withOthers(await invitedTo(ctx, session), await peopleByIds(ctx, [...events.keys()]));
  return people
    .map((person): RollEntry => {
      const attendance = attendanceOf(events.get(person.cadreId) ?? [], session, rules);
      const outcome = outcomes.get(person.cadreId);
      if (outcome) {
        const settled = { ...attendance, state: outcome.state };
        const { doubt } = creditOf(settled, session, rules);
        return { person, attendance: settled, credit: outcome.credited ? 'earned' : 'none', ...(doubt && { doubt }) };
      }
      return { person, attendance, ...creditOf(attendance, session, rules) };
    })
    .filter(({ attendance }) => session.status === 'closed' || isExpected(attendance, session))
    .sort(bySeat);
}

/** Everything recorded of a session, per person, oldest first. */
export async function eventsOf(
  ctx: Pick<Context, 'db'>,
  sessionId: number,
  cadreId?: number
): Promise<Map<number, AttendanceEvent[]>> {
  const rows = await ctx.db
    .select()
    .from(attendanceEvent)
    .where(
      and(
        eq(attendanceEvent.sessionId, sessionId),
        cadreId === undefined ? undefined : eq(attendanceEvent.cadreId, cadreId)
      )
    )
    .orderBy(asc(attendanceEvent.id));
  const events = new Map<number, AttendanceEvent[]>();
  for (const row of rows) events.set(row.cadreId, [...(events.get(row.cadreId) ?? []), row]);
  return events;
}

/** The same of one person at several sessions. */
export async function eventsOfPerson(
  ctx: Pick<Context, 'db'>,
  cadreId: number,
  sessionIds: readonly number[]
): Promise<Map<number, AttendanceEvent[]>> {
  const events = new Map<number, AttendanceEvent[]>();
  if (!sessionIds.length) return events;
  const rows = await ctx.db
    .select()
    .from(attendanceEvent)
    .where(and(eq(attendanceEvent.cadreId, cadreId), inArray(attendanceEvent.sessionId, [...sessionIds])))
    .orderBy(asc(attendanceEvent.id));
  for (const row of rows) events.set(row.sessionId, [...(events.get(row.sessionId) ?? []), row]);
  return events;
}

function withOthers(invited: UnitPerson[], others: UnitPerson[]): UnitPerson[] {
  const known = new Set(invited.map(({ cadreId }) => cadreId));
  return [...invited, ...others.filter(({ cadreId }) => !known.has(cadreId))];
}

const bySeat = ({ person: a }: RollEntry, { person: b }: RollEntry) =>
  a.unitPosition - b.unitPosition || (a.staffNumber < b.staffNumber ? -1 : 1);

export type RollCounts = Record<AttendanceState, number>;

export function countRoll(roll: readonly RollEntry[]): RollCounts {
  const counts = Object.fromEntries(attendanceStates.map((state) => [state, 0])) as RollCounts;
  for (const { attendance } of roll) counts[attendance.state] += 1;
  return counts;
}

export const RollQuery = paging.extend({
  q: optionalLine(40),
  state: z
    .enum(['', ...attendanceStates])
    .catch('')
    .default(''),
  sort: z.enum(rollSorts).catch('unit').default('unit')
});

export interface RollRow {
  cadreId: number;
  staffNumber: string;
  name: string;
  unitName: string;
  attendance: Attendance;
  credit: Credit;
  doubt?: Doubt;
}

/** The attendance table of a session; only people within the reader's reach. */
export const listRoll = query('learning.list-roll', {
  input: RollQuery.extend({ sessionId: rowId }),
  allow: seesSessions,
  async run(ctx, { sessionId, q, state, sort, page, pageSize }) {
    const session = await requireSession(ctx, sessionId);
    const roll = (await rollOf(ctx, session)).filter(({ person }) => seesUnit(ctx.actor, person.unitId));
    const wanted = roll
      .filter(
        ({ person, attendance }) =>
          (!state || attendance.state === state) &&
          (!q || [person.name, person.staffNumber, person.nameKey].some((text) => text.includes(q.toLowerCase())))
      )
      .sort(orders[sort]);
    return {
      counts: countRoll(roll),
      total: wanted.length,
      /** Whoever waits for a word on leave or on the hours, whatever the page shows. */
      waiting: roll.filter(isWaiting).map(rowOf),
      rows: wanted.slice((page - 1) * pageSize, page * pageSize).map(rowOf)
    };
  }
});

const isWaiting = ({ attendance, credit }: RollEntry) =>
  credit === 'undecided' || (attendance.leave === 'asked' && attendance.state === 'expected');

export const rowOf = ({ person, ...rest }: RollEntry): RollRow => ({
  cadreId: person.cadreId,
  staffNumber: person.staffNumber,
  name: person.name,
  unitName: person.unitName,
  ...rest
});

/** A reader whose role holds for one unit sees the people of that unit. */
export const seesUnit = (actor: Actor, unitId: number) =>
  reaches(actor, 'session.manage', unitId) || reaches(actor, 'session.view', unitId);

const arrival = ({ attendance }: RollEntry) => attendance.arrivedAt ?? Number.MAX_SAFE_INTEGER;
const byName = ({ person: a }: RollEntry, { person: b }: RollEntry) => (a.nameKey < b.nameKey ? -1 : 1);
const orders: Record<(typeof rollSorts)[number], (a: RollEntry, b: RollEntry) => number> = {
  unit: bySeat,
  name: byName,
  '-name': (a, b) => byName(b, a),
  arrived: (a, b) => arrival(a) - arrival(b) || bySeat(a, b),
  '-arrived': (a, b) => (b.attendance.arrivedAt ?? 0) - (a.attendance.arrivedAt ?? 0) || bySeat(a, b),
  state: (a, b) =>
    attendanceStates.indexOf(a.attendance.state) - attendanceStates.indexOf(b.attendance.state) || bySeat(a, b)
};
