/** 监考: the room as the invigilator sees it. Nobody is judged here: absences are counted, and people decide. */
import { and, asc, count, desc, eq, inArray, isNull, max, ne, sql, sum } from 'drizzle-orm';
import { z } from 'zod';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { optionalLine, paging, rowId } from '#lib/platform/input.ts';
import { peopleByIds, type UnitPerson } from '#lib/people/people-of.server.ts';
import type { AttemptEventKind, SubmittedBy } from './attempt-events.ts';
import { membersOf } from './exam-audience.server.ts';
import { examPhase } from './exam-clock.ts';
import { requireExam } from './found-exam.server.ts';
import { presenceOf, presences, type Presence } from './invigilation.ts';
import { releasedOf } from './exam-release.server.ts';
import { answer, attempt, attemptEvent, attemptQuestion } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;

export interface Seat {
  cadreId: number;
  name: string;
  staffNumber: string;
  unitName: string;
  presence: Presence;
  attemptId: number | null;
  startedAt: Instant | null;
  tries: number;
  answered: number;
  questions: number;
  heardAt: Instant | null;
  /** Answers that the page has not got through yet, as far as it could say so. */
  unsent: number;
  /** How often, and how many seconds in all, the page was out of sight. */
  away: number;
  awaySeconds: number;
  /** Minutes added during the sitting. */
  added: number;
  deadlineAt: Instant | null;
  submittedAt: Instant | null;
  submittedBy: SubmittedBy | null;
  /** Late answers that nobody has decided on. */
  undecided: boolean;
}

export interface SeatEvent {
  kind: AttemptEventKind;
  at: Instant;
  amount: number | null;
  reason: string | null;
}

/** Everybody an exam is meant for and everybody who sits it, with one of them in detail. */
export const invigilatedExam = query('assessment.invigilated-exam', {
  input: paging.extend({
    examId: rowId,
    presence: z
      .enum(['', ...presences])
      .catch('')
      .default(''),
    /** The staff number of the one to look at. */
    who: optionalLine(64)
  }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, presence, who, page, pageSize }) {
    const found = await requireExam(ctx, examId);
    if (found.status === 'draft') throw conflict('assessment.exam-is-draft');
    const seats = await seatsOf(ctx, examId, found.audience);
    const shown = seats.filter((seat) => !presence || seat.presence === presence);
    const rows = shown.slice((page - 1) * pageSize, page * pageSize);
    const chosen = seats.find(({ staffNumber }) => staffNumber === who);
    await fillIn(ctx, [...new Set([...rows, ...(chosen ? [chosen] : [])])]);
    const { id, title, opensAt, closesAt, place, status, minutes } = found;
    const open = seats.filter((seat) => seat.presence === 'sitting' || seat.presence === 'silent');
    return {
      exam: { id, title, opensAt, closesAt, place, status, minutes, phase: examPhase(found, ctx.now) },
      now: ctx.now,
      /** When the last of those who sit must be done. */
      endsAt: open.length ? Math.max(...open.map(({ deadlineAt }) => deadlineAt ?? 0)) : closesAt,
      answersSeen: (await releasedOf(ctx, found)).answers,
      counts: Object.fromEntries(
        presences.map((each) => [each, seats.filter((seat) => seat.presence === each).length])
      ) as Record<Presence, number>,
      people: seats.length,
      total: shown.length,
      rows,
      chosen: chosen ? { ...chosen, events: await eventsOf(ctx, chosen) } : null
    };
  }
});

async function seatsOf(ctx: Context, examId: number, audience: Parameters<typeof membersOf>[1]): Promise<Seat[]> {
  const sat = await ctx.db.select().from(attempt).where(eq(attempt.examId, examId)).orderBy(asc(attempt.number));
  const heard = await lastAnswers(
    ctx,
    sat.filter(({ submittedAt }) => submittedAt === null).map(({ id }) => id)
  );
  const undecided = await undecidedAttempts(ctx, examId);
  const members = await membersOf(ctx, audience);
  const known = new Set(members.map(({ cadreId }) => cadreId));
  const others = await peopleByIds(
    ctx,
    [...new Set(sat.map(({ cadreId }) => cadreId))].filter((cadreId) => !known.has(cadreId))
  );
  const byCadre = Map.groupBy(sat, ({ cadreId }) => cadreId);
  return [...members, ...others]
    .filter(({ unitId }) => reaches(ctx.actor, 'exam.manage', unitId))
    .map((person) => {
      const tries = byCadre.get(person.cadreId) ?? [];
      const newest = tries.at(-1);
      return seatOf(person, tries.length, newest, heard.get(newest?.id ?? 0), undecided, ctx.now);
    })
    .sort((a, b) => ATTENTION.indexOf(a.presence) - ATTENTION.indexOf(b.presence));
}

/** Who needs an eye first. */
const ATTENTION: readonly Presence[] = ['silent', 'sitting', 'ended', 'handed-in', 'absent'];

