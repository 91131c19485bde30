/** 随身练 comes home: what a device did without a network, taken in once and in the order of its time. */
import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { markFavourite } from './practice-book.server.ts';
import { doneAt, type DeedOutcome, type PracticeDeed } from './practice-deeds.ts';
import { noteInput, writeNote } from './practice-notes.server.ts';
import { requireCadre } from './practice-cards.server.ts';
import { AnswerDeed, recordAnswer, requireRun } from './practice-run.server.ts';
import { practiceDeed } from './schema.server.ts';
import { reportQuestion } from './question-report.server.ts';

const deedInput = z.discriminatedUnion('what', [
  AnswerDeed,
  z.object({ what: z.literal('favourite'), questionId: rowId, favourite: z.boolean() }),
  z.object({ what: z.literal('note'), questionId: rowId, body: noteInput }),
  z.object({ what: z.literal('report'), versionId: rowId, body: line(500) })
]);

const instantInput = z.int().min(0).max(8.64e15);

export const HandInDeed = z.object({
  device: z.string().regex(/^[0-9a-f-]{36}$/),
  sequence: z.int().min(1),
  at: instantInput,
  /** The device's clock when it sent. */
  sentAt: instantInput,
  deed: deedInput
});

/**
 * Takes one deed of a device in. A number that is known is answered as before and changes nothing; of two answers to
 * a question in one round the first to arrive counts, and the other is kept beside it.
 */
export const handInDeed = command('assessment.hand-in-deed', {
  input: HandInDeed,
  allow: holds('practice.use'),
  async run(ctx, { device, sequence, at, sentAt, deed }): Promise<{ outcome: DeedOutcome }> {
    const cadreId = requireCadre(ctx);
    const mine = and(eq(practiceDeed.cadreId, cadreId), eq(practiceDeed.device, device));
    const [known] = await ctx.db
      .select({ outcome: practiceDeed.outcome })
      .from(practiceDeed)
      .where(and(mine, eq(practiceDeed.sequence, sequence)));
    if (known) return known;
    const [before] = await ctx.db
      .select({ doneAt: practiceDeed.doneAt })
      .from(practiceDeed)
      .where(and(mine, lt(practiceDeed.sequence, sequence)))
      .orderBy(desc(practiceDeed.sequence))
      .limit(1);
    const done = doneAt(at, sentAt, ctx.now, Math.max(before?.doneAt ?? 0, await beginningOf(ctx, deed)));
    const outcome = await act(ctx, cadreId, deed, done);
    await ctx.db
      .insert(practiceDeed)
      .values({ cadreId, device, sequence, deed, outcome, doneAt: done, receivedAt: ctx.now });
    return { outcome };
  },
  trace: 'own-record'
});

/** Nothing is answered before its round began. @throws missing when the round is not the person's own */
const beginningOf = async (ctx: Context, deed: PracticeDeed): Promise<Instant> =>
  deed.what === 'answer' ? (await requireRun(ctx, deed.runId)).startedAt : 0;

async function act(ctx: Context, cadreId: number, deed: z.output<typeof deedInput>, at: Instant): Promise<DeedOutcome> {
  switch (deed.what) {
    case 'answer': {
      const { right, counted } = await recordAnswer(ctx, deed, at);
      // Free text comes home judged: the model answer was along.
      if (right === null) throw invalid('practice.impossible-choice');
      return counted ? 'saved' : 'second';
    }
    case 'favourite':
      await ctx.call(markFavourite, deed);
      return 'saved';
    case 'note':
      return (await writeNote(ctx, cadreId, deed.questionId, deed.body, at)) ? 'saved' : 'second';
    case 'report':
      await ctx.call(reportQuestion, deed);
      return 'saved';
  }
}
