/** 练习: rounds of questions with the answer told at once. */
import { and, asc, count, desc, eq, gte, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { instantOf, type Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { LARGEST_ANSWER } from './answers.ts';
import { practisedBody, type PractisedBody } from './asked.ts';
import { questionContents, type QuestionContent } from './bank-access.server.ts';
import { findCard, noteAnswer, practisable, requireCadre, reviewRules } from './practice-cards.server.ts';
import { markPractised, modelsOf, type ModelAnswer, type PartAnswer, type PractisedMark } from './practice-marking.ts';
import { notesOf } from './practice-notes.server.ts';
import { chooseQuestions, isThrough, practiceModes, type Wish } from './practice.ts';
import { MOST, type QuestionDetails } from './question.ts';
import { practiceAnswer, practiceRun } from './schema.server.ts';

type RunRow = typeof practiceRun.$inferSelect;

export const StartPractice = z.object({
  mode: z.enum(practiceModes),
  topicId: rowId.nullable().default(null),
  statuteId: rowId.nullable().default(null),
  /** 再练同类: a few more of the same topic, without this question. */
  like: z
    .object({ questionId: rowId, count: z.int().min(1).max(10) })
    .nullable()
    .default(null)
});

/**
 * Opens a round. A round of the same kind that is not finished is gone on with: a topic is taken up where it was
 * left, the daily review of a day is one.
 * @throws conflict `practice.nothing-to-practise`, for the daily review `practice.enough-for-today`
 */
export const startPractice = command('assessment.start-practice', {
  input: StartPractice,
  allow: holds('practice.use'),
  async run(ctx, wish): Promise<{ runId: number }> {
    const run = await openRun(ctx, requireCadre(ctx), wish);
    if (!run) throw conflict(wish.mode === 'daily' ? 'practice.enough-for-today' : 'practice.nothing-to-practise');
    return { runId: run.id };
  },
  trace: 'own-record'
});

/** The round to go on with, or a new one; undefined when there is nothing to ask. */
export async function openRun(ctx: Context, cadreId: number, wish: Wish): Promise<RunRow | undefined> {
  const open = wish.like ? undefined : await findOpenRun(ctx, cadreId, wish);
  if (open) return open;
  const room = wish.mode === 'daily' ? await roomToday(ctx, cadreId) : 0;
  const pool = await practisable(ctx, cadreId);
  const chosen = chooseQuestions(pool, wish, ctx.today, room, `${cadreId}/${wish.mode}/${ctx.now}`);
  if (!chosen.length) return undefined;
  const { mode, topicId, statuteId } = wish;
  const versionIds = chosen.map(({ versionId }) => versionId);
  const [run] = await ctx.db
    .insert(practiceRun)
    .values({ cadreId, mode, topicId, statuteId, versionIds, startedAt: ctx.now, touchedAt: ctx.now })
    .returning();
  return run;
}

async function findOpenRun(ctx: Context, cadreId: number, { mode, topicId, statuteId }: Wish) {
  const same = and(
    eq(practiceRun.cadreId, cadreId),
    isNull(practiceRun.finishedAt),
    eq(practiceRun.mode, mode),
    topicId === null ? isNull(practiceRun.topicId) : eq(practiceRun.topicId, topicId),
    statuteId === null ? isNull(practiceRun.statuteId) : eq(practiceRun.statuteId, statuteId),
    // What is due, wrong or marked changes from day to day; what goes through the bank stays.
    isThrough(mode) ? undefined : gte(practiceRun.startedAt, instantOf(ctx.today))
  );
  const [open] = await ctx.db.select().from(practiceRun).where(same).orderBy(desc(practiceRun.touchedAt)).limit(1);
  return open;
}

/** How many questions the daily review still has for today. */
export async function roomToday(ctx: Context, cadreId: number): Promise<number> {
  const { 'practice.daily': cap } = await settingsOn(ctx.db, ctx.today);
  const [done] = await ctx.db
    .select({ answers: count() })
    .from(practiceAnswer)
    .innerJoin(practiceRun, eq(practiceRun.id, practiceAnswer.runId))
    .where(
      and(
        eq(practiceAnswer.cadreId, cadreId),
        eq(practiceRun.mode, 'daily'),
        gte(practiceAnswer.answeredAt, instantOf(ctx.today))
      )
    );
  return Math.max(0, cap - (done?.answers ?? 0));
}

export interface PractisedQuestion extends PractisedBody {
  /** From 1. */
  place: number;
  versionId: number;
  questionId: number;
  code: string;
  topicId: number;
  topic: string;
  /** How often it was met, and how often in a row right, before or with this answer. */
  seen: number;
  wrong: number;
  streak: number;
  inBook: boolean;
  favourite: boolean;
  /** The learner's own words on it; empty when there are none. */
  note: string;
  /** Null until it is answered: what is right stays on the server. */
  feedback: {
    choice: string[];
    right: boolean;
    /** The answers to the parts of a case. */
    parts: PartAnswer[];
    answer: string[];
    details: QuestionDetails | null;
    explanation: string;
    citations: QuestionContent['citations'];
  } | null;
}

export interface OpenRun {
  runId: number;
  mode: RunRow['mode'];
  topicId: number | null;
  statuteId: number | null;
  total: number;
  answered: number;
  right: number;
  finished: boolean;
  /** Of each place whether it was right; null where nothing was answered. */
  places: (boolean | null)[];
  /** Right answers in a row that take a question out of the book. */
  leaveAfter: number;
  question: PractisedQuestion;
}

/** One question of an own round: the one asked for, else the first that is not answered, else the last. */
export const openPractice = query('assessment.open-practice', {
  input: z.object({ runId: rowId, place: z.coerce.number().int().min(1).optional() }),
  allow: holds('practice.use'),
  async run(ctx, { runId, place }): Promise<OpenRun> {
    const run = await requireRun(ctx, runId);
    // A mock paper is not looked into before it is handed in.
    if (run.mock && run.finishedAt === null) throw missing('practice.run-not-found');
    const answers = await answersOf(ctx, runId);
    const places = run.versionIds.map((id) => answers.get(id)?.right ?? null);
    const firstOpen = places.indexOf(null);
    const wanted = place !== undefined && place <= places.length ? place - 1 : firstOpen;
    const at = wanted < 0 ? places.length - 1 : wanted;
    const { 'practice.streak': leaveAfter } = await settingsOn(ctx.db, ctx.today);
    return {
      runId,
      mode: run.mode,
      topicId: run.topicId,
      statuteId: run.statuteId,
      total: places.length,
      answered: answers.size,
      right: places.filter(Boolean).length,
      finished: run.finishedAt !== null,
      places,
      leaveAfter,
      question: await practised(ctx, run, at, answers.get(run.versionIds[at]!) ?? unanswered(run))
    };
  }
});

/** What a mock paper that was handed in says of a question nobody answered. */
const unanswered = ({ mock }: RunRow) => (mock ? { choice: [], right: false, parts: null } : undefined);

/** @throws missing: an own round, or none at all */
export async function requireRun(ctx: Context, runId: number): Promise<RunRow> {
  const [run] = await ctx.db.select().from(practiceRun).where(eq(practiceRun.id, runId));
  if (!run || run.cadreId !== ctx.actor.cadreId) throw missing('practice.run-not-found');
  return run;
}

export async function answersOf(ctx: Context, runId: number) {
  const rows = await ctx.db.select().from(practiceAnswer).where(eq(practiceAnswer.runId, runId));
  return new Map(rows.map((row) => [row.questionVersionId, row]));
}

async function practised(
  ctx: Context,
  run: RunRow,
  at: number,
  given: { choice: string[]; right: boolean; parts: PartAnswer[] | null } | undefined
): Promise<PractisedQuestion> {
  const [content] = await questionContents(ctx, [run.versionIds[at]!]);
  const { versionId, questionId, code, topicId, topic, answer, details, explanation, citations } = content!;
  const card = await findCard(ctx, run.cadreId, questionId);
  const notes = await notesOf(ctx, run.cadreId, [questionId]);
  return {
    place: at + 1,
    versionId,
    questionId,
    code,
    topicId,
    topic,
    ...practisedBody(content!, `${run.id}/${versionId}`),
    seen: card?.seen ?? 0,
    wrong: card?.wrong ?? 0,
    streak: card?.streak ?? 0,
    inBook: card ? card.inBookSince !== null : false,
    favourite: card?.favourite ?? false,
    note: notes.get(questionId)?.body ?? '',
    feedback: given
      ? {
          choice: given.choice,
          right: given.right,
          parts: given.parts ?? [],
          answer,
          details,
          explanation,
          citations
        }
      : null
  };
}

export const givenChoice = z.array(z.string().max(LARGEST_ANSWER.letters)).max(LARGEST_ANSWER.entries);
const GivenAnswer = z.object({
  runId: rowId,
  versionId: rowId,
  choice: givenChoice.default([]),
  /** The answers to the parts of a case. */
  parts: z.array(givenChoice).max(MOST.parts).default([]),
  /** Whether what was written agrees with the model answer, as the learner sees it; null before it was shown. */
  judged: z.boolean().nullable().default(null)
});

const saysSomething = ({ choice, parts }: z.output<typeof GivenAnswer>) => [choice, ...parts].flat().some(Boolean);
const NOTHING_SAID = { path: ['choice'], message: 'practice.choose-first' };

export const AnswerPractice = GivenAnswer.refine(saysSomething, NOTHING_SAID);
/** The same as something done on a device without a network. */
export const AnswerDeed = GivenAnswer.extend({ what: z.literal('answer') }).refine(saysSomething, NOTHING_SAID);

/**
 * Marks one answer; the first to a question in a round counts, whatever is sent again. Free text is first set beside
 * the model answer (`right: null`, nothing written yet), and counts as the learner then judges it.
 * @throws invalid `practice.choose-first`, `practice.impossible-choice`
 */
export const answerPractice = command('assessment.answer-practice', {
  input: AnswerPractice,
  allow: holds('practice.use'),
  async run(ctx, answer): Promise<{ right: boolean | null; models?: ModelAnswer[] | undefined }> {
    const { right, models } = await recordAnswer(ctx, answer, ctx.now);
    return models ? { right, models } : { right };
  },
  trace: 'own-record'
});

/**
 * Marks an answer given at a time that may lie back, and writes it down.
 * @returns `counted: false` and how the first answer was, when there is one; `right: null` and nothing written when
 *   free text is yet to be judged.
 */
export async function recordAnswer(
  ctx: Context,
  { runId, versionId, ...given }: z.output<typeof GivenAnswer>,
  at: Instant
): Promise<{ right: boolean | null; counted: boolean; models?: ModelAnswer[] }> {
  const run = await requireRun(ctx, runId);
  if (run.mock || !run.versionIds.includes(versionId)) throw missing('practice.run-not-found');
  const answers = await answersOf(ctx, runId);
  const known = answers.get(versionId);
  if (known) return { right: known.right, counted: false };
  const [content] = await questionContents(ctx, [versionId]);
  const mark = markPractised(content!, given);
  if (mark.kind === 'impossible') throw invalid('practice.impossible-choice');
  if (mark.kind === 'judge') return { right: null, counted: false, models: modelsOf(content!) };
  await writeAnswer(ctx, run, versionId, mark, at);
  await ctx.db
    .update(practiceRun)
    .set({ touchedAt: ctx.now, finishedAt: answers.size + 1 === run.versionIds.length ? ctx.now : null })
    .where(eq(practiceRun.id, runId));
  const { questionId } = content!;
  const { right } = mark;
  await noteAnswer(ctx, run.cadreId, { questionId, right, at }, await reviewRules(ctx, run.cadreId));
  return { right, counted: true };
}

/** Writes a marked answer down. */
export async function writeAnswer(
  ctx: Context,
  { id: runId, cadreId }: RunRow,
  questionVersionId: number,
  { choice, parts, right }: Extract<PractisedMark, { kind: 'marked' }>,
  answeredAt: Instant
) {
  await ctx.db.insert(practiceAnswer).values({ runId, questionVersionId, cadreId, choice, parts, right, answeredAt });
}

export interface UnfinishedRun {
  runId: number;
  mode: RunRow['mode'];
  topicId: number | null;
  statuteId: number | null;
  total: number;
  answered: number;
  touchedAt: Instant;
}

/** Rounds begun and not finished, newest first, at most three. */
export async function unfinishedRuns(ctx: Context, cadreId: number): Promise<UnfinishedRun[]> {
  const rows = await ctx.db
    .select({ run: practiceRun, answered: count(practiceAnswer.questionVersionId) })
    .from(practiceRun)
    .leftJoin(practiceAnswer, eq(practiceAnswer.runId, practiceRun.id))
    .groupBy(practiceRun.id)
    .where(and(eq(practiceRun.cadreId, cadreId), isNull(practiceRun.finishedAt)))
    .orderBy(desc(practiceRun.touchedAt), asc(practiceRun.id))
    .limit(3);
  return rows.map(({ run: { id, mode, topicId, statuteId, versionIds, touchedAt }, answered }) => ({
    runId: id,
    mode,
    topicId,
    statuteId,
    total: versionIds.length,
    answered,
    touchedAt
  }));
}
