/** 评卷: what only people can mark. */
import { and, asc, eq, exists, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByIds } from '#lib/people/people-of.server.ts';
import { holds, reaches } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { countingChoices } from './answers.ts';
import { markAttempt } from './attempt.server.ts';
import { roundPoints } from './blueprint.ts';
import { requireExam, type ExamRow } from './found-exam.server.ts';
import { bodyAt, MOST, type Criterion } from './question.ts';
import { answer, attempt, attemptQuestion, exam, humanMark, question, questionVersion } from './schema.server.ts';
import { rulesOf } from './settled-points.server.ts';
import {
  isPossiblePoints,
  rubricShare,
  settle,
  ticketOf,
  waitsFor,
  type FinishedMark,
  type MarkingRules
} from './settling.ts';

type MarkRow = typeof humanMark.$inferSelect;

/** An answer that only a person can mark, with every mark it has. */
interface Place {
  attemptId: number;
  cadreId: number;
  position: number;
  points: number;
  versionId: number;
  part: number | null;
  code: string;
  stem: string;
  rubric: Criterion[];
  model: string;
  /** 材料 of a case; null otherwise. */
  material: string | null;
  marks: MarkRow[];
}

export interface QuestionToMark {
  /** Wording and part: `12`, `12.0`. */
  id: string;
  code: string;
  part: number | null;
  stem: string;
  answers: number;
  settled: number;
  /** Wait for the person who asks. */
  waiting: number;
  /** Wait for a third marker, whoever it will be. */
  thirds: number;
}

export interface AnswerToMark {
  /** Names the answer to this marker and says nothing about whose it is. */
  ticket: string;
  reply: string;
  points: number;
  /** What the marker has written so far; null before the first stroke. */
  mine: { given: (number | null)[]; comment: string; finished: boolean; at: Instant } | null;
  /** Null where markers are blind. */
  candidate: { name: string; unitName: string } | null;
}

export interface MarkingDesk {
  exam: { id: number; title: string } & MarkingRules;
  /** Whether rules may still be set: nobody has finished a mark yet. */
  rulesOpen: boolean;
  questions: QuestionToMark[];
  /** The question and the answer that lie on the desk. */
  question: (Pick<Place, 'stem' | 'rubric' | 'model' | 'material' | 'code' | 'part'> & { id: string }) | null;
  answer: AnswerToMark | null;
}

/** Exams with answers that wait for the person who asks. */
export const examsToMark = query('assessment.exams-to-mark', {
  input: z.object({}),
  allow: holds('exam.mark'),
  async run(ctx) {
    const ids = await ctx.db
      .selectDistinct({ id: attempt.examId })
      .from(attempt)
      .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
      .where(and(isNotNull(attempt.submittedAt), isNull(attemptQuestion.pointsAwarded)));
    const found = ids.length
      ? await ctx.db
          .select()
          .from(exam)
          .where(
            inArray(
              exam.id,
              ids.map(({ id }) => id)
            )
          )
          .orderBy(asc(exam.closesAt))
      : [];
    const rows = [];
    for (const each of found) {
      const places = await placesToMark(ctx, each.id);
      const waiting = places.filter((place) => isWaiting(ctx, place, each)).length;
      const settled = places.filter((place) => settlement(place, each).state === 'settled').length;
      if (places.length) rows.push({ examId: each.id, title: each.title, answers: places.length, settled, waiting });
    }
    return rows;
  }
});

/** What lies on a marker's desk: the questions, how far they are, and one answer. */
export const markingDesk = query('assessment.marking-desk', {
  input: z.object({
    examId: rowId,
    question: z.string().max(20).default(''),
    ticket: z.string().max(20).default('')
  }),
  allow: (actor) => actor.may('exam.mark') || actor.may('exam.results'),
  async run(ctx, { examId, question: wanted, ticket }): Promise<MarkingDesk> {
    const found = await requireExam(ctx, examId);
    const places = await placesToMark(ctx, examId);
    const byQuestion = Map.groupBy(places, questionId);
    const questions = [...byQuestion].map(([id, own]): QuestionToMark => {
      const states = own.map((place) => settlement(place, found).state);
      return {
        id,
        code: own[0]!.code,
        part: own[0]!.part,
        stem: own[0]!.stem,
        answers: own.length,
        settled: states.filter((state) => state === 'settled').length,
        waiting: own.filter((place) => isWaiting(ctx, place, found)).length,
        thirds: states.filter((state) => state === 'third').length
      };
    });
    const mayMark = ctx.actor.may('exam.mark');
    const named = places.find((place) => ticketFor(ctx, place) === ticket);
    const at =
      wanted || (named ? questionId(named) : (questions.find(({ waiting }) => waiting)?.id ?? questions[0]?.id));
    const own = byQuestion.get(at ?? '') ?? [];
    const place = !mayMark ? undefined : (named ?? nextFor(ctx, own, found));
    const about = place ?? own[0];
    return {
      exam: { id: found.id, title: found.title, ...rulesOf(found) },
      rulesOpen: !places.some(({ marks }) => marks.some(({ share }) => share !== null)),
      questions: questions.sort((a, b) => (a.code < b.code ? -1 : 1)),
      question: about
        ? {
            id: questionId(about),
            stem: about.stem,
            rubric: about.rubric,
            model: about.model,
            material: about.material,
            code: about.code,
            part: about.part
          }
        : null,
      answer: place ? await answerOn(ctx, place, found) : null
    };
  }
});

