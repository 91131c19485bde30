/** Papers as item analysis and results by topic read them: each question with its mark and the choice that counted. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { peopleByIds, type UnitPerson } from '#lib/people/people-of.server.ts';
import { reaches } from '#lib/platform/actor.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { countingChoices, type KeptAnswer } from './answers.ts';
import { bodyAt, type Option, type QuestionType } from './question.ts';
import type { RulingInForce } from './ruling.ts';
import { rulingKey, rulingsOf, type Rulings } from './rulings.server.ts';
import { answer, attempt, attemptQuestion, question, questionVersion, topic } from './schema.server.ts';

/** A wording as it stood on papers. */
export interface PaperItem {
  /** Tells wordings and the parts of cases apart: `12`, `12.0`, `12.1`. */
  id: string;
  questionId: number;
  code: string;
  version: number;
  /** Which part of a case, from 0; null for every other question. */
  part: number | null;
  type: QuestionType;
  topicId: number;
  topic: string;
  stem: string;
  options: Option[];
  /** Everything that counts as right, after what was decided about the question. */
  answer: string[];
  /** Right for everybody or not counted: its answers say nothing any more. */
  annulled: boolean;
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
    seen.map(({ id }) => id),
    await rulingsOf(ctx, examId)
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
        possible: item.annulled ? 0 : points,
        choice: choices.get(sitting.id)?.get(position) ?? []
      }))
    };
  });
  return {
    papers: papers.filter(({ marked }) => marked).map(({ marked: _, ...paper }) => paper),
    unmarked: papers.filter(({ marked }) => !marked).length
  };
}

async function questionsByAttempt(ctx: Context, attemptIds: readonly number[], rulings: Rulings) {
  const { attemptId, position, questionVersionId, part, points, pointsAwarded } = attemptQuestion;
  const rows = [];
  for (const ids of chunks(attemptIds)) {
    rows.push(
      ...(await ctx.db
        .select({ attemptId, position, versionId: questionVersionId, part, points, pointsAwarded })
        .from(attemptQuestion)
        .where(inArray(attemptId, ids))
        .orderBy(attemptId, position))
    );
  }
  const versions = await versionsOf(ctx, [...new Set(rows.map(({ versionId }) => versionId))]);
  const items = new Map<string, PaperItem>();
  const itemAt = (versionId: number, which: number | null): PaperItem => {
    const key = which === null ? `${versionId}` : `${versionId}.${which}`;
    const item =
      items.get(key) ?? itemOf(key, versions.get(versionId)!, which, rulings.get(rulingKey(versionId, which)));
    items.set(key, item);
    return item;
  };
  return Map.groupBy(
    rows.map(({ versionId, part: which, ...row }) => ({ ...row, item: itemAt(versionId, which) })),
    (row) => row.attemptId
  );
}

type Version = typeof questionVersion.$inferSelect & { code: string; topic: string };

function itemOf(id: string, version: Version, part: number | null, ruling: RulingInForce | undefined): PaperItem {
  const { questionId, code, number, topicId, topic: about } = version;
  const { type, stem, options, answer: key } = bodyAt(version, part);
  const right =
    ruling?.kind === 'by-version'
      ? ruling.body.answer
      : ruling?.kind === 'also'
        ? [...new Set([...key, ...ruling.answers.flat()])]
        : key;
  const annulled = ruling?.kind === 'all-right' || ruling?.kind === 'not-counted';
  return {
    ...{ id, questionId, code, version: number, part, type, topicId, topic: about, stem, options, annulled },
    answer: [...right]
  };
}

async function versionsOf(ctx: Context, versionIds: readonly number[]): Promise<Map<number, Version>> {
  const versions = new Map<number, Version>();
  for (const ids of chunks(versionIds)) {
    const rows = await ctx.db
      .select({ version: questionVersion, code: question.code, topic: topic.name })
      .from(questionVersion)
      .innerJoin(question, eq(question.id, questionVersion.questionId))
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(inArray(questionVersion.id, ids));
    for (const { version, ...row } of rows) versions.set(version.id, { ...version, ...row });
  }
  return versions;
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
