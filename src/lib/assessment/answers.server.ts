import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/database.server.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { invalid, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import type { AnswerEntry, AnswerReceipt } from './answer-queue.ts';
import { isPossibleChoice, judgeRepeated, LARGEST_ANSWER, offPaper, onPaper } from './answers.ts';
import { mayWrite } from './attempt-device.ts';
import { isLate } from './exam-clock.ts';
import { bodyAt } from './question.ts';
import { answer, attempt, attemptQuestion, questionVersion } from './schema.server.ts';

export const AnswerInput = z.object({
  position: z.int().min(1).max(1000),
  sequence: z.int().min(1).max(2_000_000_000),
  choice: z.array(z.string().max(LARGEST_ANSWER.letters)).max(LARGEST_ANSWER.entries),
  flagged: z.boolean().default(false)
});

/** How a browser is told from another: a number drawn by the server and kept in a cookie. */
export const OwnDevice = z.string().min(16).max(64);
/** Null: a caller without one. */
export const DeviceKey = OwnDevice.nullable().default(null);

export interface SaveReceipt {
  receipts: AnswerReceipt[];
  serverNow: Instant;
  deadlineAt: Instant;
  /** The paper has been handed in, here or elsewhere. */
  submitted: boolean;
  /** This device may write; from one that was taken over what it still had to send is kept all the same. */
  writing: boolean;
}

/**
 * Keeps what the candidate's device sends, in whatever order and however often it arrives. The row is on the disk
 * before the receipt is given. After the deadline or the hand-in answers are kept and marked late, never dropped.
 */
export const saveAnswers = command('assessment.save-answers', {
  input: z.object({ attemptId: rowId, device: DeviceKey, answers: z.array(AnswerInput).min(1).max(200) }),
  allow: holds('exam.sit'),
  async run(ctx, { attemptId, device, answers }): Promise<SaveReceipt> {
    return keepAnswers(ctx, attemptId, answers, device);
  },
  trace: 'own-record'
});

/** The rule behind `saveAnswers`, for the hand-in that brings the last answers along. */
export async function keepAnswers(
  ctx: Context,
  attemptId: number,
  entries: readonly AnswerEntry[],
  device: string | null
): Promise<SaveReceipt> {
  const receipts: AnswerReceipt[] = [];
  let deadlineAt = 0;
  let submitted = false;
  let writing = true;
  for (const entry of entries) {
    const place = await placeOf(ctx, attemptId, entry.position);
    const { type, blanks, optionOrder: keys } = place;
    const choice = offPaper(entry.choice, type, keys ?? []);
    if (keys === null || !isPossibleChoice(choice, { type, keys, blanks })) {
      throw invalid('assessment.impossible-choice', { position: entry.position });
    }
    ({ deadlineAt } = place);
    submitted = place.submittedAt !== null;
    writing = mayWrite(place.device, device);
    const late = submitted || isLate(deadlineAt, ctx.now);
    const receipt = await keepOne(ctx, attemptId, { ...entry, choice }, late, place.highest ?? 0);
    const { newest } = receipt;
    receipts.push(newest ? { ...receipt, newest: { ...newest, choice: onPaper(newest.choice, type, keys) } } : receipt);
  }
  return { receipts, serverNow: ctx.now, deadlineAt, submitted, writing };
}

/** The candidate's own sitting and one place on its paper; whoever else asks learns nothing. */
async function placeOf(ctx: Context, attemptId: number, position: number) {
  const [place] = await statements(ctx.db).place.execute({ attemptId, position });
  if (!place || place.cadreId !== ctx.actor.cadreId) throw missing('assessment.attempt-not-found');
  const { type, details, part, ...rest } = place;
  // Where the paper has no such place there is no type either; the order of its options says so.
  const body = bodyAt({ type: type ?? 'single', stem: '', options: [], answer: [], details }, part);
  return { ...rest, type: body.type, blanks: body.details?.blanks?.length ?? 0 };
}

async function keepOne(
  ctx: Context,
  attemptId: number,
  entry: AnswerEntry,
  late: boolean,
  highest: number
): Promise<AnswerReceipt> {
  const { position, sequence, choice, flagged } = entry;
  if (sequence <= highest) {
    const kept = await ctx.db
      .select()
      .from(answer)
      .where(and(eq(answer.attemptId, attemptId), eq(answer.position, position)));
    const { receipt, isNew } = judgeRepeated(entry, kept);
    if (!isNew) return receipt;
    await statements(ctx.db).keep.execute({
      attemptId,
      position,
      sequence,
      choice,
      flagged,
      receivedAt: ctx.now,
      late
    });
    return { ...receipt, outcome: late ? 'late' : 'saved' };
  }
  await statements(ctx.db).keep.execute({ attemptId, position, sequence, choice, flagged, receivedAt: ctx.now, late });
  return { position, sequence, outcome: late ? 'late' : 'saved' };
}

/** Built once for each connection: this is the busiest path of the portal. */
const prepared = new WeakMap<Db, ReturnType<typeof prepare>>();

function statements(db: Db) {
  let found = prepared.get(db);
  if (!found) prepared.set(db, (found = prepare(db)));
  return found;
}

function prepare(db: Db) {
  const here = (name: string) => sql.placeholder(name);
  return {
    place: db
      .select({
        cadreId: attempt.cadreId,
        deadlineAt: attempt.deadlineAt,
        submittedAt: attempt.submittedAt,
        device: attempt.device,
        optionOrder: attemptQuestion.optionOrder,
        part: attemptQuestion.part,
        type: questionVersion.type,
        details: questionVersion.details,
        highest: sql<
          number | null
        >`(select max(${answer.sequence}) from ${answer} where ${answer.attemptId} = ${here('attemptId')} and ${answer.position} = ${here('position')})`
      })
      .from(attempt)
      .leftJoin(
        attemptQuestion,
        and(eq(attemptQuestion.attemptId, attempt.id), eq(attemptQuestion.position, here('position')))
      )
      .leftJoin(questionVersion, eq(questionVersion.id, attemptQuestion.questionVersionId))
      .where(eq(attempt.id, here('attemptId')))
      .prepare(),
    keep: db
      .insert(answer)
      .values({
        attemptId: here('attemptId'),
        position: here('position'),
        sequence: here('sequence'),
        choice: here('choice'),
        flagged: here('flagged'),
        receivedAt: here('receivedAt'),
        late: here('late')
      })
      .prepare()
  };
}
