import { count } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { article, statute, statuteVersion } from './schema.server.ts';

/** How many statutes, versions and articles the library holds. */
export async function countLaw(ctx: Context) {
  const [statutes] = await ctx.db.select({ total: count() }).from(statute);
  const [versions] = await ctx.db.select({ total: count() }).from(statuteVersion);
  const [articles] = await ctx.db.select({ total: count() }).from(article);
  return { statutes: statutes!.total, statuteVersions: versions!.total, articles: articles!.total };
}
