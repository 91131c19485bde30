/** Exams as candidates see them. */
import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { addDays, dayOf, instantOf } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { requireOwnExam } from './attempt.server.ts';
import { paperTotals } from './blueprint.ts';
import { findCandidate, ownCandidate } from './exam-audience.server.ts';
import { examPhase, type ExamPhase } from './exam-clock.ts';
import { countingKinds, countingTry, isInAudience, type ExamKind, type Release, type TryRule } from './exam.ts';
import { endedReasons } from './exam-record.server.ts';
import { releasedOf } from './exam-release.server.ts';
import { extraMinutesOf } from './extra-time.server.ts';
import { runningExams, type ExamRow } from './found-exam.server.ts';
import { percentOf } from './marking.ts';
import { attempt, exam } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;

export interface OwnAttempt {
  attemptId: number;
  number: number;
  startedAt: Instant;
  deadlineAt: Instant;
  /** Null while the paper is open. */
  submittedAt: Instant | null;
  pointsPossible: number;
  /** Why an invigilator ended it; null when none did. */
  ended: string | null;
  /** Null while results are not out, or not all has been marked. */
  result: { percent: number; points: number; passed: boolean } | null;
}

export interface OwnExam {
  examId: number;
  title: string;
  kind: ExamKind;
  opensAt: Instant;
  closesAt: Instant;
  minutes: number;
  passPercent: number;
  attemptsAllowed: number;
  tryRule: TryRule;
  notice: string;
  place: string;
  /** The exam's own words of the honesty statement; empty: the usual ones. */
  statement: string;
  resultsRelease: Release;
  answersRelease: Release;
  questions: number;
  points: number;
  phase: ExamPhase;
  attempts: OwnAttempt[];
  /** What was right and wrong may be looked at. */
  answersOut: boolean;
  /** The try that counts, once its result is out. */
  counting: OwnAttempt | null;
  /** The paper to go on with, if one is open. */
  openAttemptId: number | null;
  attemptsLeft: number;
}

/** The acting person's exams: open, to come, and done (newest first, at most fifty). */
export const myExams = query('assessment.my-exams', {
  input: z.object({}),
  allow: holds('exam.sit'),
  async run(ctx): Promise<{ open: OwnExam[]; upcoming: OwnExam[]; done: OwnExam[] }> {
    const candidate = await ownCandidate(ctx);
    if (!candidate) return { open: [], upcoming: [], done: [] };
    const running = (await runningExams(ctx)).filter(({ audience }) => isInAudience(audience, candidate));
    const sat = await ctx.db
      .select({ exam, attempt })
      .from(attempt)
      .innerJoin(exam, eq(exam.id, attempt.examId))
      .where(eq(attempt.cadreId, candidate.id))
      .orderBy(desc(attempt.startedAt))
      .limit(200);
    const ownOf = (rows: ExamRow[]) =>
      Promise.all(
        rows.map((row) =>
          describe(
            ctx,
            row,
            sat.filter((other) => other.exam.id === row.id).map((other) => other.attempt)
          )
        )
      );
    const all = await ownOf(running);
    const runs = new Set(running.map(({ id }) => id));
    const past = await ownOf([
      ...new Map(sat.filter((row) => !runs.has(row.exam.id)).map((row) => [row.exam.id, row.exam])).values()
    ]);
    const isDone = ({ openAttemptId, attemptsLeft }: OwnExam) => openAttemptId === null && attemptsLeft === 0;
    const open = [
      ...all.filter(({ phase }) => phase === 'open'),
      ...past.filter(({ openAttemptId }) => openAttemptId !== null)
    ];
    return {
      open: open.filter((own) => !isDone(own)),
      upcoming: all.filter(({ phase }) => phase === 'upcoming'),
      done: [...open.filter(isDone), ...past.filter(({ openAttemptId }) => openAttemptId === null)].slice(0, 50)
    };
  }
});

/** One exam of the acting person, with what they need to know before they begin. */
export const findMyExam = query('assessment.find-my-exam', {
  input: z.object({ examId: rowId }),
  allow: holds('exam.sit'),
  async run(ctx, { examId }): Promise<OwnExam & { extraMinutes: number }> {
    const { found, cadreId } = await requireOwnOrSatExam(ctx, examId);
    const sat = await ctx.db
      .select()
      .from(attempt)
      .where(and(eq(attempt.examId, examId), eq(attempt.cadreId, cadreId)))
      .orderBy(desc(attempt.number));
    return { ...(await describe(ctx, found, sat)), extraMinutes: await extraMinutesOf(ctx, found, cadreId) };
  }
});

