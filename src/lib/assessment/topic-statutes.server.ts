import { eq } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { newestVersion } from './bank-access.server.ts';
import { question, questionCitation, questionVersion } from './schema.server.ts';

/** The statutes that the live questions of each topic rest on, by topic. */
export async function statutesOfTopics(ctx: Context): Promise<Map<number, Set<number>>> {
  const rows = await ctx.db
    .selectDistinct({ topicId: questionVersion.topicId, statuteId: questionCitation.statuteId })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .innerJoin(questionCitation, eq(questionCitation.questionVersionId, questionVersion.id))
    .where(eq(question.status, 'live'));
  const found = new Map<number, Set<number>>();
  for (const { topicId, statuteId } of rows) found.set(topicId, (found.get(topicId) ?? new Set()).add(statuteId));
  return found;
}
