import { and, asc, desc, eq, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { baseLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import type { AnswerEntry } from './answer-queue.ts';
import { AnswerInput, DeviceKey, keepAnswers } from './answers.server.ts';
import { countingChoices, onPaper, paperKeys } from './answers.ts';
import { askedBody, type AskedBody } from './asked.ts';
import { mayWrite } from './attempt-device.ts';
import type { SubmittedBy } from './attempt-events.ts';
import { paperTotals } from './blueprint.ts';
import { drawableQuestions, placedPaper } from './draw-pool.server.ts';
import { arrange, drawQuestions, seededRandom, type DrawnQuestion, type Random } from './draw.ts';
import { ownCandidate } from './exam-audience.server.ts';
import { GRACE, deadlineOf, examPhase } from './exam-clock.ts';
import { isInAudience } from './exam.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { releasedOf } from './exam-release.server.ts';
import { extraMinutesOf } from './extra-time.server.ts';
import { markPaper, type MarkedPaper } from './marking.ts';
import { noteResult } from './attempt-results.server.ts';
import type { ResultCause } from './results.ts';
import { rulesOf, settledPoints } from './settled-points.server.ts';
import { rulingKey, rulingsOf, type Rulings } from './rulings.server.ts';
import { correctExamErrors, noteExamErrors } from './practice-cards.server.ts';
import { placesOf, type Place } from './paper-layout.ts';
import { bodyAt, choiceTypes, type Option } from './question.ts';
import { answer, attempt, attemptQuestion, exam, questionVersion } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;

/**
 * Opens a sitting and freezes its paper. Whoever has one open gets that one back: a second tab, a lost
 * connection or a double tap never costs an attempt.
 */
export const startAttempt = command('assessment.start-attempt', {
  input: z.object({ examId: rowId, device: DeviceKey }),
  allow: holds('exam.sit'),
  async run(ctx, { examId, device }): Promise<{ attemptId: number; isNew: boolean }> {
    const { found, cadreId } = await requireOwnExam(ctx, examId);
    const sat = await ctx.db
      .select()
      .from(attempt)
      .where(and(eq(attempt.examId, examId), eq(attempt.cadreId, cadreId)))
      .orderBy(desc(attempt.number));
    const open = sat.find(({ submittedAt }) => submittedAt === null);
    if (open && open.deadlineAt > ctx.now) return { attemptId: open.id, isNew: false };
    if (open) await markAttempt(ctx, open, 'deadline');
    requireTurn(found, sat.length, ctx.now);
    return { attemptId: await openAttempt(ctx, found, cadreId, sat.length + 1, device), isNew: true };
  },
  trace: ({ examId }, { attemptId, isNew }) => ({ subject: 'attempt', id: attemptId, detail: { examId, isNew } })
});

/** A published exam that is meant for the acting person; anything else does not exist for them. */
export async function requireOwnExam(ctx: Context, examId: number) {
  const [found] = await ctx.db.select().from(exam).where(eq(exam.id, examId));
  const candidate = await ownCandidate(ctx);
  if (!candidate || found?.status !== 'published' || !isInAudience(found.audience, candidate)) {
    throw missing('assessment.exam-not-found');
  }
  return { found, cadreId: candidate.id };
}

function requireTurn(found: ExamRow, sat: number, now: Instant) {
  const phase = examPhase(found, now);
  if (phase === 'upcoming') throw conflict('assessment.exam-not-open-yet');
  if (phase === 'closed') throw conflict('assessment.exam-closed');
  if (sat >= found.attemptsAllowed) throw conflict('assessment.no-attempts-left', { allowed: found.attemptsAllowed });
}

async function openAttempt(
  ctx: Context,
  found: ExamRow,
  cadreId: number,
  number: number,
  device: string | null
): Promise<number> {
  const paper = await paperFor(ctx, found, seededRandom(`${found.id}/${cadreId}/${number}/${ctx.now}`));
  const extraMinutes = await extraMinutesOf(ctx, found, cadreId);
  const [opened] = await ctx.db
    .insert(attempt)
    .values({
      examId: found.id,
      cadreId,
      number,
      startedAt: ctx.now,
      deadlineAt: deadlineOf(found, extraMinutes, ctx.now),
      pointsPossible: paperTotals(found.blueprint).points,
      device,
      statement: found.statement || m.assessment_honesty({}, { locale: baseLocale }),
      statementAt: ctx.now
    })
    .returning({ id: attempt.id });
  await layPaper(ctx, opened!.id, paper);
  return opened!.id;
}

/** Freezes a paper for one sitting. */
export async function layPaper(ctx: Context, attemptId: number, paper: readonly LaidPlace[]) {
  const rows = paper.map(({ versionId, ...place }, at) => ({
    ...place,
    attemptId,
    position: at + 1,
    questionVersionId: versionId
  }));
  for (let at = 0; at < rows.length; at += 100) await ctx.db.insert(attemptQuestion).values(rows.slice(at, at + 100));
}

/** One candidate's paper: their own draw, or the one for all in their own order. @throws when the bank ran short. */
export async function paperFor(ctx: Context, found: ExamRow, random: Random): Promise<LaidPlace[]> {
  const { blueprint, mix, paper } = found;
  const placed =
    paper === 'fixed'
      ? await placedPaper(ctx, found.id)
      : drawQuestions(blueprint, await drawableQuestions(ctx), random, mix ?? undefined);
  if (!placed?.length) throw conflict('assessment.bank-ran-short');
  // What must be shuffled in any case, the steps of an ordering, is so for all alike where nothing else is.
  const layout = found.shuffleOptions ? random : seededRandom(String(found.id));
  return layOut(ctx, arrange(placed, found, random), layout, found.shuffleOptions);
}

interface LaidPlace extends Place {
  section: string;
}

/** A drawn paper place by place. Only what is more than a choice has to be read for it. */
async function layOut(
  ctx: Context,
  paper: readonly DrawnQuestion[],
  random: Random,
  shuffleOptions: boolean
): Promise<LaidPlace[]> {
  const { id, type, stem, options, answer: right, details } = questionVersion;
  const ids = paper.map(({ versionId }) => versionId);
  const rows = await ctx.db
    .select({ id, type, stem, options, answer: right, details })
    .from(questionVersion)
    .where(and(inArray(id, ids), notInArray(type, [...choiceTypes])));
  const bodies = new Map(rows.map((row) => [row.id, row]));
  return paper.flatMap((drawn) =>
    placesOf(drawn, bodies.get(drawn.versionId), random, shuffleOptions).map((place) => ({
      ...place,
      section: drawn.section
    }))
  );
}

/** One place of the sheet: a question, or a part of a case with the material that all its parts share. */
export interface SheetQuestion extends AskedBody {
  position: number;
  /** How people count: a case is one question, its parts are 3.1, 3.2 … */
  label: string;
  points: number;
  /** 材料; null outside a case. */
  material: string | null;
  /** Title of its part of the paper; empty when the paper has none. */
  section: string;
}

/**
 * What the sitting page needs and nothing more: no right answers, no explanations, no citations.
 * `state` `overdue` asks the page to hand the paper in, which marks what was saved; `elsewhere` says that another
 * device is writing, which this one may take over.
 */
export const attemptPage = query('assessment.attempt-page', {
  input: z.object({ attemptId: rowId, device: DeviceKey }),
  allow: holds('exam.sit'),
  async run(ctx, { attemptId, device }) {
    const [own] = await ctx.db
      .select({ sitting: attempt, title: exam.title })
      .from(attempt)
      .innerJoin(exam, eq(exam.id, attempt.examId))
      .where(eq(attempt.id, attemptId));
    if (!own || own.sitting.cadreId !== ctx.actor.cadreId) throw missing('assessment.attempt-not-found');
    const { startedAt, deadlineAt, takeOvers } = own.sitting;
    const claimed = own.sitting.device !== null;
    const { examId } = own.sitting;
    const head = { attemptId, examId, title: own.title, startedAt, deadlineAt, takeOvers, claimed, serverNow: ctx.now };
    const state = stateOf(own.sitting, ctx.now, device);
    if (state !== 'open') return { ...head, state, questions: [], answers: [], savedAt: null };
    const paper = await paperOf(ctx, attemptId);
    return { ...head, state, questions: sheetOf(paper), ...(await newestAnswers(ctx, attemptId, paper)) };
  }
});

export type AttemptState = 'open' | 'elsewhere' | 'overdue' | 'submitted';

function stateOf(
  { submittedAt, deadlineAt, device: held }: Pick<AttemptRow, 'submittedAt' | 'deadlineAt' | 'device'>,
  now: Instant,
  device: string | null
): AttemptState {
  if (submittedAt !== null) return 'submitted';
  if (now >= deadlineAt) return 'overdue';
  return mayWrite(held, device) ? 'open' : 'elsewhere';
}

type PaperRow = Awaited<ReturnType<typeof paperOf>>[number];

async function paperOf(ctx: Context, attemptId: number) {
  const { position, points, section, optionOrder, part, questionVersionId } = attemptQuestion;
  const { type, stem, options, details } = questionVersion;
  return ctx.db
    .select({ position, points, section, optionOrder, part, questionVersionId, type, stem, options, details })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, questionVersionId))
    .where(eq(attemptQuestion.attemptId, attemptId))
    .orderBy(asc(position));
}

