/** 题图: pictures in questions, kept under the hash of their content, shown to whoever may see the question. */
import { and, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { line } from '#lib/platform/input.ts';
import { newestVersion } from './bank-access.server.ts';
import type { DraftQuestion } from './question.ts';
import {
  attempt,
  attemptQuestion,
  question,
  questionPicture,
  questionPictureUse,
  questionVersion
} from './schema.server.ts';

const fileHash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Notes a picture that the file store keeps as one for questions; the same again changes nothing.
 * @returns how it is written into a text: with what is said of it, and its size, so that the page keeps room for it.
 */
export const keepPicture = command('assessment.keep-picture', {
  input: z.object({
    hash: fileHash,
    type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    /** 替代文字: what whoever does not see the picture is told. */
    alt: line(100),
    width: z.int().min(1).max(20_000),
    height: z.int().min(1).max(20_000)
  }),
  allow: holds('bank.manage'),
  async run(ctx, { hash, type, alt, width, height }) {
    await ctx.db
      .insert(questionPicture)
      .values({ hash, type, addedAt: ctx.now, addedBy: ctx.actor.accountId })
      .onConflictDoNothing();
    return { markdown: `![${alt.replace(/[[\]\\]/g, '')}](file:${hash} "${width}x${height}")` };
  },
  trace: ({ hash, type }) => ({ subject: 'question', id: null, detail: { hash, type } })
});

/** Notes which pictures a wording shows, as far as the house has them. */
export async function notePictures(ctx: Context, questionVersionId: number, draft: DraftQuestion) {
  // Wherever it stands in the draft: stems, options and parts alike.
  const hashes = [...new Set([...JSON.stringify(draft).matchAll(/\(file:([0-9a-f]{64})/g)].map(([, hash]) => hash!))];
  if (!hashes.length) return;
  const known = await ctx.db
    .select({ hash: questionPicture.hash })
    .from(questionPicture)
    .where(inArray(questionPicture.hash, hashes));
  if (known.length) {
    await ctx.db.insert(questionPictureUse).values(known.map(({ hash }) => ({ questionVersionId, hash })));
  }
}

/**
 * A picture, if the acting person may see a question that shows it: who sees the bank sees all; a learner those of live
 * questions and of the own papers.
 */
export const findPicture = query('assessment.find-picture', {
  input: z.object({ hash: z.string().max(64) }),
  allow: (actor) => actor.may('bank.view') || actor.may('practice.use') || actor.may('exam.sit'),
  async run(ctx, { hash }): Promise<{ name: string; type: string }> {
    const shown = exists(
      ctx.db
        .select({ one: sql`1` })
        .from(questionPictureUse)
        .innerJoin(questionVersion, eq(questionVersion.id, questionPictureUse.questionVersionId))
        .innerJoin(question, eq(question.id, questionVersion.questionId))
        .where(and(eq(questionPictureUse.hash, questionPicture.hash), or(isLive(ctx), isOnOwnPaper(ctx))))
    );
    const [found] = await ctx.db
      .select({ type: questionPicture.type })
      .from(questionPicture)
      .where(and(eq(questionPicture.hash, hash), ctx.actor.may('bank.view') ? undefined : shown));
    if (!found) throw missing('bank.picture-not-found');
    return { name: `${hash.slice(0, 12)}.${found.type.split('/')[1]}`, type: found.type };
  }
});

const isLive = (ctx: Context) =>
  ctx.actor.may('practice.use') ? and(eq(question.status, 'live'), newestVersion) : sql`1 = 0`;

const isOnOwnPaper = (ctx: Context) =>
  exists(
    ctx.db
      .select({ one: sql`1` })
      .from(attemptQuestion)
      .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
      .where(
        and(eq(attemptQuestion.questionVersionId, questionVersion.id), eq(attempt.cadreId, ctx.actor.cadreId ?? 0))
      )
  );
