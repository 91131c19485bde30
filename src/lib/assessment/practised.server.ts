import { and, count, eq, gte } from 'drizzle-orm';
import type { Instant } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { practiceAnswer, questionVersion } from './schema.server.ts';

/** How many questions of a topic somebody has answered in practice since an instant; not how well, which stays theirs. */
export async function practisedSince(ctx: Context, topicId: number, cadreId: number, since: Instant): Promise<number> {
  const [found] = await ctx.db
    .select({ count: count() })
    .from(practiceAnswer)
    .innerJoin(questionVersion, eq(questionVersion.id, practiceAnswer.questionVersionId))
    .where(
      and(
        eq(practiceAnswer.cadreId, cadreId),
        eq(questionVersion.topicId, topicId),
        gte(practiceAnswer.answeredAt, since)
      )
    );
  return found!.count;
}
