/** 证据: what was collected and where it came from. Nothing is taken out again. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { requireOwnCase } from './assignment.server.ts';
import { openWords, sealWords } from './case.server.ts';
import { custodyOf } from './custody.server.ts';
import { isOut } from './custody.ts';
import { reason, works } from './decision.server.ts';
import { complaintEvidence } from './schema.server.ts';

export const evidenceKinds = ['photo', 'paper', 'recording', 'other'] as const;
const MOST_PIECES = 60;

export const AddEvidence = z.object({
  complaintId: rowId,
  kind: z.enum(evidenceKinds),
  /** What it is, from whom, when; for a recording its number and minute. */
  words: reason,
  /** A file that the store holds already. */
  file: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), type: z.string().max(60) }).optional()
});

/** @throws conflict `complaints.too-much-evidence` */
export const addEvidence = command('complaints.add-evidence', {
  input: AddEvidence,
  allow: works,
  async run(ctx, { complaintId, kind, words, file }) {
    await requireOwnCase(ctx, complaintId);
    if ((await evidenceOf(ctx, complaintId)).length >= MOST_PIECES) {
      throw conflict('complaints.too-much-evidence', { most: MOST_PIECES });
    }
    const [row] = await ctx.db
      .insert(complaintEvidence)
      .values({
        complaintId,
        kind,
        wordsSealed: sealWords(ctx, complaintId, 'evidence', words),
        fileHash: file?.hash ?? null,
        fileType: file?.type ?? null,
        addedAt: ctx.now,
        addedBy: ctx.actor.accountId
      })
      .returning({ id: complaintEvidence.id });
    return row!;
  },
  trace: ({ complaintId, kind, file }, { id }) => ({
    subject: 'complaint',
    id: complaintId,
    detail: { evidenceId: id, kind, hash: file?.hash }
  })
});

/** The pieces of a case in the order in which they came, each with its chain of custody. */
export async function evidenceOf(ctx: Context, complaintId: number) {
  const rows = await ctx.db
    .select()
    .from(complaintEvidence)
    .where(eq(complaintEvidence.complaintId, complaintId))
    .orderBy(asc(complaintEvidence.id));
  const chains = await custodyOf(ctx, complaintId);
  return rows.map(({ id, kind, wordsSealed, fileHash, fileType, addedAt, addedBy }) => ({
    id,
    kind,
    words: openWords(ctx, complaintId, 'evidence', wordsSealed),
    file: fileHash === null ? null : { hash: fileHash, type: fileType! },
    addedAt,
    addedBy,
    chain: chains.get(id) ?? [],
    out: isOut(chains.get(id) ?? [])
  }));
}
