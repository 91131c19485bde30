import { asc, eq } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { roundPoints } from './blueprint.ts';
import { humanMark, type exam } from './schema.server.ts';
import { settle, type MarkingRules } from './settling.ts';

export const rulesOf = ({
  markers,
  markingTolerance,
  markingBlind
}: Pick<typeof exam.$inferSelect, 'markers' | 'markingTolerance' | 'markingBlind'>): MarkingRules => ({
  markers,
  tolerance: markingTolerance,
  blind: markingBlind
});

/** What people's marks on one paper come to by place: points, or null while they have not settled it. */
export async function settledPoints(
  ctx: Context,
  attemptId: number,
  places: readonly { position: number; points: number }[],
  rules: MarkingRules
): Promise<Map<number, number | null>> {
  const rows = await ctx.db
    .select()
    .from(humanMark)
    .where(eq(humanMark.attemptId, attemptId))
    .orderBy(asc(humanMark.id));
  const worth = new Map(places.map(({ position, points }) => [position, points]));
  return new Map(
    [...Map.groupBy(rows, ({ position }) => position)].map(([position, own]) => {
      const finished = own.flatMap(({ markerId, share }) => (share === null ? [] : [{ markerId, share }]));
      const points = worth.get(position) ?? 0;
      const { share } = settle(finished, points, rules);
      return [position, share === null ? null : roundPoints(share * points)];
    })
  );
}
