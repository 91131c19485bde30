import { and, inArray } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { isUsableOn, newestVersion } from './bank-access.server.ts';
import { choiceTypes } from './question.ts';
import { question, questionVersion } from './schema.server.ts';

/**
 * The newest wordings behind question codes, for what names its questions itself (a check inside a course). Codes that
 * are unknown, may not be used on the day, or name a question that is more than a choice, are left out.
 * @returns version ids by code; their contents come from `questionContents`.
 */
export async function usableByCode(ctx: Context, codes: readonly string[], on: Day): Promise<Map<string, number>> {
  if (!codes.length) return new Map();
  const rows = await ctx.db
    .select({ code: question.code, versionId: questionVersion.id })
    .from(question)
    .innerJoin(questionVersion, newestVersion)
    .where(
      and(inArray(question.code, [...codes]), inArray(questionVersion.type, [...choiceTypes]), isUsableOn(ctx.db, on))
    );
  return new Map(rows.map(({ code, versionId }) => [code, versionId]));
}