/** Whoever has sat an exam may look back at it, even when it is no longer meant for them. */
async function requireOwnOrSatExam(ctx: Context, examId: number) {
  const [sat] = await ctx.db
    .select({ exam })
    .from(attempt)
    .innerJoin(exam, eq(exam.id, attempt.examId))
    .where(and(eq(attempt.examId, examId), eq(attempt.cadreId, ctx.actor.cadreId ?? 0)))
    .limit(1);
  if (!sat) return requireOwnExam(ctx, examId);
  if (ctx.actor.cadreId === null) throw missing('assessment.exam-not-found');
  return { found: sat.exam, cadreId: ctx.actor.cadreId };
}

async function describe(ctx: Context, row: ExamRow, sat: AttemptRow[]): Promise<OwnExam> {
  const { id, title, kind, opensAt, closesAt, minutes, passPercent, attemptsAllowed, blueprint, status } = row;
  const { tryRule, notice, place, statement, resultsRelease, answersRelease } = row;
  const phase = status === 'published' ? examPhase(row, ctx.now) : 'closed';
  const open = sat.find(({ submittedAt, deadlineAt }) => submittedAt === null && ctx.now < deadlineAt);
  const released = sat.length ? await releasedOf(ctx, row) : { results: false, answers: false };
  const isOut = released.results;
  const counting = isOut ? countingTry(sat, tryRule) : undefined;
  const ended = await endedReasons(ctx, sat);
  const own = (one: AttemptRow) => ownAttempt(one, isOut, ended.get(one.id));
  return {
    examId: id,
    title,
    kind,
    opensAt,
    closesAt,
    minutes,
    passPercent,
    attemptsAllowed,
    tryRule,
    notice,
    place,
    statement,
    resultsRelease,
    answersRelease,
    phase,
    ...paperTotals(blueprint),
    attempts: sat.map(own),
    answersOut: released.answers,
    counting: counting ? own(counting) : null,
    openAttemptId: open?.id ?? null,
    attemptsLeft: phase === 'closed' ? 0 : Math.max(0, attemptsAllowed - sat.length)
  };
}

function ownAttempt(
  { id, number, startedAt, deadlineAt, submittedAt, points, pointsPossible, passed }: AttemptRow,
  isOut: boolean,
  ended: string | undefined
): OwnAttempt {
  const isMarked = submittedAt !== null && passed !== null;
  return {
    attemptId: id,
    number,
    startedAt,
    deadlineAt,
    submittedAt,
    pointsPossible,
    ended: ended ?? null,
    result:
      isOut && isMarked
        ? { percent: percentOf(points ?? 0, pointsPossible), points: points ?? 0, passed: passed === true }
        : null
  };
}

export interface NextExam {
  examId: number;
  title: string;
  kind: ExamKind;
  opensAt: Instant;
  closesAt: Instant;
  minutes: number;
  questions: number;
  phase: ExamPhase;
  /** The paper to go on with, if one is open. */
  openAttemptId: number | null;
}

/** The exam that a home page should speak of: one being sat, else open with attempts left, else the next to come. */
export async function nextExamFor(ctx: Context, cadreId: number): Promise<NextExam | undefined> {
  const candidate = await findCandidate(ctx, cadreId);
  if (!candidate) return undefined;
  const running = (await runningExams(ctx)).filter(({ audience }) => isInAudience(audience, candidate));
  const sat = await ctx.db
    .select({ attempt, exam })
    .from(attempt)
    .innerJoin(exam, eq(exam.id, attempt.examId))
    .where(and(eq(attempt.cadreId, cadreId), running.length ? undefined : isNull(attempt.submittedAt)))
    .orderBy(desc(attempt.startedAt))
    .limit(200);
  const rows = new Map(
    [...running, ...sat.filter((row) => row.attempt.submittedAt === null).map((row) => row.exam)].map((row) => [
      row.id,
      row
    ])
  );
  const own = await Promise.all(
    [...rows.values()].map((row) =>
      describe(
        ctx,
        row,
        sat.filter((other) => other.exam.id === row.id).map((other) => other.attempt)
      )
    )
  );
  const next =
    own.find(({ openAttemptId }) => openAttemptId !== null) ??
    own.find(
      ({ phase, attemptsLeft, attempts }) =>
        phase === 'open' && attemptsLeft > 0 && !attempts.some(({ result }) => result?.passed)
    ) ??
    own.find(({ phase }) => phase === 'upcoming');
  if (!next) return undefined;
  const { examId, title, kind, opensAt, closesAt, minutes, questions, phase, openAttemptId } = next;
  return { examId, title, kind, opensAt, closesAt, minutes, questions, phase, openAttemptId };
}

