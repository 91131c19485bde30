/** 查询: the complainant follows the case with the receipt alone; messages go both ways. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { anyone } from '#lib/platform/actor.ts';
import { addDays } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { prose, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { addAct, clocksOf, openCase, openWords, requireCase, type Case } from './case.server.ts';
import type { CaseState } from './case-state.ts';
import { isOver, LONGEST_MESSAGE, satisfactions } from './complaint.ts';
import { works } from './decision.server.ts';
import { findByReceipt } from './intake.server.ts';
import type { complaint } from './schema.server.ts';
import { complaintAct } from './schema.server.ts';

/** The receipt as it was typed: it travels in the body of a form, never in an address. */
const receipt = z.string().max(100);
const message = prose(LONGEST_MESSAGE).refine((text) => text !== '', 'input.required');
/** Acts whose words the complainant reads. */
const told = ['accepted', 'declined', 'returned', 'referred', 'answered', 'message-in', 'message-out'] as const;

/** Where a complaint stands, in the words that its writer may know. @throws missing `complaints.no-such-receipt` */
export const followComplaint = query('complaints.follow-complaint', {
  input: z.object({ receipt }),
  // Whoever holds 128 random bits is the complainant.
  allow: anyone,
  async run(ctx, input) {
    const found = await requireByReceipt(ctx, input.receipt);
    const { row, state } = found;
    const clocks = await clocksOf(ctx, row.id, state);
    const handle = clocks.find(({ key }) => key === 'handle');
    return {
      number: row.number,
      stage: state.stage,
      receivedOn: row.receivedOn,
      place: row.place,
      answerBy: isOver(state.stage) || state.stage === 'answered' ? null : (handle?.due ?? null),
      standing: handle?.state === 'standing',
      letters: await lettersOf(ctx, row.id),
      mayWrite: await mayWrite(ctx, state),
      mayRate: state.stage === 'answered' && state.calledBackOn === null
    };
  }
});

/** What was written between the complainant and the town, oldest first. */
export async function lettersOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db
    .select()
    .from(complaintAct)
    .where(and(eq(complaintAct.complaintId, complaintId), inArray(complaintAct.kind, [...told])))
    .orderBy(asc(complaintAct.id));
  return rows.map(({ kind, wordsSealed, happenedOn }) => ({
    kind: kind as (typeof told)[number],
    on: happenedOn,
    words: wordsSealed === null ? '' : openWords(ctx, complaintId, 'act', wordsSealed)
  }));
}

/** A closed case stays open for messages for a while, so that a reprisal can be told (信访工作条例 art. 18(4)). */
async function mayWrite(ctx: Context, { stage, closedOn, decidedOn, referral }: CaseState): Promise<boolean> {
  if (!isOver(stage)) return true;
  const days = (await settingsOn(ctx.db, ctx.today))['complaint.follow-up'];
  const endedOn = closedOn ?? referral?.on ?? decidedOn;
  return endedOn !== null && ctx.today <= addDays(endedOn, days);
}

/** @throws missing `complaints.no-such-receipt`, conflict `complaints.channel-closed` */
export const writeByReceipt = command('complaints.write-by-receipt', {
  input: z.object({ receipt, message }),
  // As above: the receipt is the key.
  allow: anyone,
  async run(ctx, input) {
    const found = await requireByReceipt(ctx, input.receipt);
    if (!(await mayWrite(ctx, found.state))) throw conflict('complaints.channel-closed');
    await addAct(ctx, found, 'message-in', {}, input.message);
    return { id: found.row.id };
  },
  trace: (_, { id }) => ({ subject: 'complaint', id })
});

/** The complainant says how satisfied they are, instead of being called. @throws missing, conflict `complaints.answer-first` */
export const rateByReceipt = command('complaints.rate-by-receipt', {
  input: z.object({ receipt, satisfaction: z.enum(satisfactions).exclude(['unreached']), note: prose(1000) }),
  // As above: the receipt is the key.
  allow: anyone,
  async run(ctx, { satisfaction, note, ...input }) {
    const found = await requireByReceipt(ctx, input.receipt);
    if (found.state.stage !== 'answered' || found.state.calledBackOn !== null)
      throw conflict('complaints.answer-first');
    await addAct(ctx, found, 'called-back', { satisfaction }, note);
    return { id: found.row.id };
  },
  trace: ({ satisfaction }, { id }) => ({ subject: 'complaint', id, detail: { satisfaction } })
});

export const WriteToComplainant = z.object({ complaintId: rowId, message });

/** Writes to the complainant. @throws conflict `complaints.not-the-handler` */
export const writeToComplainant = command('complaints.write-to-complainant', {
  input: WriteToComplainant,
  allow: works,
  async run(ctx, { complaintId, message: words }) {
    const found = await requireCase(ctx, complaintId);
    if (found.state.handlerId === null || found.state.handlerId !== ctx.actor.accountId) {
      throw conflict('complaints.not-the-handler');
    }
    await addAct(ctx, found, 'message-out', {}, words);
  },
  trace: ({ complaintId }) => ({ subject: 'complaint', id: complaintId })
});

async function requireByReceipt(ctx: Context, typed: string): Promise<Case> {
  const row: typeof complaint.$inferSelect | undefined = await findByReceipt(ctx, typed);
  if (!row) throw missing('complaints.no-such-receipt');
  return openCase(ctx, row);
}
