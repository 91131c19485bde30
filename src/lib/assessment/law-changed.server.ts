/** The queue of questions whose law has changed: what was cited and what stands in its place, side by side. */
import { and, asc, count, eq, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { CitationInWords } from '#lib/law/force.server.ts';
import { successionsOf, type ArticleSuccession } from '#lib/law/succession.server.ts';
import { articleHref } from '#lib/law/statute.ts';
import { textDifference, type Stretch } from '#lib/law/text-difference.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing, refused } from '#lib/platform/errors.ts';
import { paging, rowId } from '#lib/platform/input.ts';
import { newestVersion } from './bank-access.server.ts';
import { isOwn } from './question-editing.server.ts';
import { conditionsOf, QuestionFilter } from './question-list.server.ts';
import { draftOf, knownQuestions, writeVersion, type KnownQuestion } from './question-writing.server.ts';
import { basisOf } from './question.ts';
import { question, questionVersion } from './schema.server.ts';

export const LawChangedFilter = QuestionFilter.pick({ q: true, statute: true, topic: true });

/** An article as it is shown on one side. */
export interface CitedSide {
  articleId: number | null;
  number: string | null;
  version: string | null;
  effectiveFrom: Day | null;
  effectiveTo: Day | null;
  text: string | null;
  summary: string | null;
  href: string;
}

export interface CitationChange {
  statuteId: number;
  shortTitle: string;
  kind: ArticleSuccession['kind'];
  /** Why the question waits; the other citations stand as they are. */
  ended: boolean;
  before: CitedSide;
  /** What stands in its place; null when nothing does. */
  after: CitedSide | null;
  /** Word by word, where both sides have their official text. */
  difference: Stretch[] | null;
}

/** The live questions that wait because their law has changed, by code. They are in no paper until they are decided. */
export const lawChanged = query('assessment.law-changed', {
  input: LawChangedFilter.extend({ ...paging.shape, code: z.string().max(100).optional() }),
  allow: holds('bank.view'),
  async run(ctx, { page, pageSize, code, ...filter }) {
    const matching = and(waiting(ctx, filter), code === undefined ? undefined : eq(question.code, code));
    const [counted] = await ctx.db
      .select({ total: count() })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .where(matching);
    const codes = await waitingCodes(ctx, matching)
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    return { rows: await rowsOf(ctx, codes), total: counted!.total };
  }
});

/** The whole queue under a filter, for a file. */
export const exportLawChanged = query('assessment.export-law-changed', {
  input: LawChangedFilter,
  allow: holds('bank.view'),
  run: async (ctx, filter) => rowsOf(ctx, await waitingCodes(ctx, waiting(ctx, filter)))
});

/**
 * Still right: somebody who may review, and did not write the words, confirms that they hold under the articles now in
 * force. The question gets a new version that cites those and is live at once; papers already drawn keep the old one.
 *
 * @throws missing `bank.question-not-found`; refused `bank.own-review`; conflict `bank.not-waiting`,
 *   `bank.changed-meanwhile`, `bank.article-gone`
 */
export const confirmQuestion = command('assessment.confirm-question', {
  input: z.object({
    code: z.string().max(100),
    /** The number of the wording that was looked at. */
    version: rowId,
    /** The articles that were looked at, in the order of the citations that ended. */
    articleIds: z.array(rowId).max(50)
  }),
  allow: holds('bank.review'),
  async run(ctx, { code, version, articleIds }) {
    const known = (await knownQuestions(ctx, [code])).get(code);
    if (!known) throw missing('bank.question-not-found');
    const changes = (await changesOf(ctx, [known])).get(code)!;
    const ended = changes.filter((change) => change.ended);
    if (known.status !== 'live' || !ended.length) throw conflict('bank.not-waiting', { code });
    if (isOwn(ctx.actor, known.version.writtenBy)) throw refused('bank.own-review', { code });
    if (ended.some(({ after }) => !after)) throw conflict('bank.article-gone', { code });
    const now = ended.map(({ after }) => after!.articleId);
    if (known.version.number !== version || now.join() !== articleIds.join())
      throw conflict('bank.changed-meanwhile', { code });
    const citations = changes.map(({ statuteId, ended: over, before, after }) => ({
      statuteId,
      articleId: (over ? after! : (after ?? before)).articleId
    }));
    const draft = { ...draftOf(known), basis: newBasisOf(changes) };
    await writeVersion(ctx, { draft, citations }, known, known.version.topicId, 'live', known.version.writtenBy);
    return { version: version + 1 };
  },
  trace: ({ code }, detail) => ({ subject: 'question', id: code, detail })
});

const waiting = (ctx: Context, filter: z.output<typeof LawChangedFilter>) =>
  and(...Object.values(conditionsOf(ctx, { ...filter, usable: 'law' })));

const waitingCodes = (ctx: Context, matching: SQL | undefined) =>
  ctx.db
    .select({ code: question.code })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .where(matching)
    .orderBy(asc(question.code))
    .$dynamic();

async function rowsOf(ctx: Context, rows: readonly { code: string }[]) {
  const known = await knownQuestions(
    ctx,
    rows.map(({ code }) => code)
  );
  const changes = await changesOf(ctx, [...known.values()]);
  return rows.map(({ code }) => {
    const { version, topic } = known.get(code)!;
    const citations = changes.get(code)!;
    const own = isOwn(ctx.actor, version.writtenBy);
    return {
      code,
      version: version.number,
      type: version.type,
      topic,
      stem: version.stem,
      options: version.options,
      answer: version.answer,
      details: version.details,
      explanation: version.explanation,
      citations,
      /** The 依据 that an editor starts from. */
      newBasis: newBasisOf(citations),
      own,
      mayConfirm: !own && citations.every(({ ended, after }) => !ended || after !== null)
    };
  });
}

const newBasisOf = (citations: readonly CitationChange[]) =>
  basisOf(
    citations
      .filter(({ ended, after }) => !ended || after)
      .map(({ shortTitle, before, after }) => ({ shortTitle, number: (after ?? before).number }))
  );

async function changesOf(ctx: Context, questions: readonly KnownQuestion[]): Promise<Map<string, CitationChange[]>> {
  const cited = questions.flatMap(({ citations }) => citations.flatMap(({ citedId }) => citedId ?? []));
  const successions = await successionsOf(ctx, cited);
  return new Map(
    questions.map((one) => [
      one.code,
      one.citations.map((citation) =>
        changeOf(citation, citation.citedId === null ? undefined : successions.get(citation.citedId), one.version)
      )
    ])
  );
}

function changeOf(
  citation: CitationInWords,
  succession: ArticleSuccession | undefined,
  words: { stem: string; explanation: string }
): CitationChange {
  const { statuteId, shortTitle, inForce, href } = citation;
  if (!succession) {
    const before = { ...citation, articleId: null };
    return { statuteId, shortTitle, kind: 'repealed', ended: !inForce, before, after: null, difference: null };
  }
  const { cited, kind, now } = succession;
  const code = href.replace(/^\/law\/([^?#]*).*$/, '$1');
  const side = (one: ArticleSuccession['cited'], version: Day | null): CitedSide => ({
    articleId: one.id,
    number: one.number,
    version: one.label,
    effectiveFrom: one.effectiveFrom,
    effectiveTo: one.effectiveTo,
    text: one.text,
    summary: one.summary || null,
    href: articleHref(code, { position: one.position, version })
  });
  const moved = kind === 'renumbered' && [words.stem, words.explanation].some((text) => text.includes(cited.number));
  return {
    statuteId,
    shortTitle,
    kind,
    ended: !inForce || moved,
    before: side(cited, cited.effectiveFrom),
    after: now && side(now, null),
    difference: cited.text !== null && now?.text != null ? textDifference(cited.text, now.text) : null
  };
}
