/** 投诉人身份: veiled by default; each look is an entry of its own, and the auditor reads them all. */
import { count, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { line, paging, rowId } from '#lib/platform/input.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { requireOwnCase } from './assignment.server.ts';
import { openWords } from './case.server.ts';
import { works } from './decision.server.ts';
import { complainant, complainantLook, complaint } from './schema.server.ts';

export interface Identity {
  name: string;
  contact: string;
  address: string;
}

export const LookAtIdentity = z.object({ complaintId: rowId, reason: line(200) });

/**
 * Shows the complainant's identity to the handler of the case, for a reason that is kept. A command, so that a look which
 * cannot be recorded does not happen. @throws missing `complaints.anonymous`, conflict `complaints.not-the-handler`
 */
export const lookAtIdentity = command('complaints.look-at-identity', {
  input: LookAtIdentity,
  allow: works,
  async run(ctx, { complaintId, reason }): Promise<Identity> {
    await requireOwnCase(ctx, complaintId);
    const [row] = await ctx.db.select().from(complainant).where(eq(complainant.complaintId, complaintId));
    if (!row) throw missing('complaints.anonymous');
    await ctx.db
      .insert(complainantLook)
      .values({ complaintId, accountId: ctx.actor.accountId, reason, lookedAt: ctx.now });
    return JSON.parse(openWords(ctx, complaintId, 'identity', row.identitySealed)) as Identity;
  },
  // The reason may name somebody; it stays with the look.
  trace: ({ complaintId }) => ({ subject: 'complaint', id: complaintId })
});

/** Every look, newest first: who, when, why, at which number. Nothing of the complaint itself. */
export const listLooks = query('complaints.list-looks', {
  input: paging,
  allow: holds('complaints.looks'),
  async run(ctx, { page, pageSize }) {
    const rows = await ctx.db
      .select({
        id: complainantLook.id,
        number: complaint.number,
        accountId: complainantLook.accountId,
        reason: complainantLook.reason,
        lookedAt: complainantLook.lookedAt
      })
      .from(complainantLook)
      .innerJoin(complaint, eq(complaint.id, complainantLook.complaintId))
      .orderBy(desc(complainantLook.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [total] = await ctx.db.select({ count: count() }).from(complainantLook);
    const names = await accountNames(
      ctx,
      rows.map(({ accountId }) => accountId)
    );
    return {
      rows: rows.map(({ accountId, ...row }) => ({ ...row, by: names.get(accountId ?? 0) ?? null })),
      total: total!.count
    };
  }
});