/** How an exam is marked, before anybody has finished a mark. */
export const setMarkingRules = command('assessment.set-marking-rules', {
  input: z.object({
    examId: rowId,
    markers: z.coerce.number().pipe(z.union([z.literal(1), z.literal(2)])),
    tolerance: z.coerce.number().min(0).max(100).multipleOf(0.5),
    blind: z.boolean()
  }),
  allow: holds('exam.manage'),
  async run(ctx, { examId, markers, tolerance, blind }) {
    const { markers: before } = await requireExam(ctx, examId);
    const [finished] = await ctx.db
      .select({ id: humanMark.id })
      .from(humanMark)
      .innerJoin(attempt, eq(attempt.id, humanMark.attemptId))
      .where(and(eq(attempt.examId, examId), isNotNull(humanMark.share)))
      .limit(1);
    if (finished) throw conflict('assessment.marking-begun');
    await ctx.db
      .update(exam)
      .set({ markers, markingTolerance: tolerance, markingBlind: blind })
      .where(eq(exam.id, examId));
    return { before };
  },
  trace: ({ examId, markers, tolerance, blind }, { before }) => ({
    subject: 'exam',
    id: examId,
    detail: { markers, before, tolerance, blind }
  })
});

/**
 * Keeps what a marker has written; `finish` hands it in, which needs points on every line of the rubric. Once an answer is
 * settled the paper is reckoned anew, and when nothing is left to mark its result is no longer provisional.
 */
export const saveMark = command('assessment.save-mark', {
  input: z.object({
    examId: rowId,
    ticket: z.string().max(20),
    given: z.array(z.number().nullable()).min(1).max(MOST.criteria),
    comment: z.string().trim().max(1000).default(''),
    finish: z.boolean()
  }),
  // A mark is somebody's: the portal itself has no account.
  allow: (actor) => actor.may('exam.mark') && actor.accountId !== null,
  async run(ctx, { examId, ticket, given, comment, finish }) {
    const found = await requireExam(ctx, examId);
    const place = (await placesToMark(ctx, examId)).find((one) => ticketFor(ctx, one) === ticket);
    if (!place) throw missing('assessment.answer-not-found');
    requirePossible(place, given, finish);
    const before = settlement(place, found);
    const own = place.marks.filter(({ markerId }) => markerId === ctx.actor.accountId);
    if (before.state === 'settled' && !own.some(({ share }) => share !== null))
      throw conflict('assessment.already-marked');
    const share = finish ? rubricShare(given as number[], place.rubric) : null;
    const newest = own.at(-1);
    const detail = { attemptId: place.attemptId, position: place.position, finish };
    const same = newest && JSON.stringify(newest.given) === JSON.stringify(given) && newest.comment === comment;
    if (same && (newest.share === null) === !finish) return { ...detail, kept: false, at: newest.at };
    const [kept] = await ctx.db
      .insert(humanMark)
      .values({
        attemptId: place.attemptId,
        position: place.position,
        markerId: ctx.actor.accountId!,
        given,
        share,
        comment,
        at: ctx.now
      })
      .returning();
    if (finish) await reckon(ctx, { ...place, marks: [...place.marks, kept!] }, found);
    return { ...detail, kept: finish, at: ctx.now };
  },
  trace: (_, { attemptId, position, kept }) =>
    kept ? { subject: 'attempt', id: attemptId, detail: { position } } : undefined
});

function requirePossible({ rubric }: Place, given: readonly (number | null)[], finish: boolean) {
  if (given.length !== rubric.length) throw invalid('assessment.rubric-changed');
  if (finish && given.includes(null)) throw invalid('assessment.rubric-unfinished');
  const wrong = given.findIndex((points, at) => points !== null && !isPossiblePoints(points, rubric[at]!));
  if (wrong >= 0) throw invalid('assessment.rubric-points', { line: wrong + 1, most: rubric[wrong]!.points });
}

/** Reckons the paper anew when the marks of an answer come to other points than it has. */
async function reckon(ctx: Context, place: Place, found: ExamRow) {
  const { share } = settlement(place, found);
  const [present] = await ctx.db
    .select({ pointsAwarded: attemptQuestion.pointsAwarded, sitting: attempt })
    .from(attemptQuestion)
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .where(and(eq(attemptQuestion.attemptId, place.attemptId), eq(attemptQuestion.position, place.position)));
  if (present!.pointsAwarded === (share === null ? null : roundPoints(share * place.points))) return;
  await markAttempt(ctx, present!.sitting, 'candidate', { cause: 'marking' });
}