/** What is asked at a place. The answer stays behind: it is not even read. */
const askedAt = (row: PaperRow) => bodyAt({ ...row, answer: [] }, row.part);

function sheetOf(rows: readonly PaperRow[]): SheetQuestion[] {
  const labels = labelsOf(rows);
  return rows.map((row, at) => {
    const body = askedAt(row);
    return {
      ...askedBody(body, row.optionOrder, paperKeys(body.type, row.optionOrder)),
      position: row.position,
      label: labels[at]!,
      points: row.points,
      section: row.section,
      material: row.part === null ? null : row.stem
    };
  });
}

/** The numbers that people see on a paper: 1, 2, 3.1, 3.2, 4 … */
export function labelsOf(places: readonly { part: number | null }[]): string[] {
  let number = 0;
  return places.map(({ part }) => {
    if (!part) number += 1;
    return part === null ? String(number) : `${number}.${part + 1}`;
  });
}

/** Options in the order in which a candidate saw them. */
export const inOrder = (options: readonly Option[], order: readonly string[]): Option[] =>
  order.flatMap((key) => options.find((option) => option.key === key) ?? []);

async function newestAnswers(
  ctx: Context,
  attemptId: number,
  paper: readonly PaperRow[]
): Promise<{ answers: AnswerEntry[]; savedAt: Instant | null }> {
  const { position, sequence, choice, flagged, receivedAt } = answer;
  const rows = await ctx.db
    .select({ position, sequence, choice, flagged, receivedAt })
    .from(answer)
    .where(
      and(
        eq(answer.attemptId, attemptId),
        eq(
          sequence,
          sql`(select max(newer.sequence) from answer as newer where newer.attempt_id = ${answer.attemptId} and newer.position = ${answer.position})`
        )
      )
    );
  return {
    answers: rows.map(({ receivedAt: _, ...entry }) => {
      const place = paper.find((row) => row.position === entry.position);
      return place ? { ...entry, choice: onPaper(entry.choice, askedAt(place).type, place.optionOrder) } : entry;
    }),
    savedAt: rows.reduce<Instant | null>((last, row) => Math.max(last ?? 0, row.receivedAt), null)
  };
}

