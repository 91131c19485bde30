/** After a new master key: every sealed text of the room is wrapped anew, a few rows at a time, while the portal serves. */
import { asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { onlySystem } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { placeOf } from './case.server.ts';
import { placeOfWarning } from './warning.server.ts';
import {
  allegation,
  complainant,
  complaint,
  complaintAct,
  complaintEvidence,
  complaintPerson,
  earlyWarningAct,
  evidenceCustody,
  officerStatement
} from './schema.server.ts';

/** Each table with its sealed columns, and the part of the case for which a row's text was sealed. */
const tables = {
  complaint: { of: complaint, key: complaint.id, parts: { narrativeSealed: 'narrative', wishSealed: 'wish' } },
  complainant: { of: complainant, key: complainant.complaintId, parts: { identitySealed: 'identity' } },
  'complaint-person': { of: complaintPerson, key: complaintPerson.id, parts: { descriptionSealed: 'person' } },
  allegation: {
    of: allegation,
    key: allegation.id,
    parts: { reasonSealed: ({ id }: { id: number }) => `finding:${id}` }
  },
  'complaint-act': { of: complaintAct, key: complaintAct.id, parts: { wordsSealed: 'act' } },
  'complaint-evidence': { of: complaintEvidence, key: complaintEvidence.id, parts: { wordsSealed: 'evidence' } },
  'evidence-custody': { of: evidenceCustody, key: evidenceCustody.id, parts: { wordsSealed: 'custody' } },
  'early-warning-act': {
    of: earlyWarningAct,
    key: earlyWarningAct.id,
    parts: { wordsSealed: '' },
    place: ({ warningId }: { warningId: number }) => placeOfWarning(warningId)
  },
  'officer-statement': {
    of: officerStatement,
    key: officerStatement.id,
    parts: {
      questionSealed: ({ cadreId }: { cadreId: number }) => `question:${cadreId}`,
      answerSealed: ({ cadreId }: { cadreId: number }) => `answer:${cadreId}`
    }
  }
} as const;
export const sealedTables = Object.keys(tables) as [keyof typeof tables, ...(keyof typeof tables)[]];

const AT_ONCE = 200;

/** Wraps the next rows of a table anew. @returns how many it was, and the key after which to go on; null when there are no more */
export const rewrapSealed = command('complaints.rewrap-sealed', {
  input: z.object({ table: z.enum(sealedTables), after: z.int().min(0) }),
  allow: onlySystem,
  async run(ctx, { table, after }) {
    const { of, key, parts, ...own } = tables[table];
    const rows = (await ctx.db
      .select()
      .from(of as typeof complaint)
      .where(gt(key, after))
      .orderBy(asc(key))
      .limit(AT_ONCE)) as unknown as Record<string, number & string>[];
    let changed = 0;
    for (const row of rows) {
      const changes = rewrapped(ctx, row, parts, 'place' in own ? own.place : undefined);
      const rowKey = table === 'complainant' ? row.complaintId! : row.id!;
      if (!Object.keys(changes).length) continue;
      await ctx.db
        .update(of as typeof complaint)
        .set(changes)
        .where(eq(key, rowKey));
      changed += 1;
    }
    const last = rows.at(-1);
    return { rows: changed, after: rows.length < AT_ONCE ? null : (last!.id ?? last!.complaintId)! };
  },
  trace: ({ table }, { rows }) => (rows ? { subject: 'vault', id: null, detail: { table, rows } } : undefined)
});

function rewrapped(
  ctx: Context,
  row: Record<string, number & string>,
  parts: object,
  place?: (row: never) => string
): Record<string, string> {
  const changes: Record<string, string> = {};
  for (const [column, part] of Object.entries(parts) as [string, string | ((row: unknown) => string)][]) {
    const sealed: string | null = row[column] ?? null;
    if (sealed === null || ctx.vault.isCurrent(sealed)) continue;
    changes[column] = ctx.vault.rewrap(
      sealed,
      place?.(row as never) ?? placeOf(row.complaintId ?? row.id!, typeof part === 'string' ? part : part(row))
    );
  }
  return changes;
}
