/** 移交: every way of a piece of evidence, so that at the end it can be said who had it when. Nothing is taken out again. */
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountNames } from '#lib/people/accounts.server.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { requireOwnCase } from './assignment.server.ts';
import { openWords, requireCase, sealWords } from './case.server.ts';
import { isOut, type CustodyKind } from './custody.ts';
import { reason, works } from './decision.server.ts';
import { complaintEvidence, evidenceCustody } from './schema.server.ts';

export const MoveEvidence = z.object({
  complaintId: rowId,
  evidenceId: rowId,
  kind: z.enum(['handed-out', 'returned']),
  /** To whom and for what; from whom and in what state. */
  words: reason
});

/**
 * Writes down that a piece went out or came back.
 * @throws missing `complaints.evidence-not-found`, conflict `complaints.evidence-is-out`, `complaints.evidence-is-here`
 */
export const moveEvidence = command('complaints.move-evidence', {
  input: MoveEvidence,
  allow: works,
  async run(ctx, { complaintId, evidenceId, kind, words }) {
    await requireOwnCase(ctx, complaintId);
    await requireEvidence(ctx, complaintId, evidenceId);
    const out = isOut(await chainOf(ctx, evidenceId));
    if (out && kind === 'handed-out') throw conflict('complaints.evidence-is-out');
    if (!out && kind === 'returned') throw conflict('complaints.evidence-is-here');
    await addStep(ctx, complaintId, evidenceId, kind, sealWords(ctx, complaintId, 'custody', words));
  },
  trace: ({ complaintId, evidenceId, kind }) => ({
    subject: 'complaint',
    id: complaintId,
    detail: { evidenceId, kind }
  })
});

/**
 * Gives out one file of a case, to whom the case exists. A command, so that a look which cannot be recorded does not happen.
 * @throws missing `complaints.evidence-not-found`
 */
export const openEvidence = command('complaints.open-evidence', {
  input: z.object({ complaintId: rowId, evidenceId: rowId }),
  allow: works,
  async run(ctx, { complaintId, evidenceId }) {
    await requireCase(ctx, complaintId);
    const { fileHash, fileType } = await requireEvidence(ctx, complaintId, evidenceId);
    if (!fileHash) throw missing('complaints.evidence-not-found');
    await addStep(ctx, complaintId, evidenceId, 'opened', null);
    return { hash: fileHash, type: fileType! };
  },
  trace: ({ complaintId, evidenceId }) => ({ subject: 'complaint', id: complaintId, detail: { evidenceId } })
});

async function requireEvidence(ctx: Context, complaintId: number, evidenceId: number) {
  const [row] = await ctx.db
    .select({ fileHash: complaintEvidence.fileHash, fileType: complaintEvidence.fileType })
    .from(complaintEvidence)
    .where(and(eq(complaintEvidence.id, evidenceId), eq(complaintEvidence.complaintId, complaintId)));
  if (!row) throw missing('complaints.evidence-not-found');
  return row;
}

const addStep = (
  ctx: Context,
  complaintId: number,
  evidenceId: number,
  kind: CustodyKind,
  wordsSealed: string | null
) =>
  ctx.db
    .insert(evidenceCustody)
    .values({ complaintId, evidenceId, kind, wordsSealed, at: ctx.now, by: ctx.actor.accountId });

const chainOf = (ctx: Context, evidenceId: number) =>
  ctx.db
    .select({ kind: evidenceCustody.kind })
    .from(evidenceCustody)
    .where(eq(evidenceCustody.evidenceId, evidenceId))
    .orderBy(asc(evidenceCustody.id));

export interface CustodyStep {
  id: number;
  kind: CustodyKind;
  words: string | null;
  at: number;
  by: string | null;
}

/** The chain of every piece of a case, by the piece's key, in the order in which it happened. */
export async function custodyOf(ctx: Context, complaintId: number): Promise<Map<number, CustodyStep[]>> {
  const rows = await ctx.db
    .select()
    .from(evidenceCustody)
    .where(eq(evidenceCustody.complaintId, complaintId))
    .orderBy(asc(evidenceCustody.id));
  const names = await accountNames(
    ctx,
    rows.map(({ by }) => by)
  );
  const found = new Map<number, CustodyStep[]>();
  for (const { evidenceId, id, kind, wordsSealed, at, by } of rows) {
    const words = wordsSealed === null ? null : openWords(ctx, complaintId, 'custody', wordsSealed);
    const step = { id, kind, words, at, by: by === null ? null : (names.get(by) ?? null) };
    found.set(evidenceId, [...(found.get(evidenceId) ?? []), step]);
  }
  return found;
}