const questionId = ({ versionId, part }: Pick<Place, 'versionId' | 'part'>) =>
  part === null ? `${versionId}` : `${versionId}.${part}`;

/** An answer by a name that only its marker can use. */
const ticketFor = ({ actor }: Context, { attemptId, position }: Pick<Place, 'attemptId' | 'position'>) =>
  ticketOf(attemptId, position, actor.accountId ?? 0);

const finished = (marks: readonly MarkRow[]): FinishedMark[] =>
  marks.flatMap(({ markerId, share }) => (share === null ? [] : [{ markerId, share }]));

const settlement = ({ marks, points }: Place, found: ExamRow) => settle(finished(marks), points, rulesOf(found));

const isWaiting = (ctx: Context, { marks, points }: Place, found: ExamRow) =>
  ctx.actor.accountId !== null && waitsFor(ctx.actor.accountId, finished(marks), points, rulesOf(found));

/** The next answer for a marker: one that was begun, else any, in an order that is this marker's own. */
function nextFor(ctx: Context, places: readonly Place[], found: ExamRow): Place | undefined {
  const begun = ({ marks }: Place) => marks.some(({ markerId }) => markerId === ctx.actor.accountId);
  const waiting = places
    .filter((place) => isWaiting(ctx, place, found))
    .sort((a, b) => (ticketFor(ctx, a) < ticketFor(ctx, b) ? -1 : 1));
  return waiting.find(begun) ?? waiting[0];
}

async function answerOn(ctx: Context, place: Place, found: ExamRow): Promise<AnswerToMark> {
  const [sitting] = await ctx.db
    .select({ lateCounted: attempt.lateCounted })
    .from(attempt)
    .where(eq(attempt.id, place.attemptId));
  const kept = await ctx.db
    .select()
    .from(answer)
    .where(and(eq(answer.attemptId, place.attemptId), eq(answer.position, place.position)));
  const mine = place.marks.findLast(({ markerId }) => markerId === ctx.actor.accountId);
  const [person] = found.markingBlind ? [] : await peopleByIds(ctx, [place.cadreId]);
  return {
    ticket: ticketFor(ctx, place),
    reply: countingChoices(kept, sitting?.lateCounted === true).get(place.position)?.[0] ?? '',
    points: place.points,
    mine: mine ? { given: mine.given, comment: mine.comment, finished: mine.share !== null, at: mine.at } : null,
    candidate: person ? { name: person.name, unitName: person.unitName } : null
  };
}

/**
 * The answers of an exam that only people can mark, as far as the acting person may mark them: handed in, not empty,
 * within reach, and never their own.
 */
async function placesToMark(ctx: Context, examId: number): Promise<Place[]> {
  const marked = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(humanMark)
      .where(and(eq(humanMark.attemptId, attemptQuestion.attemptId), eq(humanMark.position, attemptQuestion.position)))
  );
  const rows = await ctx.db
    .select({
      attemptId: attempt.id,
      cadreId: attempt.cadreId,
      position: attemptQuestion.position,
      points: attemptQuestion.points,
      part: attemptQuestion.part,
      version: questionVersion,
      code: question.code
    })
    .from(attemptQuestion)
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .innerJoin(question, eq(question.id, questionVersion.questionId))
    .where(
      and(eq(attempt.examId, examId), isNotNull(attempt.submittedAt), or(isNull(attemptQuestion.pointsAwarded), marked))
    )
    .orderBy(asc(attempt.id), asc(attemptQuestion.position));
  const seen = await withinReach(ctx, rows);
  const marks = await marksByPlace(ctx, examId);
  return seen.map(({ version, ...row }): Place => {
    const body = bodyAt(version, row.part);
    return {
      ...row,
      versionId: version.id,
      stem: body.stem,
      rubric: body.details?.rubric ?? [],
      model: body.answer[0] ?? '',
      material: row.part === null ? null : version.stem,
      marks: marks.get(`${row.attemptId}/${row.position}`) ?? []
    };
  });
}

async function withinReach<T extends { cadreId: number }>(ctx: Context, rows: readonly T[]): Promise<T[]> {
  const permission = ctx.actor.may('exam.mark') ? 'exam.mark' : 'exam.results';
  const people = new Map(
    (await peopleByIds(ctx, [...new Set(rows.map(({ cadreId }) => cadreId))])).map((one) => [one.cadreId, one.unitId])
  );
  return rows.filter(
    ({ cadreId }) => cadreId !== ctx.actor.cadreId && reaches(ctx.actor, permission, people.get(cadreId) ?? null)
  );
}

async function marksByPlace(ctx: Context, examId: number): Promise<Map<string, MarkRow[]>> {
  const rows = await ctx.db
    .select({ mark: humanMark })
    .from(humanMark)
    .innerJoin(attempt, eq(attempt.id, humanMark.attemptId))
    .where(eq(attempt.examId, examId))
    .orderBy(asc(humanMark.id));
  return Map.groupBy(
    rows.map(({ mark }) => mark),
    ({ attemptId, position }) => `${attemptId}/${position}`
  );
}
