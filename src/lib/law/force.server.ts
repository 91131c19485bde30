/** What is in force: conditions for other rooms' queries, and citations in words. */
import { and, eq, exists, gte, inArray, isNull, lte, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/database.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { articleHref } from './statute.ts';

const versionInForceOn = (on: Day) =>
  and(
    lte(statuteVersion.effectiveFrom, on),
    or(isNull(statuteVersion.effectiveTo), gte(statuteVersion.effectiveTo, on))
  );

/** A condition: the version to which the article belongs is in force on the day. */
export function articleInForce(db: Db, articleId: SQLWrapper, on: Day): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .where(and(sql`${article.id} = ${articleId}`, versionInForceOn(on)))
  );
}

/** A condition: some version of the statute is in force on the day. */
export function statuteInForce(db: Db, statuteId: SQLWrapper, on: Day): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(statuteVersion)
      .where(and(sql`${statuteVersion.statuteId} = ${statuteId}`, versionInForceOn(on)))
  );
}

/** What a record rests on: an article of one version, or a statute as a whole. */
export interface Citation {
  statuteId: number;
  articleId: number | null;
}

/** A citation as people read it. */
export interface CitationInWords extends Citation {
  shortTitle: string;
  /** 第四十二条; null for the statute as a whole. */
  number: string | null;
  summary: string | null;
  /** The version the article belongs to: its name, first and last day in force. */
  version: string | null;
  effectiveFrom: Day | null;
  effectiveTo: Day | null;
  /** In force on the day of the call. */
  inForce: boolean;
  href: string;
}

/** Puts citations in words, in the order given. Unknown ids are a bug of the caller and are left out. */
export async function citationsInWords(ctx: Context, citations: readonly Citation[]): Promise<CitationInWords[]> {
  const statutes = new Map<number, { code: string; shortTitle: string; inForce: boolean }>();
  const articles = new Map<
    number,
    { number: string; position: number; summary: string; label: string; from: Day; to: Day | null }
  >();
  for (const ids of chunks(citations.map(({ statuteId }) => statuteId))) {
    const rows = await ctx.db
      .select({
        id: statute.id,
        code: statute.code,
        shortTitle: statute.shortTitle,
        inForce: sql<number>`case when ${statuteInForce(ctx.db, statute.id, ctx.today)} then 1 else 0 end`
      })
      .from(statute)
      .where(inArray(statute.id, ids));
    for (const row of rows) statutes.set(row.id, { ...row, inForce: Number(row.inForce) === 1 });
  }
  for (const ids of chunks(citations.flatMap(({ articleId }) => articleId ?? []))) {
    const rows = await ctx.db
      .select({
        id: article.id,
        number: article.number,
        position: article.position,
        summary: article.summary,
        label: statuteVersion.label,
        from: statuteVersion.effectiveFrom,
        to: statuteVersion.effectiveTo
      })
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .where(inArray(article.id, ids));
    for (const row of rows) articles.set(row.id, row);
  }
  return citations.flatMap(({ statuteId, articleId }) => {
    const law = statutes.get(statuteId);
    const found = articleId === null ? null : articles.get(articleId);
    if (!law || found === undefined) return [];
    const inForce = found ? found.from <= ctx.today && (found.to === null || found.to >= ctx.today) : law.inForce;
    return {
      statuteId,
      articleId,
      shortTitle: law.shortTitle,
      inForce,
      number: found?.number ?? null,
      summary: found?.summary ?? null,
      version: found?.label ?? null,
      effectiveFrom: found?.from ?? null,
      effectiveTo: found?.to ?? null,
      href: articleHref(law.code, found ? { position: found.position, version: inForce ? null : found.from } : null)
    };
  });
}

function chunks(ids: number[]): number[][] {
  const unique = [...new Set(ids)];
  return Array.from({ length: Math.ceil(unique.length / 500) }, (_, at) => unique.slice(at * 500, at * 500 + 500));
}
