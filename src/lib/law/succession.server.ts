import { asc, eq } from 'drizzle-orm';
import type { Context } from '#lib/platform/door.server.ts';
import { openSuccession, type Succession } from './compare.ts';
import { articlesById, type ArticleInVersion } from './force.server.ts';
import { article, statuteVersion } from './schema.server.ts';
import { versionInForce } from './statute.ts';

/** An article and what has taken its place in the version in force today; null where nothing has. */
export interface ArticleSuccession {
  cited: ArticleInVersion;
  kind: Succession<ArticleInVersion>['kind'];
  now: ArticleInVersion | null;
}

/** Where articles of ended versions went, by their id. */
export async function successionsOf(
  ctx: Context,
  articleIds: readonly number[]
): Promise<Map<number, ArticleSuccession>> {
  const cited = [...(await articlesById(ctx, articleIds)).values()];
  const found = new Map<number, ArticleSuccession>();
  for (const [statuteId, articles] of Map.groupBy(cited, (one) => one.statuteId)) {
    const fresh = await articlesInForce(ctx, statuteId);
    const successorOf = openSuccession(fresh ?? []);
    for (const one of articles) {
      const { kind, after } = fresh ? successorOf(one) : ({ kind: 'repealed', after: null } as const);
      found.set(one.id, { cited: one, kind, now: after });
    }
  }
  return found;
}

/** The articles of the statute's version in force today; undefined when none is. */
async function articlesInForce(ctx: Context, statuteId: number): Promise<ArticleInVersion[] | undefined> {
  const versions = await ctx.db.select().from(statuteVersion).where(eq(statuteVersion.statuteId, statuteId));
  const version = versionInForce(versions, ctx.today);
  if (!version) return undefined;
  const { label, effectiveFrom, effectiveTo } = version;
  const rows = await ctx.db
    .select()
    .from(article)
    .where(eq(article.versionId, version.id))
    .orderBy(asc(article.position));
  return rows.map((row) => ({ ...row, statuteId, label, effectiveFrom, effectiveTo }));
}
