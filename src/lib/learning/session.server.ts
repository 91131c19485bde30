import { and, count, desc, eq, gte, inArray, lt, asc } from 'drizzle-orm';
import { z } from 'zod';
import { momentOf } from '#lib/assessment/exam-input.ts';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds, type Actor } from '#lib/platform/actor.ts';
import { addDays, addMonths, dayOf, instantOf, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { holdsEveryWord } from '#lib/platform/finding.server.ts';
import { line, optionalLine, paging, rowId, type Page } from '#lib/platform/input.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import { attendanceEvent, sessionOutcome, trainingGroup, trainingSession } from './schema.server.ts';
import { invitedTo } from './session-audience.server.ts';
import { SessionInput } from './session-input.ts';
import { sessionSorts } from './session-sorts.ts';
import { sessionRulesOn } from './session-rules.server.ts';
import { sessionKinds, sessionPhase, sessionStatuses, type SessionPhase } from './session.ts';

export type SessionRow = typeof trainingSession.$inferSelect;

/** For `allow`: those who make sessions, and those who may look on. */
export const seesSessions = (actor: Actor) => actor.may('session.manage') || actor.may('session.view');

/** Writes a session, new or again. Its start stays once somebody has signed in: who was late rests on it. */
export const saveSession = command('learning.save-session', {
  input: SessionInput,
  allow: holds('session.manage'),
  async run(ctx, { id, startsAt, endsAt, ...input }) {
    await requireKnown(ctx, input);
    const values = {
      ...input,
      startsAt: momentOf(startsAt),
      endsAt: momentOf(endsAt),
      savedAt: ctx.now,
      searchKey: searchKey(input.title, input.place)
    };
    if (id === undefined) {
      const [created] = await ctx.db
        .insert(trainingSession)
        .values({ ...values, status: 'draft', createdAt: ctx.now, createdBy: ctx.actor.accountId })
        .returning({ id: trainingSession.id });
      return created!;
    }
    const present = await requireSession(ctx, id);
    requireOpen(present);
    if (present.startsAt !== values.startsAt && (await hasArrivals(ctx, id)))
      throw new InvalidInput({ startsAt: ['learning.session-under-way'] });
    await ctx.db.update(trainingSession).set(values).where(eq(trainingSession.id, id));
    return { id };
  },
  trace: ({ kind, startsAt, endsAt, hours }, { id }) => ({
    subject: 'training-session',
    id,
    detail: { kind, startsAt, endsAt, hours }
  })
});

/** Invites the audience: from now on they see it, and codes will be good in its window. */
export const announceSession = command('learning.announce-session', {
  input: z.object({ id: rowId }),
  allow: holds('session.manage'),
  async run(ctx, { id }) {
    const draft = await requireSession(ctx, id);
    if (draft.status !== 'draft') throw conflict('learning.session-not-draft');
    if (draft.endsAt <= ctx.now) throw conflict('learning.session-past');
    const invited = (await invitedTo(ctx, draft)).length;
    if (!invited && !draft.groupIds.length) throw conflict('learning.audience-empty');
    await ctx.db
      .update(trainingSession)
      .set({ status: 'announced', announcedAt: ctx.now })
      .where(eq(trainingSession.id, id));
    return { invited };
  },
  trace: ({ id }, detail) => ({ subject: 'training-session', id, detail })
});

/** Calls a session off, with the reason; its audience goes on seeing that it is off. */
export const cancelSession = command('learning.cancel-session', {
  input: z.object({ id: rowId, reason: line(200) }),
  allow: holds('session.manage'),
  async run(ctx, { id, reason }) {
    const present = await requireSession(ctx, id);
    requireOpen(present);
    if (await hasArrivals(ctx, id)) throw conflict('learning.session-under-way');
    await ctx.db
      .update(trainingSession)
      .set({ status: 'cancelled', cancelledAt: ctx.now, cancelledReason: reason })
      .where(eq(trainingSession.id, id));
    return { before: present.status };
  },
  trace: ({ id, reason }, { before }) => ({ subject: 'training-session', id, detail: { before, reason } })
});

export const RepeatSession = z.object({
  id: rowId,
  every: z.enum(['week', 'month']),
  times: z.coerce.number().int().min(1).max(52)
});

/** The same session again every week or month; each is a session of its own, announced if this one is. */
export const repeatSession = command('learning.repeat-session', {
  input: RepeatSession,
  allow: holds('session.manage'),
  async run(ctx, { id, every, times }) {
    const original = await requireSession(ctx, id);
    if (original.audience.scope === 'missed') throw conflict('learning.make-up-not-repeated');
    const { title, kind, place, hours, instructors, programme, quota, audience, groupIds, checkOutRequired } = original;
    const { searchKey: key } = original;
    const announced = original.status === 'announced' || original.status === 'closed';
    const rows = Array.from({ length: times }, (_, at) => ({
      ...{ title, kind, place, hours, instructors, programme, quota, audience, groupIds, checkOutRequired },
      searchKey: key,
      startsAt: later(original.startsAt, every, at + 1),
      endsAt: later(original.startsAt, every, at + 1) + (original.endsAt - original.startsAt),
      status: announced ? ('announced' as const) : ('draft' as const),
      announcedAt: announced ? ctx.now : null,
      makesUpForId: null,
      createdAt: ctx.now,
      createdBy: ctx.actor.accountId,
      savedAt: ctx.now
    })).filter(({ endsAt }) => endsAt > ctx.now);
    if (!rows.length) throw conflict('learning.session-past');
    const made = await ctx.db.insert(trainingSession).values(rows).returning({ id: trainingSession.id });
    return { ids: made.map((row) => row.id) };
  },
  trace: ({ id, every, times }, { ids }) => ({ subject: 'training-session', id, detail: { every, times, ids } })
});

/** The same time of day so many weeks or months later. */
function later(at: Instant, every: 'week' | 'month', count: number): Instant {
  const day = dayOf(at);
  return instantOf(every === 'week' ? addDays(day, 7 * count) : addMonths(day, count)) + (at - instantOf(day));
}

export const ListSessions = paging.extend({
  q: optionalLine(60),
  status: z
    .enum(['', ...sessionStatuses])
    .catch('')
    .default(''),
  kind: z
    .enum(['', ...sessionKinds])
    .catch('')
    .default(''),
  /** Those of a year. */
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  sort: z.enum(sessionSorts).catch('-starts').default('-starts')
});

export interface SessionListRow extends Pick<
  SessionRow,
  'id' | 'title' | 'kind' | 'status' | 'place' | 'startsAt' | 'endsAt' | 'hours' | 'instructors'
> {
  phase: SessionPhase;
  /** Those who came; of a session that is not closed, those who signed in so far. */
  attended: number;
  /** Those it was meant for; null until it is closed. */
  invited: number | null;
}

export const listSessions = query('learning.list-sessions', {
  input: ListSessions,
  allow: seesSessions,
  async run(ctx, { page, pageSize, q, status, kind, year, sort }): Promise<Page<SessionListRow>> {
    const which = and(
      holdsEveryWord(q, trainingSession.searchKey),
      status ? eq(trainingSession.status, status) : undefined,
      kind ? eq(trainingSession.kind, kind) : undefined,
      year === undefined ? undefined : within(year)
    );
    const [total] = await ctx.db.select({ count: count() }).from(trainingSession).where(which);
    const rows = await ctx.db
      .select()
      .from(trainingSession)
      .where(which)
      .orderBy(orders[sort], desc(trainingSession.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const counts = await countsOf(ctx, rows);
    const rules = await sessionRulesOn(ctx, ctx.today);
    return {
      total: total!.count,
      rows: rows.map((row) => ({ ...pick(row), phase: sessionPhase(row, rules, ctx.now), ...counts(row) }))
    };
  }
});

const pick = ({ id, title, kind, status, place, startsAt, endsAt, hours, instructors }: SessionRow) => ({
  ...{ id, title, kind, status, place, startsAt, endsAt, hours, instructors }
});

const orders = {
  starts: asc(trainingSession.startsAt),
  '-starts': desc(trainingSession.startsAt),
  title: asc(trainingSession.title),
  '-title': desc(trainingSession.title),
  hours: asc(trainingSession.hours),
  '-hours': desc(trainingSession.hours)
};

export const within = (year: number) =>
  and(
    gte(trainingSession.startsAt, instantOf(`${year}-01-01`)),
    lt(trainingSession.startsAt, instantOf(`${year + 1}-01-01`))
  );

async function countsOf(ctx: Context, rows: readonly SessionRow[]) {
  const ids = rows.map(({ id }) => id);
  if (!ids.length) return () => ({ attended: 0, invited: null });
  const outcomes = await ctx.db
    .select({ sessionId: sessionOutcome.sessionId, state: sessionOutcome.state, people: count() })
    .from(sessionOutcome)
    .where(inArray(sessionOutcome.sessionId, ids))
    .groupBy(sessionOutcome.sessionId, sessionOutcome.state);
  const arrivals = await ctx.db
    .select({ sessionId: attendanceEvent.sessionId, people: count() })
    .from(attendanceEvent)
    .where(and(inArray(attendanceEvent.sessionId, ids), eq(attendanceEvent.kind, 'checked-in')))
    .groupBy(attendanceEvent.sessionId);
  const sum = (own: typeof outcomes) => own.reduce((people, row) => people + row.people, 0);
  return ({ id, status }: SessionRow) => {
    const own = outcomes.filter(({ sessionId }) => sessionId === id);
    return status === 'closed'
      ? { attended: sum(own.filter(({ state }) => state === 'present' || state === 'late')), invited: sum(own) }
      : { attended: arrivals.find(({ sessionId }) => sessionId === id)?.people ?? 0, invited: null };
  };
}

/** @throws when there is no such session. */
export async function requireSession(ctx: Pick<Context, 'db'>, id: number): Promise<SessionRow> {
  const [found] = await ctx.db.select().from(trainingSession).where(eq(trainingSession.id, id));
  if (!found) throw missing('learning.session-not-found');
  return found;
}

/** @throws when a session is closed or called off. */
export function requireOpen({ status }: SessionRow) {
  if (status === 'closed') throw conflict('learning.session-closed');
  if (status === 'cancelled') throw conflict('learning.session-cancelled');
}

async function hasArrivals(ctx: Context, sessionId: number): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: attendanceEvent.id })
    .from(attendanceEvent)
    .where(and(eq(attendanceEvent.sessionId, sessionId), eq(attendanceEvent.kind, 'checked-in')))
    .limit(1);
  return found !== undefined;
}

async function requireKnown(
  ctx: Context,
  { audience, groupIds, makesUpForId }: Omit<SessionInput, 'startsAt' | 'endsAt'>
) {
  if (audience.scope === 'cadres') {
    const known = await peopleByIds(ctx, audience.cadreIds);
    if (known.length !== new Set(audience.cadreIds).size)
      throw new InvalidInput({ audience: ['learning.person-not-found'] });
  }
  if (groupIds.length) {
    const known = await ctx.db.select().from(trainingGroup).where(inArray(trainingGroup.id, groupIds));
    if (known.length !== new Set(groupIds).size) throw new InvalidInput({ groupIds: ['learning.group-not-found'] });
  }
  if (makesUpForId !== null && (await requireSession(ctx, makesUpForId)).status !== 'closed')
    throw conflict('learning.make-up-of-open-session');
}
