/** 答复、回访、办结: the complainant hears what came of it, is asked, and the case ends. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { dayInput, line, prose, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { requireOwnCase } from './assignment.server.ts';
import { addAct, type Case } from './case.server.ts';
import { closingGaps, isStanding, type ClosingGap } from './case-state.ts';
import { asksForRemedy, satisfactions } from './complaint.ts';
import { reason, works } from './decision.server.ts';
import { allegationsOf, hearing } from './finding.server.ts';
import type { complaint } from './schema.server.ts';
import { complainant, remedy } from './schema.server.ts';

const asCase = (complaintId: number, detail: Record<string, unknown> = {}) => ({
  subject: 'complaint',
  id: complaintId,
  detail
});

export const AnswerComplainant = z.object({ complaintId: rowId, letter: reason });

/** Sends the letter with the result. @throws conflict `complaints.not-accepted`, `complaints.finding-first`, `complaints.clock-stands` */
export const answerComplainant = command('complaints.answer-complainant', {
  input: AnswerComplainant,
  allow: works,
  async run(ctx, { complaintId, letter }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.stage !== 'accepted') throw conflict('complaints.not-accepted');
    if (isStanding(found.state)) throw conflict('complaints.clock-stands');
    if ((await allegationsOf(ctx, complaintId)).some(({ finding }) => finding === null)) {
      throw conflict('complaints.finding-first');
    }
    await addAct(ctx, found, 'answered', {}, letter);
  },
  trace: ({ complaintId }) => asCase(complaintId)
});

export const CallBack = z.object({ complaintId: rowId, satisfaction: z.enum(satisfactions), note: prose(1000) });

/** Writes down what the complainant said to the answer. @throws conflict `complaints.answer-first` */
export const callBack = command('complaints.call-back', {
  input: CallBack,
  allow: works,
  async run(ctx, { complaintId, satisfaction, note }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.stage !== 'answered') throw conflict('complaints.answer-first');
    await addAct(ctx, found, 'called-back', { satisfaction }, note);
  },
  trace: ({ complaintId, satisfaction }) => asCase(complaintId, { satisfaction })
});

export const RehandleCase = z.object({ complaintId: rowId, reason });

/** Handles a case once more because the complainant was not satisfied. @throws conflict `complaints.rehandled-enough`, `complaints.answer-first` */
export const rehandleCase = command('complaints.rehandle-case', {
  input: RehandleCase,
  allow: works,
  async run(ctx, { complaintId, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.stage !== 'answered') throw conflict('complaints.answer-first');
    const most = (await settingsOn(ctx.db, found.row.receivedOn))['complaint.rehandle'];
    if (found.state.rehandled >= most) throw conflict('complaints.rehandled-enough', { most });
    await addAct(ctx, found, 'rehandled', {}, words);
  },
  trace: ({ complaintId }) => asCase(complaintId)
});

export const ReceiveOpinion = z.object({
  complaintId: rowId,
  paper: z.enum(['urging-letter', 'opinion', 'decision']),
  number: line(60),
  dueOn: z.union([z.literal(''), dayInput]).default('')
});

/** 督办函, 意见书 or 决定书 of the district came (行政执法监督条例 arts. 26–29). */
export const receiveOpinion = command('complaints.receive-opinion', {
  input: ReceiveOpinion,
  allow: works,
  async run(ctx, { complaintId, paper, number, dueOn }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.opinion && found.state.opinion.answeredOn === null) throw conflict('complaints.opinion-open');
    await addAct(ctx, found, 'opinion-received', { paper, number, dueOn: dueOn || null });
  },
  trace: ({ complaintId, paper }) => asCase(complaintId, { paper })
});

export const AnswerOpinion = z.object({ complaintId: rowId, objected: z.boolean().default(false), reason });

/** Reports the correction to the district, or objects with reasons (art. 30). @throws conflict `complaints.no-opinion` */
export const answerOpinion = command('complaints.answer-opinion', {
  input: AnswerOpinion,
  allow: works,
  async run(ctx, { complaintId, objected, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (!found.state.opinion || found.state.opinion.answeredOn) throw conflict('complaints.no-opinion');
    await addAct(ctx, found, 'opinion-answered', { objected }, words);
  },
  trace: ({ complaintId, objected }) => asCase(complaintId, { objected })
});

export const CloseCase = z.object({ complaintId: rowId });

/** Closes a case. @throws conflict `complaints.not-closable` while a step is missing */
export const closeCase = command('complaints.close-case', {
  input: CloseCase,
  allow: works,
  async run(ctx, { complaintId }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.decision !== 'accepted') throw conflict('complaints.not-accepted');
    if ((await gapsOf(ctx, found)).length) throw conflict('complaints.not-closable');
    await addAct(ctx, found, 'closed', {});
  },
  trace: ({ complaintId }) => asCase(complaintId)
});

/** What keeps a case from being closed, as things stand. */
export async function gapsOf(ctx: Context, { row, state }: Pick<Case, 'row' | 'state'>): Promise<ClosingGap[]> {
  const { unasked, statements } = await hearing(ctx, row.id);
  const allegations = await allegationsOf(ctx, row.id);
  const remedies = await ctx.db.select({ id: remedy.id }).from(remedy).where(eq(remedy.complaintId, row.id));
  return closingGaps(state, {
    reachable: await isReachable(ctx, row),
    statements: statements.map(({ answeredAt, dueOn }) => ({ given: answeredAt !== null, dueOver: dueOn < ctx.today })),
    unasked: unasked.length,
    allegations: allegations.map(({ finding }) => ({
      found: finding !== null,
      asksForRemedy: finding !== null && asksForRemedy(finding)
    })),
    remedies: remedies.length
  });
}

/** Whoever gave a way to be reached, or holds the receipt of the portal, can be answered and asked. */
async function isReachable(ctx: Context, { id, channel }: Pick<typeof complaint.$inferSelect, 'id' | 'channel'>) {
  if (channel === 'portal') return true;
  const [known] = await ctx.db
    .select({ id: complainant.complaintId })
    .from(complainant)
    .where(eq(complainant.complaintId, id));
  return known !== undefined;
}
