/** Finding questions in the bank. */
import { and, asc, count, desc, eq, exists, gt, gte, inArray, lt, not, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { citationsInWords } from '#lib/law/force.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { holdsEveryWord } from '#lib/platform/finding.server.ts';
import { optionalLine, paging } from '#lib/platform/input.ts';
import { citationsOf, citesEndedLaw, isUsableOn, newestVersion } from './bank-access.server.ts';
import { BOUNDS } from './item-flags.ts';
import { FEWEST } from './item-statistics.ts';
import { questionStatuses, questionTypes } from './question.ts';
import {
  attemptQuestion,
  question,
  questionCitation,
  questionDecision,
  questionStatistic,
  questionVersion,
  topic
} from './schema.server.ts';

export const questionSorts = [
  'code',
  '-code',
  'difficulty',
  '-difficulty',
  'newest',
  '-newest',
  'used',
  '-used',
  'facility',
  '-facility'
] as const;

/** What the answers of all exams say of a question, in one word. */
export const figureFilters = ['hard', 'easy', 'weak'] as const;

export const QuestionFilter = z.object({
  q: optionalLine(),
  type: z.enum(questionTypes).optional(),
  topic: z.coerce.number().int().positive().optional(),
  statute: z.coerce.number().int().positive().optional(),
  difficulty: z.coerce.number().int().min(1).max(3).optional(),
  status: z.enum(questionStatuses).optional(),
  /** May be drawn today; or not; or `law`: live, but something it cites is no longer in force. */
  usable: z.enum(['yes', 'no', 'law']).optional(),
  figures: z.enum(figureFilters).optional()
});
export type QuestionFilter = z.output<typeof QuestionFilter>;

/** The conditions of a filter, one by one, so that counts can leave some out. */
export function conditionsOf(ctx: Context, filter: QuestionFilter): Record<keyof QuestionFilter, SQL | undefined> {
  const usable = isUsableOn(ctx.db, ctx.today);
  const live = eq(question.status, 'live');
  return {
    q: holdsEveryWord(filter.q, questionVersion.searchKey),
    type: filter.type && eq(questionVersion.type, filter.type),
    topic: filter.topic ? eq(questionVersion.topicId, filter.topic) : undefined,
    statute: filter.statute ? exists(citing(ctx, filter.statute)) : undefined,
    difficulty: filter.difficulty ? eq(questionVersion.difficulty, filter.difficulty) : undefined,
    status: filter.status && eq(question.status, filter.status),
    usable:
      filter.usable &&
      { yes: usable, no: not(usable), law: and(live, citesEndedLaw(ctx.db, ctx.today)) }[filter.usable],
    figures: filter.figures && exists(reckoned(ctx, filter.figures))
  };
}

function citing(ctx: Context, statuteId: number) {
  return ctx.db
    .select({ one: sql`1` })
    .from(questionCitation)
    .where(and(eq(questionCitation.questionVersionId, questionVersion.id), eq(questionCitation.statuteId, statuteId)));
}

/** The kept figures of a question, where enough people met it to say so. */
function reckoned(ctx: Context, figures: (typeof figureFilters)[number]) {
  const { questionId, met, facility, discrimination } = questionStatistic;
  const tells = {
    hard: lt(facility, BOUNDS.hard),
    easy: gt(facility, BOUNDS.easy),
    weak: lt(discrimination, BOUNDS.weak)
  };
  return ctx.db
    .select({ one: sql`1` })
    .from(questionStatistic)
    .where(and(eq(questionId, question.id), gte(met, FEWEST.comparison), tells[figures]));
}

/** A page of the bank: by words, pinyin initials or code; with counts by status and type under the other filters. */
export const listQuestions = query('assessment.list-questions', {
  input: QuestionFilter.extend({ ...paging.shape, sort: z.enum(questionSorts).catch('code').default('code') }),
  allow: holds('bank.view'),
  async run(ctx, { page, pageSize, sort, ...filter }) {
    const conditions = conditionsOf(ctx, filter);
    const matching = and(...Object.values(conditions));
    const usable = sql<number>`case when ${isUsableOn(ctx.db, ctx.today)} then 1 else 0 end`;
    const uses = usesByQuestion(ctx);
    const select = ctx.db
      .select({
        id: question.id,
        code: question.code,
        status: question.status,
        version: questionVersion,
        topic: topic.name,
        facility: questionStatistic.facility,
        usable
      })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .leftJoin(questionStatistic, eq(questionStatistic.questionId, question.id))
      .$dynamic();
    // Counting every use of every question is dear: only when it is the order asked for.
    if (sort.endsWith('used')) select.leftJoin(uses, eq(uses.questionId, question.id));
    const key = {
      code: question.code,
      difficulty: questionVersion.difficulty,
      newest: questionVersion.writtenAt,
      used: sql`coalesce(${uses.used}, 0)`,
      facility: questionStatistic.facility
    };
    const by = key[sort.replace('-', '') as keyof typeof key];
    const rows = await select
      .where(matching)
      .orderBy(
        // What nobody has met yet stands behind what has a figure, on both engines.
        ...(sort.endsWith('facility') ? [sql`case when ${by} is null then 1 else 0 end`] : []),
        fallsBy.includes(sort) ? desc(by) : asc(by),
        asc(question.code)
      )
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const cited = await citationsOf(
      ctx,
      rows.map(({ version }) => version.id)
    );
    const used = await usesOf(
      ctx,
      rows.map(({ id }) => id)
    );
    return {
      rows: rows.map(({ version, ...row }) => ({
        ...row,
        usable: Number(row.usable) === 1,
        number: version.number,
        type: version.type,
        difficulty: version.difficulty,
        stem: version.stem,
        writtenAt: version.writtenAt,
        citations: cited.get(version.id) ?? [],
        used: used.get(row.id) ?? 0
      })),
      total: await countOf(ctx, matching),
      byStatus: await countsBy(ctx, question.status, { ...conditions, status: undefined, usable: undefined }),
      byType: await countsBy(ctx, questionVersion.type, { ...conditions, type: undefined }),
      /** Live questions that are off because the law they cite has changed. */
      lawChanged: await countOf(ctx, and(eq(question.status, 'live'), citesEndedLaw(ctx.db, ctx.today)))
    };
  }
});

/** "Newest" and "used" read best from the top down, the others with a minus. */
const fallsBy: readonly (typeof questionSorts)[number][] = ['newest', 'used', '-code', '-difficulty', '-facility'];

async function countOf(ctx: Context, condition: SQL | undefined): Promise<number> {
  const [row] = await ctx.db
    .select({ total: count() })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .where(condition);
  return row?.total ?? 0;
}

async function countsBy<T extends string>(
  ctx: Context,
  column: typeof question.status | typeof questionVersion.type,
  conditions: Record<string, SQL | undefined>
): Promise<Partial<Record<T, number>>> {
  const rows = await ctx.db
    .select({ key: sql<T>`${column}`, total: count() })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .where(and(...Object.values(conditions)))
    .groupBy(column);
  return Object.fromEntries(rows.map(({ key, total }) => [key, total])) as Partial<Record<T, number>>;
}

function usesByQuestion(ctx: Context) {
  return ctx.db
    .select({ questionId: questionVersion.questionId, used: sql<number>`count(*)`.as('used') })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .groupBy(questionVersion.questionId)
    .as('uses');
}

async function usesOf(ctx: Context, questionIds: readonly number[]): Promise<Map<number, number>> {
  if (!questionIds.length) return new Map();
  const rows = await ctx.db
    .select({ id: questionVersion.questionId, used: count() })
    .from(attemptQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
    .where(inArray(questionVersion.questionId, [...questionIds]))
    .groupBy(questionVersion.questionId);
  return new Map(rows.map(({ id, used }) => [id, used]));
}

/** One question with all its wordings, newest first, and what was decided on each. @throws missing `bank.question-not-found` */
export const findQuestion = query('assessment.find-question', {
  input: z.object({ code: z.string().max(100) }),
  allow: holds('bank.view'),
  async run(ctx, { code }) {
    const [found] = await ctx.db
      .select({ question, usable: sql<number>`case when ${isUsableOn(ctx.db, ctx.today)} then 1 else 0 end` })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .where(eq(question.code, code));
    if (!found) throw missing('bank.question-not-found');
    const rows = await ctx.db
      .select({ version: questionVersion, topic: topic.name })
      .from(questionVersion)
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(eq(questionVersion.questionId, found.question.id))
      .orderBy(desc(questionVersion.number));
    const ids = rows.map(({ version }) => version.id);
    const cited = await citationsOf(ctx, ids);
    const marks = await marksOf(ctx, ids);
    const decisions = await ctx.db
      .select()
      .from(questionDecision)
      .where(inArray(questionDecision.questionVersionId, ids))
      .orderBy(asc(questionDecision.id));
    const names = await accountNames(ctx, [
      ...rows.map(({ version }) => version.writtenBy),
      ...decisions.map(({ decidedBy }) => decidedBy)
    ]);
    const nameOf = (accountId: number | null) => (accountId === null ? null : (names.get(accountId) ?? null));
    const versions = rows.map(({ version: { fingerprint: _, searchKey: __, ...version }, ...row }) => ({
      ...version,
      ...row,
      citations: cited.get(version.id) ?? [],
      author: nameOf(version.writtenBy),
      decisions: decisions
        .filter(({ questionVersionId }) => questionVersionId === version.id)
        .map((decision) => ({ ...decision, decider: nameOf(decision.decidedBy) })),
      ...(marks.get(version.id) ?? { used: 0, marked: 0, right: 0 })
    }));
    return { code: found.question.code, status: found.question.status, usable: Number(found.usable) === 1, versions };
  }
});

/** How often each wording was put into a paper, marked, and answered fully right. */
async function marksOf(ctx: Context, versionIds: readonly number[]) {
  const { questionVersionId, points, pointsAwarded } = attemptQuestion;
  const rows = await ctx.db
    .select({
      id: questionVersionId,
      used: count(),
      marked: count(pointsAwarded),
      right: sql<number>`coalesce(sum(case when ${pointsAwarded} >= ${points} then 1 else 0 end), 0)`
    })
    .from(attemptQuestion)
    .where(inArray(questionVersionId, [...versionIds]))
    .groupBy(questionVersionId);
  return new Map(rows.map(({ id, used, marked, right }) => [id, { used, marked, right: Number(right) }]));
}

/** The live questions that cite a statute, by the article they cite as it stands today; for the page of the statute. */
export const questionsCiting = query('assessment.questions-citing', {
  input: z.object({ statuteId: z.number().int().positive() }),
  allow: holds('bank.view'),
  async run(ctx, { statuteId }) {
    const rows = await ctx.db
      .select({
        code: question.code,
        stem: questionVersion.stem,
        statuteId: questionCitation.statuteId,
        articleId: questionCitation.articleId
      })
      .from(questionCitation)
      .innerJoin(questionVersion, eq(questionVersion.id, questionCitation.questionVersionId))
      .innerJoin(question, newestVersion)
      .where(and(eq(questionCitation.statuteId, statuteId), eq(question.status, 'live')))
      .orderBy(asc(question.code));
    const cited = await citationsInWords(ctx, rows);
    return rows.map(({ code, stem }, at) => ({ code, stem, articleId: cited[at]!.articleId }));
  }
});
