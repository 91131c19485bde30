/** Papers as item analysis and results by topic read them: each question with its mark and the choice that counted. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { peopleByIds, type UnitPerson } from '#lib/people/people-of.server.ts';
import { reaches } from '#lib/platform/actor.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { countingChoices, type KeptAnswer } from './answers.ts';
import type { Option, QuestionType } from './question.ts';
import { answer, attempt, attemptQuestion, question, questionVersion, topic } from './schema.server.ts';

/** A wording as it stood on papers. */
export interface PaperItem {
  /** Tells wordings apart. */
  id: number;
  questionId: number;
  code: string;
  version: number;
  type: QuestionType;
  topicId: number;
  topic: string;
  stem: string;
  options: Option[];
  answer: string[];
}

export interface PaperQuestion {
  item: PaperItem;
  position: number;
  points: number;
  possible: number;
  choice: readonly string[];
}

export interface SatPaper {
  attemptId: number;
  person: UnitPerson;
  percent: number;
  points: number;
  possible: number;
  questions: PaperQuestion[];
}

export interface SatPapers {
  papers: SatPaper[];
  /** Papers left out because a person has yet to mark a part of them. */
  unmarked: number;
}

/**
 * Of everybody within reach the first paper handed in: a second try is sat by somebody who has seen the first, and two
 * papers of one person would count them twice.
 */
export async function satPapers(ctx: Context, examId: number): Promise<SatPapers> {
  const handedIn = await ctx.db
    .select()
    .from(attempt)
    .where(and(eq(attempt.examId, examId), isNotNull(attempt.submittedAt)))
    .orderBy(attempt.number);
  const first = [...new Map(handedIn.toReversed().map((sitting) => [sitting.cadreId, sitting])).values()];
  const people = new Map(
    (
      await peopleByIds(
        ctx,
        first.map(({ cadreId }) => cadreId)
      )
    ).map((person) => [person.cadreId, person])
  );
  const seen = first.filter(({ cadreId }) => reaches(ctx.actor, 'exam.results', people.get(cadreId)?.unitId ?? null));
  const asked = await questionsByAttempt(
    ctx,
    seen.map(({ id }) => id)
  );
  const choices = await choicesByAttempt(ctx, seen);
  const papers = seen.map((sitting): SatPaper & { marked: boolean } => {
    const own = asked.get(sitting.id) ?? [];
    return {
      attemptId: sitting.id,
      person: people.get(sitting.cadreId)!,
      percent: sitting.pointsPossible ? ((sitting.points ?? 0) * 100) / sitting.pointsPossible : 0,
      points: sitting.points ?? 0,
      possible: sitting.pointsPossible,
      marked: own.every(({ pointsAwarded }) => pointsAwarded !== null),
      questions: own.map(({ item, position, points, pointsAwarded }) => ({
        item,
        position,
        points: pointsAwarded ?? 0,
        possible: points,
        choice: choices.get(sitting.id)?.get(position) ?? []
      }))
    };
  });
  return {
    papers: papers.filter(({ marked }) => marked).map(({ marked: _, ...paper }) => paper),
    unmarked: papers.filter(({ marked }) => !marked).length
  };
}

async function questionsByAttempt(ctx: Context, attemptIds: readonly number[]) {
  const { attemptId, position, questionVersionId, points, pointsAwarded } = attemptQuestion;
  const rows = [];
  for (const ids of chunks(attemptIds)) {
    rows.push(
      ...(await ctx.db
        .select({ attemptId, position, versionId: questionVersionId, points, pointsAwarded })
        .from(attemptQuestion)
        .where(inArray(attemptId, ids))
        .orderBy(attemptId, position))
    );
  }
  const items = await itemsOf(ctx, [...new Set(rows.map(({ versionId }) => versionId))]);
  return Map.groupBy(
    rows.map(({ versionId, ...row }) => ({ ...row, item: items.get(versionId)! })),
    (row) => row.attemptId
  );
}

async function itemsOf(ctx: Context, versionIds: readonly number[]): Promise<Map<number, PaperItem>> {
  const items = new Map<number, PaperItem>();
  for (const ids of chunks(versionIds)) {
    const rows = await ctx.db
      .select({ version: questionVersion, code: question.code, topic: topic.name })
      .from(questionVersion)
      .innerJoin(question, eq(question.id, questionVersion.questionId))
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(inArray(questionVersion.id, ids));
    for (const { version, ...row } of rows) {
      const { id, questionId, number, type, topicId, stem, options, answer: key } = version;
      items.set(id, { ...row, id, questionId, version: number, type, topicId, stem, options, answer: key });
    }
  }
  return items;
}

async function choicesByAttempt(ctx: Context, sittings: readonly { id: number; lateCounted: boolean | null }[]) {
  const byAttempt = new Map<number, KeptAnswer[]>();
  for (const ids of chunks(sittings.map(({ id }) => id))) {
    const rows = await ctx.db.select().from(answer).where(inArray(answer.attemptId, ids));
    for (const [attemptId, own] of Map.groupBy(rows, (row) => row.attemptId)) byAttempt.set(attemptId, own);
  }
  return new Map(
    sittings.map(({ id, lateCounted }) => [id, countingChoices(byAttempt.get(id) ?? [], lateCounted === true)])
  );
}

const chunks = <T>(items: readonly T[], size = 500): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
