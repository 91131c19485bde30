/** 受理: whether the town takes a case up, sends it back, or hands it to another body. */
import { z } from 'zod';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { line, optionalLine, prose, rowId } from '#lib/platform/input.ts';
import { requireOwnCase } from './assignment.server.ts';
import { addAct } from './case.server.ts';
import { LONGEST_MESSAGE, referrals } from './complaint.ts';
import { complaintKinds } from './deadline.ts';

export const works = (actor: Context['actor']) => actor.may('complaints.handle') || actor.may('complaints.discipline');
export const reason = prose(LONGEST_MESSAGE).refine((text) => text !== '', 'input.required');

const asCase = (complaintId: number, detail: Record<string, unknown> = {}) => ({
  subject: 'complaint',
  id: complaintId,
  detail
});

export const DecideCase = z.object({
  complaintId: rowId,
  decision: z.enum(['accepted', 'declined', 'returned']),
  /** What the complainant is told; for a declined or returned case the reason and where to turn. */
  notice: reason
});

/** Accepts, declines, or sends back what is not the town's. @throws conflict `complaints.decided-already` */
export const decideCase = command('complaints.decide-case', {
  input: DecideCase,
  allow: works,
  async run(ctx, { complaintId, decision, notice }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.decision) throw conflict('complaints.decided-already');
    await addAct(ctx, found, decision, {}, notice);
  },
  trace: ({ complaintId, decision }) => asCase(complaintId, { decision })
});

export const DoubtCompetence = z.object({ complaintId: rowId });

/** Says that it looks like somebody else's matter, so that the shorter term for sending it back runs. */
export const doubtCompetence = command('complaints.doubt-competence', {
  input: DoubtCompetence,
  allow: works,
  async run(ctx, { complaintId }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.decision) throw conflict('complaints.decided-already');
    if (found.state.notOurs) return;
    await addAct(ctx, found, 'not-ours', {});
  },
  trace: ({ complaintId }) => asCase(complaintId)
});

export const ChangeKind = z.object({ complaintId: rowId, kind: z.enum(complaintKinds), reason });

/** Changes how soon a case must be answered, with the reason. @throws conflict `complaints.kind-is-that` */
export const changeKind = command('complaints.change-kind', {
  input: ChangeKind,
  allow: works,
  async run(ctx, { complaintId, kind, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    if (found.state.kind === kind) throw conflict('complaints.kind-is-that');
    await addAct(ctx, found, 'kind-changed', { to: kind }, words);
  },
  trace: ({ complaintId, kind }) => asCase(complaintId, { kind })
});

export const ReferCase = z.object({
  complaintId: rowId,
  to: z.enum(referrals),
  receiver: line(60),
  receiptNumber: optionalLine(60),
  reason
});

/**
 * Hands a case over for good. Only that it went, to whom and under which number stays here; what the other body makes
 * of it is theirs (a clue of duty violation or crime goes to the 监察机关: 行政执法监督条例 art. 33).
 */
export const referCase = command('complaints.refer-case', {
  input: ReferCase,
  allow: works,
  async run(ctx, { complaintId, to, receiver, receiptNumber, reason: words }) {
    const found = await requireOwnCase(ctx, complaintId);
    await addAct(ctx, found, 'referred', { to, receiver, receiptNumber }, words);
  },
  trace: ({ complaintId, to }) => asCase(complaintId, { to })
});
