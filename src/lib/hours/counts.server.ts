import { count, sum } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { hoursEntry, hoursSubmission } from './schema.server.ts';

/** How many entries the ledger holds, the minutes they come to, and how much was submitted. */
export async function countHours(ctx: Context) {
  const [row] = await ctx.db
    .select({ entries: count(), minutes: sum(hoursEntry.minutes).mapWith(Number) })
    .from(hoursEntry);
  const [submitted] = await ctx.db.select({ submissions: count() }).from(hoursSubmission);
  return { entries: row!.entries, minutes: row!.minutes ?? 0, submissions: submitted!.submissions };
}