export interface AttemptResult {
  attemptId: number;
  points: number;
  pointsPossible: number;
  passed: boolean;
  submittedAt: Instant;
}

/**
 * Hands the paper in, once; whoever asks again gets the same result. The last answers may come along, so that
 * nothing lies between them and the marking.
 */
export const submitAttempt = command('assessment.submit-attempt', {
  input: z.object({ attemptId: rowId, device: DeviceKey, answers: z.array(AnswerInput).max(200).default([]) }),
  allow: holds('exam.sit'),
  async run(ctx, { attemptId, device, answers }): Promise<AttemptResult> {
    const own = await requireOwnAttempt(ctx, attemptId);
    if (answers.length) await keepAnswers(ctx, attemptId, answers, device);
    if (stateOf(own, ctx.now, device) === 'elsewhere') throw conflict('assessment.written-elsewhere');
    if (own.submittedAt !== null) return resultOf(own);
    return markAttempt(ctx, own, ctx.now < own.deadlineAt ? 'candidate' : 'deadline');
  },
  trace: ({ attemptId }, { points, passed }) => ({ subject: 'attempt', id: attemptId, detail: { points, passed } })
});

/** Marks one paper whose time is over from the answers that were saved. */
export const closeAttempt = command('assessment.close-attempt', {
  input: z.object({ attemptId: rowId }),
  allow: onlySystem,
  async run(ctx, { attemptId }): Promise<AttemptResult> {
    const [sitting] = await ctx.db.select().from(attempt).where(eq(attempt.id, attemptId));
    if (!sitting) throw missing('assessment.attempt-not-found');
    if (sitting.submittedAt !== null) return resultOf(sitting);
    if (ctx.now < sitting.deadlineAt) throw conflict('assessment.time-left');
    return markAttempt(ctx, sitting, 'deadline');
  },
  trace: ({ attemptId }, { points, passed }) => ({
    subject: 'attempt',
    id: attemptId,
    detail: { points, passed, by: 'deadline' }
  })
});

/**
 * Marks every paper whose time is over; run by the scheduler. Each gets its own audit row, so that a round with
 * nothing to do leaves no trace. `more` asks to be called again at once.
 */
export const submitOverdue = command('assessment.submit-overdue', {
  input: z.object({ most: z.int().min(1).max(1000).default(50) }),
  allow: onlySystem,
  async run(ctx, { most }) {
    const overdue = await ctx.db
      .select({ id: attempt.id })
      .from(attempt)
      .where(and(isNull(attempt.submittedAt), lt(attempt.deadlineAt, ctx.now - GRACE)))
      .orderBy(asc(attempt.deadlineAt))
      .limit(most);
    for (const { id } of overdue) await ctx.call(closeAttempt, { attemptId: id });
    return { attemptIds: overdue.map(({ id }) => id), more: overdue.length === most };
  },
  trace: 'own-record'
});

