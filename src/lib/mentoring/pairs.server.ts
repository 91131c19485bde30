import { and, gte, inArray, ne, or } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { pairing } from './schema.server.ts';

/** Mentor and mentee of every pairing with one of these people that ran on or after a day: for recusal. */
export async function pairsWith(ctx: Context, cadreIds: readonly number[], since: Day): Promise<[number, number][]> {
  if (!cadreIds.length) return [];
  const rows = await ctx.db
    .select({ mentorId: pairing.mentorId, menteeId: pairing.menteeId })
    .from(pairing)
    .where(
      and(
        ne(pairing.status, 'proposed'),
        gte(pairing.endsOn, since),
        or(inArray(pairing.mentorId, [...cadreIds]), inArray(pairing.menteeId, [...cadreIds]))
      )
    );
  return rows.map(({ mentorId, menteeId }) => [mentorId, menteeId]);
}
