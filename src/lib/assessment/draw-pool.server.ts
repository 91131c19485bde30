import { count, eq, inArray, max } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { usableQuestions } from './bank-access.server.ts';
import type { Drawable } from './draw.ts';
import { question, questionVersion } from './schema.server.ts';

interface Pool {
  day: Day;
  bank: string;
  until: number;
  questions: Drawable[];
}

/** A repeal or a retirement reaches the draw at the latest after this time, whatever else was missed. */
const TRUSTED_FOR = 3_000;

/** One house, one pool: its file store is the one thing that every context of a house shares. */
const pools = new WeakMap<Context['files'], Pool>();

/**
 * The questions that may be drawn today. When a whole town starts at nine o'clock the bank is read once and not
 * once for each candidate; a new wording, a new or a retired question is seen at once.
 */
export async function drawableQuestions(ctx: Context): Promise<Drawable[]> {
  const bank = await stateOfBank(ctx);
  const held = pools.get(ctx.files);
  if (held && held.day === ctx.today && held.bank === bank && performance.now() < held.until) return held.questions;
  const questions = await readPool(ctx);
  pools.set(ctx.files, { day: ctx.today, bank, until: performance.now() + TRUSTED_FOR, questions });
  return questions;
}

async function stateOfBank(ctx: Context): Promise<string> {
  const [newest] = await ctx.db.select({ id: max(questionVersion.id) }).from(questionVersion);
  const [live] = await ctx.db.select({ count: count() }).from(question).where(eq(question.status, 'live'));
  return `${newest?.id} ${live?.count}`;
}

async function readPool(ctx: Context): Promise<Drawable[]> {
  const usable = await usableQuestions(ctx, ctx.today);
  const keys = new Map<number, string[]>();
  for (let at = 0; at < usable.length; at += 500) {
    const rows = await ctx.db
      .select({ id: questionVersion.id, options: questionVersion.options })
      .from(questionVersion)
      .where(
        inArray(
          questionVersion.id,
          usable.slice(at, at + 500).map(({ versionId }) => versionId)
        )
      );
    for (const { id, options } of rows)
      keys.set(
        id,
        options.map(({ key }) => key)
      );
  }
  return usable.map(({ versionId, questionId, type, topicId, difficulty }) => ({
    versionId,
    questionId,
    type,
    topicId,
    difficulty,
    optionKeys: keys.get(versionId)!
  }));
}
