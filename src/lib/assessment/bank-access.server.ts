/** What exams and practice take from the bank. */
import { and, asc, eq, exists, gte, inArray, isNotNull, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import {
  articleInForce,
  citationsInWords,
  namesMovedArticle,
  statuteInForce,
  type CitationInWords
} from '#lib/law/force.server.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/database.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import type { QuestionBody, QuestionType } from './question.ts';
import { question, questionCitation, questionVersion, topic } from './schema.server.ts';

/** A question that may be put into a paper on a day. */
export interface UsableQuestion {
  versionId: number;
  questionId: number;
  type: QuestionType;
  topicId: number;
  difficulty: number;
  statuteIds: number[];
}

/**
 * The questions that may be drawn on a day: live, valid on that day, and every article they cite in force on it.
 * A repeal therefore switches questions off by itself.
 */
export async function usableQuestions(ctx: Context, on: Day): Promise<UsableQuestion[]> {
  const rows = await ctx.db
    .select({
      versionId: questionVersion.id,
      questionId: question.id,
      type: questionVersion.type,
      topicId: questionVersion.topicId,
      difficulty: questionVersion.difficulty,
      statuteId: questionCitation.statuteId
    })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .leftJoin(questionCitation, eq(questionCitation.questionVersionId, questionVersion.id))
    .where(isUsableOn(ctx.db, on))
    .orderBy(asc(question.id), asc(questionCitation.position));
  const found = new Map<number, UsableQuestion>();
  for (const { statuteId, ...row } of rows) {
    const entry = found.get(row.versionId) ?? { ...row, statuteIds: [] };
    if (statuteId !== null && !entry.statuteIds.includes(statuteId)) entry.statuteIds.push(statuteId);
    found.set(row.versionId, entry);
  }
  return [...found.values()];
}

/** Joins a question with its newest wording. */
export const newestVersion = and(
  eq(questionVersion.questionId, question.id),
  eq(questionVersion.number, question.version)
);

/** The condition behind `usableQuestions`, over `question` joined with its newest version. */
export function isUsableOn(db: Db, on: Day): SQL {
  return and(eq(question.status, 'live'), isValidOn(on), not(citesEndedLaw(db, on)))!;
}

/** The question's own dates include the day. */
export function isValidOn(on: Day): SQL {
  return and(
    or(isNull(questionVersion.validFrom), lte(questionVersion.validFrom, on)),
    or(isNull(questionVersion.validTo), gte(questionVersion.validTo, on))
  )!;
}

/**
 * Some article or statute cited by the version is not in force on the day, or is so under another number while the
 * words still name the old one.
 */
export function citesEndedLaw(db: Db, on: Day): SQL {
  const { articleId, statuteId } = questionCitation;
  const words = [questionVersion.stem, questionVersion.explanation];
  return exists(
    db
      .select({ one: sql`1` })
      .from(questionCitation)
      .where(
        and(
          eq(questionCitation.questionVersionId, questionVersion.id),
          or(
            and(isNull(articleId), not(statuteInForce(db, statuteId, on))),
            and(
              isNotNull(articleId),
              or(not(articleInForce(db, articleId, on)), namesMovedArticle(db, articleId, on, words))
            )
          )
        )
      )
  );
}

/** A version in full, the right answer included: never sent to a candidate before the paper is handed in. */
export interface QuestionContent extends QuestionBody {
  versionId: number;
  questionId: number;
  code: string;
  /** Which wording this is, counted from 1. */
  version: number;
  topicId: number;
  topic: string;
  difficulty: number;
  explanation: string;
  citations: CitationInWords[];
}

/** The full content of versions, in the order asked for. */
export async function questionContents(ctx: Context, versionIds: readonly number[]): Promise<QuestionContent[]> {
  const found = new Map<number, QuestionContent>();
  for (let at = 0; at < versionIds.length; at += 500) {
    const ids = versionIds.slice(at, at + 500);
    const rows = await ctx.db
      .select({ version: questionVersion, code: question.code, topic: topic.name })
      .from(questionVersion)
      .innerJoin(question, eq(question.id, questionVersion.questionId))
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(inArray(questionVersion.id, ids));
    const cited = await citationsOf(ctx, ids);
    for (const { version, ...row } of rows) {
      found.set(version.id, {
        ...row,
        versionId: version.id,
        questionId: version.questionId,
        version: version.number,
        type: version.type,
        topicId: version.topicId,
        difficulty: version.difficulty,
        stem: version.stem,
        options: version.options,
        answer: version.answer,
        details: version.details,
        explanation: version.explanation,
        citations: cited.get(version.id) ?? []
      });
    }
  }
  return versionIds.flatMap((id) => found.get(id) ?? []);
}

/** What versions rest on, by version, in their order; at most 500 versions at a time. */
export async function citationsOf(
  ctx: Context,
  versionIds: readonly number[]
): Promise<Map<number, CitationInWords[]>> {
  const byVersion = new Map<number, CitationInWords[]>();
  if (!versionIds.length) return byVersion;
  const rows = await ctx.db
    .select()
    .from(questionCitation)
    .where(inArray(questionCitation.questionVersionId, [...versionIds]))
    .orderBy(asc(questionCitation.questionVersionId), asc(questionCitation.position));
  const words = await citationsInWords(ctx, rows);
  for (const [at, row] of rows.entries()) {
    const list = byVersion.get(row.questionVersionId) ?? [];
    list.push(words[at]!);
    byVersion.set(row.questionVersionId, list);
  }
  return byVersion;
}