export interface Pass {
  cadreId: number;
  examId: number;
  attemptId: number;
  examTitle: string;
  kind: ExamKind;
  passedOn: Day;
  percent: number;
  passPercent: number;
}

/**
 * For each cadre the newest pass since a day in an exam that counts (岗前, 年度, 专项; a mock exam never does), once its
 * result is out, by the try that counts.
 * @param cadreIds null: everybody.
 * @param until the last day that counts, for questions about the past.
 */
export async function passesSince(
  ctx: Pick<Context, 'db' | 'now'>,
  cadreIds: readonly number[] | null,
  since: Day,
  until?: Day
): Promise<Pass[]> {
  const newest = new Map<number, Pass>();
  for (const pass of await countingPasses(ctx, cadreIds, since, until)) newest.set(pass.cadreId, pass);
  return [...newest.values()];
}

/** Every pass of one cadre that counts, newest first: what may be certified. */
export async function passesOf(ctx: Pick<Context, 'db' | 'now'>, cadreId: number): Promise<Pass[]> {
  return (await countingPasses(ctx, [cadreId], '2000-01-01')).reverse();
}

/** In the order in which the papers were handed in. */
async function countingPasses(
  ctx: Pick<Context, 'db' | 'now'>,
  cadreIds: readonly number[] | null,
  since: Day,
  until?: Day
): Promise<Pass[]> {
  const passes: Pass[] = [];
  const chunks = cadreIds === null ? [null] : chunked(cadreIds, 500);
  for (const ids of chunks) {
    const rows = await ctx.db
      .select({ attempt, exam })
      .from(attempt)
      .innerJoin(exam, eq(exam.id, attempt.examId))
      .where(
        and(
          eq(attempt.passed, true),
          gte(attempt.submittedAt, instantOf(since)),
          until && lt(attempt.submittedAt, instantOf(addDays(until, 1))),
          inArray(exam.kind, [...countingKinds]),
          ids ? inArray(attempt.cadreId, ids) : undefined
        )
      )
      .orderBy(attempt.submittedAt);
    const isOut = await releaseOfEach(
      ctx,
      rows.map((row) => row.exam)
    );
    const undone = await passesUndone(
      ctx,
      rows.filter((row) => row.exam.tryRule === 'last').map((row) => row.attempt)
    );
    for (const { attempt: sat, exam: found } of rows) {
      if (!isOut.get(found.id) || undone.has(sat.id)) continue;
      const { title, kind, passPercent } = found;
      passes.push({
        cadreId: sat.cadreId,
        examId: sat.examId,
        attemptId: sat.id,
        examTitle: title,
        kind,
        passedOn: dayOf(sat.submittedAt!),
        percent: percentOf(sat.points ?? 0, sat.pointsPossible),
        passPercent
      });
    }
  }
  return passes;
}

async function releaseOfEach(
  ctx: Pick<Context, 'db' | 'now'>,
  exams: readonly ExamRow[]
): Promise<Map<number, boolean>> {
  const found = new Map<number, boolean>();
  for (const each of exams) {
    if (!found.has(each.id)) found.set(each.id, (await releasedOf(ctx, each)).results);
  }
  return found;
}

/** Passes that a later try of the same exam has undone, where the last try counts. */
async function passesUndone(ctx: Pick<Context, 'db'>, passed: readonly AttemptRow[]): Promise<Set<number>> {
  const undone = new Set<number>();
  for (const { id, examId, cadreId, number } of passed) {
    const [later] = await ctx.db
      .select({ id: attempt.id })
      .from(attempt)
      .where(
        and(
          eq(attempt.examId, examId),
          eq(attempt.cadreId, cadreId),
          gt(attempt.number, number),
          isNotNull(attempt.submittedAt)
        )
      )
      .limit(1);
    if (later) undone.add(id);
  }
  return undone;
}

const chunked = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
