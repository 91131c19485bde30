import { count } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { pairing, practiceSeal } from './schema.server.ts';

export async function countMentoring(ctx: Pick<Context, 'db'>) {
  const rows = await ctx.db.select({ status: pairing.status, pairs: count() }).from(pairing).groupBy(pairing.status);
  const [seals] = await ctx.db.select({ count: count() }).from(practiceSeal);
  return {
    pairings: Object.fromEntries(rows.map(({ status, pairs }) => [status, pairs])),
    signedRecords: seals!.count
  };
}
