/** Whether every signed record still says what was signed. */
import { asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { onlySystem } from '#lib/platform/actor.ts';
import { listAudit } from '#lib/platform/audit-trail.server.ts';
import { canonical } from '#lib/platform/audit.server.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { sealCode } from './pairing.ts';
import { practiceRecord, practiceSeal } from './schema.server.ts';
import { sealHash } from './sign-off.server.ts';
import type { SealRow } from './signed.server.ts';

/** The text and its hash differ; columns or the sheet differ from the text; the trail knows another hash, or none. */
export type SealFault = 'hash' | 'columns' | 'sheet' | 'trail' | 'gone';

export interface SealVerdict {
  ok: boolean;
  checked: number;
  faults: { code: string; recordId: number; fault: SealFault }[];
}

const BATCH = 200;

/**
 * Recomputes the hash of every seal, and compares it with what the audit trail noted when it was made: the trail is
 * chained under a key that lies outside the database, so that an edit cannot be covered by a new hash.
 */
export async function verifySeals(ctx: Context): Promise<SealVerdict> {
  const noted = await notedHashes(ctx);
  const faults: SealVerdict['faults'] = [];
  let checked = 0;
  for (let last = 0; ;) {
    const rows = await ctx.db
      .select({ seal: practiceSeal, record: practiceRecord })
      .from(practiceSeal)
      .innerJoin(practiceRecord, eq(practiceRecord.id, practiceSeal.recordId))
      .where(gt(practiceSeal.id, last))
      .orderBy(asc(practiceSeal.id))
      .limit(BATCH);
    for (const { seal, record } of rows) {
      const key = keyOf(seal.recordId, seal.turn);
      const fault = faultOf(seal, record, noted.get(key));
      if (fault) faults.push({ code: sealCode(seal), recordId: seal.recordId, fault });
      noted.delete(key);
      checked += 1;
      last = seal.id;
    }
    if (rows.length < BATCH) break;
  }
  // What the trail saw signed and the table does not hold was taken out.
  for (const key of noted.keys()) {
    const recordId = Number(key.split('/')[0]);
    faults.push({ code: `#${key}`, recordId, fault: 'gone' });
  }
  return { ok: faults.length === 0, checked, faults };
}

/** The command line's question, and the nightly job's. */
export const sealHealth = query('mentoring.seal-health', {
  input: z.object({}),
  allow: onlySystem,
  run: (ctx) => verifySeals(ctx)
});

const keyOf = (recordId: number | string, turn: number) => `${recordId}/${turn}`;

function faultOf(
  seal: SealRow,
  record: typeof practiceRecord.$inferSelect,
  noted: string | undefined
): SealFault | undefined {
  if (sealHash(seal.content) !== seal.hash) return 'hash';
  if (noted !== seal.hash) return 'trail';
  const text = JSON.parse(seal.content) as Record<string, unknown>;
  const {
    recordId,
    turn,
    pairingId,
    mentorId,
    menteeId,
    taskKey,
    level,
    practisedOn,
    minutes,
    mean,
    passed,
    observer
  } = seal;
  const columns = {
    ...{ recordId, turn, pairingId, mentorId, menteeId, taskKey, level, practisedOn, minutes, mean, passed, observer },
    sealedAt: seal.sealedAt,
    signature: seal.signature
  };
  for (const [name, value] of Object.entries(columns)) if (canonical(text[name]) !== canonical(value)) return 'columns';
  if (record.signed && record.turn === turn && canonical(text.sheet) !== canonical(record.sheet)) return 'sheet';
  return undefined;
}

async function notedHashes(ctx: Context): Promise<Map<string, string>> {
  const noted = new Map<string, string>();
  for (let page = 1; ; page += 1) {
    const { rows, total } = await ctx.callAsSystem(listAudit, { action: 'mentoring.sign-off', page, pageSize: BATCH });
    for (const { subjectId, detail } of rows)
      noted.set(keyOf(subjectId ?? '', Number(detail.turn)), String(detail.hash));
    if (noted.size >= total || rows.length < BATCH) return noted;
  }
}
