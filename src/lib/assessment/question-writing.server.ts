/** How a draft becomes a version: shared by saving one question and importing many. */
import { and, asc, eq, inArray, like, sql } from 'drizzle-orm';
import type { Citation, CitationInWords } from '#lib/law/force.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { folded, initials } from '#lib/platform/pinyin.ts';
import { citationsOf, newestVersion } from './bank-access.server.ts';
import {
  basisOf,
  checkQuestion,
  citationDay,
  foldStem,
  settledDraft,
  type DraftQuestion,
  type QuestionBody,
  type QuestionProblem,
  type QuestionStatus
} from './question.ts';
import { notePictures } from './pictures.server.ts';
import { question, questionCitation, questionDecision, questionVersion, topic } from './schema.server.ts';

type VersionRow = typeof questionVersion.$inferSelect;

/** A question of the bank with its newest wording. */
export interface KnownQuestion {
  id: number;
  code: string;
  status: QuestionStatus;
  version: VersionRow;
  topic: string;
  citations: CitationInWords[];
}

/** A draft whose citations were found. */
export interface SettledQuestion {
  draft: DraftQuestion;
  citations: Citation[];
}

export type Settle = (
  draft: DraftQuestion,
  before?: KnownQuestion
) => SettledQuestion & { problems: QuestionProblem[] };

/**
 * Reads the law once, for settling many drafts: tidies the text, checks the rules, finds what is cited.
 * @param keepCitations an unchanged 依据 keeps the articles it meant before, whatever is in force now.
 */
export async function openSettling(ctx: Context, keepCitations: boolean): Promise<Settle> {
  const resolve = await openCitations(ctx);
  return (given, before) => {
    const draft = settledDraft(given);
    const problems = checkQuestion(draft);
    if (keepCitations && before && sameBasis(draft.basis, basisOf(before.citations))) {
      return {
        draft,
        problems,
        citations: before.citations.map(({ statuteId, articleId }) => ({ statuteId, articleId }))
      };
    }
    const { citations, problems: unresolved } = resolve(draft.basis, citationDay(draft, ctx.today));
    return {
      draft,
      citations,
      problems: [...problems, ...unresolved.map((problem) => ({ field: 'basis' as const, ...problem }))]
    };
  };
}

const sameBasis = (a: string, b: string) => bare(a) === bare(b);
const bare = (basis: string) => basis.replace(/[\s《》]/g, '').replaceAll(';', '；');

/** Questions by code, with their newest wording. */
export async function knownQuestions(ctx: Context, codes: readonly string[]): Promise<Map<string, KnownQuestion>> {
  const known = new Map<string, KnownQuestion>();
  for (let at = 0; at < codes.length; at += 500) {
    const rows = await ctx.db
      .select({
        id: question.id,
        code: question.code,
        status: question.status,
        version: questionVersion,
        topic: topic.name
      })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .innerJoin(topic, eq(topic.id, questionVersion.topicId))
      .where(inArray(question.code, codes.slice(at, at + 500)));
    const cited = await citationsOf(
      ctx,
      rows.map(({ version }) => version.id)
    );
    for (const row of rows) known.set(row.code, { ...row, citations: cited.get(row.version.id) ?? [] });
  }
  return known;
}

/** A known question as a draft: what exports write and edit forms show. */
export function draftOf({ code, version, topic: topicName, citations }: KnownQuestion): DraftQuestion {
  const { type, difficulty, stem, options, answer, details, explanation, validFrom, validTo } = version;
  return {
    code,
    type,
    topic: topicName,
    difficulty,
    stem,
    options,
    answer,
    details,
    explanation,
    basis: basisOf(citations),
    validFrom,
    validTo
  };
}

/** Whether a settled draft says the same as the newest wording. */
export function saysTheSame({ draft, citations }: SettledQuestion, known: KnownQuestion): boolean {
  const words = (one: DraftQuestion) =>
    JSON.stringify([bodyInOrder(one), one.topic, one.difficulty, one.explanation, one.validFrom, one.validTo]);
  return words(draft) === words(draftOf(known)) && citesTheSame(citations, known.citations);
}

/** A body as plain lists: PostgreSQL gives the fields of its JSON back in another order. */
const bodyInOrder = ({ type, stem, options, answer, details }: QuestionBody): unknown => [
  type,
  stem,
  options.map(({ key, text }) => [key, text]),
  answer,
  details?.blanks ?? null,
  details?.targets?.map(({ key, text }) => [key, text]) ?? null,
  details?.rubric?.map(({ criterion, points }) => [criterion, points]) ?? null,
  details?.parts?.map((part) => [bodyInOrder(part), part.weight]) ?? null
];

/** An article that a new version took over may be meant by its old row or its new one. */
const citesTheSame = (citations: readonly Citation[], known: readonly CitationInWords[]) =>
  citations.length === known.length &&
  citations.every(({ statuteId, articleId }, at) => {
    const other = known[at]!;
    return statuteId === other.statuteId && (articleId === other.articleId || articleId === other.citedId);
  });

