/** 查重: questions whose stems read alike, in pairs, until somebody says that they are two. */
import { asc, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { paging } from '#lib/platform/input.ts';
import { newestVersion } from './bank-access.server.ts';
import { draftOf, knownQuestions, type KnownQuestion } from './question-writing.server.ts';
import { question, questionDistinct, questionVersion } from './schema.server.ts';
import { alikeTexts } from './similarity.ts';

export const DuplicateFilter = z.object({
  /** How alike the stems are at least, in per cent. */
  least: z.coerce.number().int().min(50).max(100).catch(70).default(70)
});

/** Pairs of questions in use or on their way there that read alike, most alike first. */
export const findDuplicates = query('assessment.find-duplicates', {
  input: DuplicateFilter.extend(paging.shape),
  allow: holds('bank.view'),
  async run(ctx, { least, page, pageSize }) {
    const rows = await ctx.db
      .select({ id: question.id, code: question.code, print: questionVersion.fingerprint })
      .from(question)
      .innerJoin(questionVersion, newestVersion)
      .where(ne(question.status, 'retired'))
      .orderBy(asc(question.id));
    const apart = new Set(
      (await ctx.db.select().from(questionDistinct)).map(({ firstId, secondId }) => `${firstId} ${secondId}`)
    );
    const pairs = alikeTexts(
      rows.map(({ print }) => print),
      least / 100
    ).filter(({ first, second }) => !apart.has(`${rows[first]!.id} ${rows[second]!.id}`));
    const shown = pairs.slice((page - 1) * pageSize, page * pageSize);
    const codes = shown.flatMap(({ first, second }) => [rows[first]!.code, rows[second]!.code]);
    const known = await knownQuestions(ctx, [...new Set(codes)]);
    const sideOf = (at: number) => sideFrom(known.get(rows[at]!.code)!);
    return {
      total: pairs.length,
      rows: shown.map(({ first, second, similarity }) => ({
        percent: Math.floor(similarity * 100 + 1e-9),
        first: sideOf(first),
        second: sideOf(second)
      }))
    };
  }
});

const sideFrom = (known: KnownQuestion) => {
  const { code, type, topic, difficulty, stem, options, answer, details, explanation } = draftOf(known);
  const { status, version, citations } = known;
  return {
    code,
    type,
    topic,
    difficulty,
    stem,
    options,
    answer,
    details,
    explanation,
    status,
    version: version.number,
    citations
  };
};

/** 不是重复题: the two are shown as a pair no more. */
export const markDistinct = command('assessment.mark-distinct', {
  input: z.object({ codes: z.tuple([z.string().max(100), z.string().max(100)]) }),
  allow: holds('bank.manage'),
  async run(ctx, { codes }) {
    const rows = await ctx.db
      .select({ id: question.id })
      .from(question)
      .where(inArray(question.code, [...codes]))
      .orderBy(asc(question.id));
    const [first, second] = rows;
    if (!first || !second) throw missing('bank.question-not-found');
    await ctx.db
      .insert(questionDistinct)
      .values({ firstId: first.id, secondId: second.id, decidedAt: ctx.now, decidedBy: ctx.actor.accountId })
      .onConflictDoNothing();
    return { codes };
  },
  trace: ({ codes }) => ({ subject: 'question', id: codes[0], detail: { codes } })
});