/** The acting person's own sitting. @throws as if it did not exist when it is somebody else's. */
export async function requireOwnAttempt(ctx: Context, attemptId: number): Promise<AttemptRow> {
  const [own] = await ctx.db.select().from(attempt).where(eq(attempt.id, attemptId));
  if (!own || own.cadreId !== ctx.actor.cadreId) throw missing('assessment.attempt-not-found');
  return own;
}

/** Marks from what was kept and writes the result; the papers' own points show each question's share. */
export async function markAttempt(
  ctx: Context,
  sitting: AttemptRow,
  by: SubmittedBy,
  why: { cause: ResultCause; remarkId?: number } = { cause: sitting.submittedAt === null ? by : 'late-answers' }
): Promise<AttemptResult> {
  const found = await requireExam(ctx, sitting.examId);
  const { marked, changed, wrong, wrongBefore } = await marksOf(ctx, sitting, found, await rulingsOf(ctx, found.id));
  for (const pointsAwarded of new Set(changed.map((mark) => mark.pointsAwarded))) {
    const positions = changed.filter((mark) => mark.pointsAwarded === pointsAwarded).map(({ position }) => position);
    await ctx.db
      .update(attemptQuestion)
      .set({ pointsAwarded })
      .where(and(eq(attemptQuestion.attemptId, sitting.id), inArray(attemptQuestion.position, positions)));
  }
  const [result] = await ctx.db
    .update(attempt)
    .set({
      points: marked.points,
      pointsPossible: marked.pointsPossible,
      passed: marked.passed,
      submittedAt: sitting.submittedAt ?? (by === 'deadline' ? sitting.deadlineAt : ctx.now),
      submittedBy: sitting.submittedBy ?? by
    })
    .where(eq(attempt.id, sitting.id))
    .returning();
  await noteResult(ctx, result!, why);
  if (sitting.submittedAt === null) await bookErrors(ctx, sitting, found, wrong);
  // What is still held back goes into the book later, as it then stands.
  else if (!sitting.errorsHeld) await correctExamErrors(ctx, sitting, wrongBefore, wrong);
  return resultOf(result!);
}

/** Puts what went wrong into the candidate's book, or keeps it back while the answers may not be seen. */
async function bookErrors(ctx: Context, sitting: AttemptRow, found: ExamRow, wrong: readonly number[]) {
  if ((await releasedOf(ctx, found)).answers) await noteExamErrors(ctx, sitting.cadreId, wrong);
  else await ctx.db.update(attempt).set({ errorsHeld: true }).where(eq(attempt.id, sitting.id));
}

/** What a paper comes to under rulings on its questions; nothing is written. */
export async function marksOf(ctx: Context, sitting: AttemptRow, found: ExamRow, rulings: Rulings) {
  const { position, points, pointsAwarded, part } = attemptQuestion;
  const { type, stem, options, answer: right, details } = questionVersion;
  const questions = await ctx.db
    .select({
      position,
      points,
      pointsAwarded,
      part,
      versionId: questionVersion.id,
      body: { type, stem, options, answer: right, details },
      questionId: questionVersion.questionId
    })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .where(eq(attemptQuestion.attemptId, sitting.id))
    .orderBy(asc(position));
  const kept = await ctx.db.select().from(answer).where(eq(answer.attemptId, sitting.id));
  const byPeople = questions.some(({ body, part: which }) => bodyAt(body, which).type === 'short-answer');
  const given = byPeople ? await settledPoints(ctx, sitting.id, questions, rulesOf(found)) : undefined;
  const markable = questions.map(({ body, part: which, versionId, ...place }) => ({
    ...place,
    pointsAwarded: given?.get(place.position) ?? null,
    body: bodyAt(body, which),
    ruling: rulings.get(rulingKey(versionId, which))
  }));
  const choices = countingChoices(kept, sitting.lateCounted === true);
  const marked: MarkedPaper = markPaper(markable, choices, found.passPercent, found.scoring);
  return {
    marked,
    changed: marked.marks.filter((mark, at) => mark.pointsAwarded !== questions[at]!.pointsAwarded),
    wrong: questionsIn(questions.filter((_, at) => marked.marks[at]!.right === false)),
    /** As the paper stood until now. */
    wrongBefore: questionsIn(
      questions.filter((place) => place.pointsAwarded !== null && place.pointsAwarded < place.points)
    )
  };
}

const questionsIn = (places: readonly { questionId: number }[]) => [
  ...new Set(places.map(({ questionId }) => questionId))
];

function resultOf({ id, points, pointsPossible, passed, submittedAt }: AttemptRow): AttemptResult {
  return { attemptId: id, points: points ?? 0, pointsPossible, passed: passed === true, submittedAt: submittedAt! };
}
