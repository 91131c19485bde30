import { count, sum } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { hoursEntry } from './schema.server.ts';

/** How many entries the ledger holds, and the minutes they come to. */
export async function countHours(ctx: Context) {
  const [row] = await ctx.db
    .select({ entries: count(), minutes: sum(hoursEntry.minutes).mapWith(Number) })
    .from(hoursEntry);
  return { entries: row!.entries, minutes: row!.minutes ?? 0 };
}