function seatOf(
  { cadreId, name, staffNumber, unitName }: UnitPerson,
  tries: number,
  newest: AttemptRow | undefined,
  lastAnswer: Instant | undefined,
  undecided: ReadonlySet<number>,
  now: Instant
): Seat {
  const heardAt = newest ? Math.max(newest.startedAt, newest.seenAt ?? 0, lastAnswer ?? 0) : null;
  return {
    cadreId,
    name,
    staffNumber,
    unitName,
    presence: presenceOf(newest && { ...newest, heardAt: heardAt! }, now),
    attemptId: newest?.id ?? null,
    startedAt: newest?.startedAt ?? null,
    tries,
    answered: 0,
    questions: 0,
    heardAt,
    unsent: newest?.submittedAt === null ? newest.unsent : 0,
    away: 0,
    awaySeconds: 0,
    added: 0,
    deadlineAt: newest?.deadlineAt ?? null,
    submittedAt: newest?.submittedAt ?? null,
    submittedBy: newest?.submittedBy ?? null,
    undecided: newest !== undefined && undecided.has(newest.id)
  };
}

async function lastAnswers(ctx: Context, attemptIds: number[]): Promise<Map<number, Instant>> {
  const found = new Map<number, Instant>();
  for (let at = 0; at < attemptIds.length; at += 500) {
    const rows = await ctx.db
      .select({ attemptId: answer.attemptId, at: max(answer.receivedAt) })
      .from(answer)
      .where(inArray(answer.attemptId, attemptIds.slice(at, at + 500)))
      .groupBy(answer.attemptId);
    for (const row of rows) found.set(row.attemptId, Number(row.at));
  }
  return found;
}

async function undecidedAttempts(ctx: Context, examId: number): Promise<Set<number>> {
  const rows = await ctx.db
    .selectDistinct({ id: attempt.id })
    .from(attempt)
    .innerJoin(answer, eq(answer.attemptId, attempt.id))
    .where(and(eq(attempt.examId, examId), eq(answer.late, true), isNull(attempt.lateCounted)));
  return new Set(rows.map(({ id }) => id));
}

/** What only the rows on the page need. */
async function fillIn(ctx: Context, seats: readonly Seat[]) {
  const ids = seats.flatMap(({ attemptId }) => attemptId ?? []);
  if (!ids.length) return;
  const sizes = await ctx.db
    .select({ attemptId: attemptQuestion.attemptId, count: count() })
    .from(attemptQuestion)
    .where(inArray(attemptQuestion.attemptId, ids))
    .groupBy(attemptQuestion.attemptId);
  const answered = await ctx.db
    .select({ attemptId: answer.attemptId, count: count() })
    .from(answer)
    .where(and(inArray(answer.attemptId, ids), isNewest, ne(answer.choice, [])))
    .groupBy(answer.attemptId);
  const events = await ctx.db
    .select({
      attemptId: attemptEvent.attemptId,
      kind: attemptEvent.kind,
      times: count(),
      amount: sum(attemptEvent.amount)
    })
    .from(attemptEvent)
    .where(and(inArray(attemptEvent.attemptId, ids), inArray(attemptEvent.kind, ['away', 'time-added'])))
    .groupBy(attemptEvent.attemptId, attemptEvent.kind);
  const byAttempt = <T extends { attemptId: number }>(rows: T[]) => new Map(rows.map((row) => [row.attemptId, row]));
  const [size, done] = [byAttempt(sizes), byAttempt(answered)];
  for (const seat of seats) {
    if (seat.attemptId === null) continue;
    const ofKind = (kind: AttemptEventKind) =>
      events.find((row) => row.attemptId === seat.attemptId && row.kind === kind);
    seat.questions = size.get(seat.attemptId)?.count ?? 0;
    seat.answered = done.get(seat.attemptId)?.count ?? 0;
    seat.away = ofKind('away')?.times ?? 0;
    seat.awaySeconds = Number(ofKind('away')?.amount ?? 0);
    seat.added = Number(ofKind('time-added')?.amount ?? 0);
  }
}

const isNewest = eq(
  answer.sequence,
  sql`(select max(newer.sequence) from answer as newer where newer.attempt_id = ${answer.attemptId} and newer.position = ${answer.position})`
);

/** The newest first; the beginning closes the list. */
async function eventsOf(ctx: Context, { attemptId, startedAt }: Seat): Promise<SeatEvent[]> {
  if (attemptId === null || startedAt === null) return [];
  const { kind, at, amount, reason } = attemptEvent;
  const noted = await ctx.db
    .select({ kind, at, amount, reason })
    .from(attemptEvent)
    .where(eq(attemptEvent.attemptId, attemptId))
    .orderBy(desc(at), desc(attemptEvent.id))
    .limit(100);
  return [...noted, { kind: 'started', at: startedAt, amount: null, reason: null }];
}
