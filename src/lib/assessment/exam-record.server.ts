/** The record of sittings as candidates read it. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import type { SubmittedBy } from './attempt-events.ts';
import { attemptEvent } from './schema.server.ts';

/** Why sittings were ended by an invigilator, by sitting. */
export async function endedReasons(
  ctx: Pick<Context, 'db'>,
  sittings: readonly { id: number; submittedBy: SubmittedBy | null }[]
): Promise<Map<number, string>> {
  const ids = sittings.filter(({ submittedBy }) => submittedBy === 'invigilator').map(({ id }) => id);
  if (!ids.length) return new Map();
  const rows = await ctx.db
    .select({ attemptId: attemptEvent.attemptId, reason: attemptEvent.reason })
    .from(attemptEvent)
    .where(and(inArray(attemptEvent.attemptId, ids), eq(attemptEvent.kind, 'ended')))
    .orderBy(asc(attemptEvent.id));
  return new Map(rows.map(({ attemptId, reason }) => [attemptId, reason ?? '']));
}
