/** 法律顾问走访: a lawyer's visit to a village. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { dayInput, line, prose, rowId } from '#lib/platform/input.ts';
import { outreachVisit } from './schema.server.ts';
import { requireVillage } from './village.server.ts';

export const RecordVisit = z.object({
  villageId: rowId,
  visitedOn: dayInput,
  lawyer: line(40),
  /** What was done, without villagers' names. */
  done: prose(500).pipe(z.string().min(1)),
  minutes: z.number().int().min(1).max(600)
});

export const recordVisit = command('outreach.record-visit', {
  input: RecordVisit,
  allow: holds('outreach.manage'),
  async run(ctx, input) {
    if (input.visitedOn > ctx.today) throw new InvalidInput({ visitedOn: ['outreach.day-to-come'] });
    const { closedOn } = await requireVillage(ctx, input.villageId);
    if (closedOn !== null && input.visitedOn >= closedOn) throw conflict('outreach.village-closed');
    const [row] = await ctx.db
      .insert(outreachVisit)
      .values({ ...input, createdAt: ctx.now, createdBy: ctx.actor.accountId })
      .returning({ id: outreachVisit.id });
    return row!;
  },
  trace: ({ villageId, visitedOn, minutes }, { id }) => ({
    subject: 'outreach-visit',
    id,
    detail: { villageId, visitedOn, minutes }
  })
});

export const VoidVisit = z.object({ villageId: rowId, id: rowId, reason: line(200) });

/** Makes a visit void, with its reason; it stays on record and counts nowhere. */
export const voidVisit = command('outreach.void-visit', {
  input: VoidVisit,
  allow: holds('outreach.manage'),
  async run(ctx, { villageId, id, reason }) {
    const which = and(eq(outreachVisit.id, id), eq(outreachVisit.villageId, villageId));
    const [visit] = await ctx.db.select().from(outreachVisit).where(which);
    if (!visit) throw missing('outreach.visit-not-found');
    if (visit.voidedAt !== null) throw conflict('outreach.already-void');
    await ctx.db
      .update(outreachVisit)
      .set({ voidedAt: ctx.now, voidedBy: ctx.actor.accountId, voidReason: reason })
      .where(which);
  },
  trace: ({ villageId, id }) => ({ subject: 'outreach-visit', id, detail: { villageId } })
});
