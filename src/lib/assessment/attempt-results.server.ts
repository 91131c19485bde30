import type { Context } from '#lib/platform/door.server.ts';
import type { ResultCause } from './results.ts';
import { attemptResult, type attempt } from './schema.server.ts';

type AttemptRow = typeof attempt.$inferSelect;

/** Keeps the result that an attempt has just got beside those it had before. */
export async function noteResult(
  ctx: Context,
  { id, points, pointsPossible, passed }: AttemptRow,
  { cause, remarkId = null }: { cause: ResultCause; remarkId?: number | null }
) {
  await ctx.db.insert(attemptResult).values({
    attemptId: id,
    points: points ?? 0,
    pointsPossible,
    passed,
    cause,
    remarkId,
    at: ctx.now,
    by: ctx.actor.accountId
  });
}