/** The topics by name; those that are missing are added at the end. */
export async function topicIds(ctx: Context, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.select().from(topic);
  const ids = new Map(rows.map(({ id, name }) => [name, id]));
  let position = Math.max(0, ...rows.map((row) => row.position));
  for (const name of new Set(names)) {
    if (ids.has(name)) continue;
    const [row] = await ctx.db
      .insert(topic)
      .values({ name, position: (position += 1) })
      .returning({ id: topic.id });
    ids.set(name, row!.id);
  }
  return ids;
}

const OWN_CODE = 'Q-';

/** Hands out free codes: Q-0001, Q-0002 … */
export async function openCodes(ctx: Context): Promise<() => string> {
  const rows = await ctx.db
    .select({ code: question.code })
    .from(question)
    .where(like(question.code, `${OWN_CODE}%`));
  let last = Math.max(0, ...rows.map(({ code }) => Number(/^Q-(\d{1,9})$/.exec(code)?.[1] ?? 0)));
  return () => `${OWN_CODE}${String((last += 1)).padStart(4, '0')}`;
}

/** Writes a new question with its first wording. */
export async function writeQuestion(ctx: Context, settled: SettledQuestion, topicId: number, status: 'draft' | 'live') {
  const { code } = settled.draft;
  const [row] = await ctx.db
    .insert(question)
    .values({ code, status, version: 1, createdAt: ctx.now, createdBy: ctx.actor.accountId })
    .returning({ id: question.id });
  const writtenBy = ctx.actor.accountId;
  await writeWording(ctx, settled, { questionId: row!.id, number: 1, topicId, status, writtenBy });
}

/** Writes the next wording of a question; what was sat before keeps the old one. */
export async function writeVersion(
  ctx: Context,
  settled: SettledQuestion,
  known: KnownQuestion,
  topicId: number,
  status: 'draft' | 'live',
  writtenBy = ctx.actor.accountId
) {
  const number = known.version.number + 1;
  await ctx.db.update(question).set({ version: number, status }).where(eq(question.id, known.id));
  await writeWording(
    ctx,
    { ...settled, draft: { ...settled.draft, code: known.code } },
    { questionId: known.id, number, topicId, status, writtenBy }
  );
}

interface Place {
  questionId: number;
  number: number;
  topicId: number;
  status: 'draft' | 'live';
  /** Whose words they are. */
  writtenBy: number | null;
}

async function writeWording(
  ctx: Context,
  { draft, citations }: SettledQuestion,
  { questionId, number, topicId, status, writtenBy }: Place
) {
  const { type, difficulty, stem, options, answer, details, explanation, validFrom, validTo } = draft;
  const [version] = await ctx.db
    .insert(questionVersion)
    .values({
      questionId,
      number,
      topicId,
      type,
      difficulty,
      stem,
      options,
      answer,
      details,
      explanation,
      validFrom,
      validTo,
      fingerprint: foldStem(stem),
      searchKey: searchKeyOf(draft),
      writtenAt: ctx.now,
      writtenBy
    })
    .returning({ id: questionVersion.id });
  const questionVersionId = version!.id;
  if (citations.length) {
    await ctx.db
      .insert(questionCitation)
      .values(citations.map((one, position) => ({ ...one, questionVersionId, position })));
  }
  await notePictures(ctx, questionVersionId, draft);
  if (status === 'live') await decide(ctx, questionVersionId, 'live');
}

/** Keeps who moved a wording to which status, and when. */
export async function decide(ctx: Context, questionVersionId: number, status: QuestionStatus) {
  await ctx.db
    .insert(questionDecision)
    .values({ questionVersionId, status, decidedAt: ctx.now, decidedBy: ctx.actor.accountId });
}

const searchKeyOf = ({ code, explanation, basis, ...body }: DraftQuestion) =>
  [code, body.stem, initials(body.stem), ...wordsOf(body).slice(1), explanation, basis]
    .filter(Boolean)
    .map(folded)
    .join('\n');

/** Everything that is written in a body, its stem first. */
const wordsOf = ({ stem, options, answer, details, type }: QuestionBody): string[] => [
  stem,
  ...[...options, ...(details?.targets ?? [])].map(({ text }) => text),
  ...(type === 'short-answer' ? answer : (details?.blanks ?? []).flat()),
  ...(details?.parts ?? []).flatMap(wordsOf)
];

/** The newest wordings whose stems read like one of these. */
export async function twinsOf(
  ctx: Context,
  stems: readonly string[]
): Promise<Map<string, { code: string; stem: string }>> {
  const prints = [...new Set(stems.map(foldStem))];
  const twins = new Map<string, { code: string; stem: string }>();
  for (let at = 0; at < prints.length; at += 500) {
    const rows = await ctx.db
      .select({ code: question.code, stem: questionVersion.stem, print: questionVersion.fingerprint })
      .from(questionVersion)
      .innerJoin(
        question,
        and(eq(question.id, questionVersion.questionId), sql`${question.version} = ${questionVersion.number}`)
      )
      .where(inArray(questionVersion.fingerprint, prints.slice(at, at + 500)))
      .orderBy(asc(question.id));
    for (const { print, ...row } of rows) if (!twins.has(print)) twins.set(print, row);
  }
  return twins;
}
