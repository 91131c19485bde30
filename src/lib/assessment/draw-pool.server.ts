import { asc, count, eq, inArray, max } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { usableQuestions } from './bank-access.server.ts';
import { namesOtherOptions, type Drawable, type Placed } from './draw.ts';
import type { Option } from './question.ts';
import { examQuestion, question, questionVersion } from './schema.server.ts';

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

/** The one paper of an exam that has the same for all, as it was put together. */
export async function placedPaper(ctx: Context, examId: number): Promise<Placed[]> {
  const rows = await ctx.db
    .select({ placed: examQuestion, version: questionVersion })
    .from(examQuestion)
    .innerJoin(questionVersion, eq(questionVersion.id, examQuestion.questionVersionId))
    .where(eq(examQuestion.examId, examId))
    .orderBy(asc(examQuestion.position));
  return rows.map(({ placed: { points, section }, version }) => ({
    points,
    section,
    question: {
      versionId: version.id,
      questionId: version.questionId,
      type: version.type,
      topicId: version.topicId,
      difficulty: version.difficulty,
      statuteIds: [],
      ...orderOf(version.options)
    }
  }));
}

const orderOf = (options: readonly Option[]): Pick<Drawable, 'optionKeys' | 'keepsOrder'> => ({
  optionKeys: options.map(({ key }) => key),
  keepsOrder: namesOtherOptions(options.map(({ text }) => text))
});

async function stateOfBank(ctx: Context): Promise<string> {
  const [newest] = await ctx.db.select({ id: max(questionVersion.id) }).from(questionVersion);
  const [live] = await ctx.db.select({ count: count() }).from(question).where(eq(question.status, 'live'));
  return `${newest?.id} ${live?.count}`;
}

async function readPool(ctx: Context): Promise<Drawable[]> {
  const usable = await usableQuestions(ctx, ctx.today);
  const options = new Map<number, Pick<Drawable, 'optionKeys' | 'keepsOrder'>>();
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
    for (const row of rows) options.set(row.id, orderOf(row.options));
  }
  return usable.map((question) => ({ ...question, ...options.get(question.versionId)! }));
}
