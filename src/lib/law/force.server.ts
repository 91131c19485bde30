/** What is in force: conditions for other rooms' queries, and citations in words. */
import {
  aliasedTable,
  and,
  eq,
  exists,
  gte,
  inArray,
  isNull,
  lte,
  not,
  or,
  sql,
  type SQL,
  type SQLWrapper
} from 'drizzle-orm';
import type { Day } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/database.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { articleHref, isInForce } from './statute.ts';

const versionInForceOn = (on: Day) =>
  and(
    lte(statuteVersion.effectiveFrom, on),
    or(isNull(statuteVersion.effectiveTo), gte(statuteVersion.effectiveTo, on))
  );

const cited = aliasedTable(article, 'cited');
/** The article itself, or the same wording in another version. */
const sameAsCited = or(eq(article.id, cited.id), eq(article.wording, cited.wording));

/** A condition: the article is in force on the day, in its own version or with the same wording in another. */
export function articleInForce(db: Db, articleId: SQLWrapper, on: Day): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(cited)
      .innerJoin(article, sameAsCited)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .where(and(sql`${cited.id} = ${articleId}`, versionInForceOn(on)))
  );
}

/**
 * A condition: the article lives on under another number on the day, and one of the columns names the old one. Such
 * words mislead although the rule is still the law.
 */
export function namesMovedArticle(db: Db, articleId: SQLWrapper, on: Day, columns: readonly SQLWrapper[]): SQL {
  const underItsNumber = db
    .select({ one: sql`1` })
    .from(article)
    .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
    .where(and(sameAsCited, eq(article.number, cited.number), versionInForceOn(on)));
  return exists(
    db
      .select({ one: sql`1` })
      .from(cited)
      .where(
        and(
          sql`${cited.id} = ${articleId}`,
          or(...columns.map((column) => sql`${column} like '%' || ${cited.number} || '%'`)),
          not(exists(underItsNumber))
        )
      )
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

/** A citation as people read it today: an article that a new version took over unchanged shows as the new version's. */
export interface CitationInWords extends Citation {
  /** The article as the record names it; differs from `articleId` when a new version took the article over. */
  citedId: number | null;
  shortTitle: string;
  /** 第四十二条; null for the statute as a whole. */
  number: string | null;
  /** In our own words; empty where nobody has written it. */
  summary: string | null;
  /** The official text, where the town has imported it. */
  text: string | null;
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
  const articles = await standingArticles(
    ctx,
    citations.flatMap(({ articleId }) => articleId ?? [])
  );
  return citations.flatMap(({ statuteId, articleId }) => {
    const law = statutes.get(statuteId);
    const found = articleId === null ? null : articles.get(articleId);
    if (!law || found === undefined) return [];
    const inForce = found ? isInForce(found, ctx.today) : law.inForce;
    return {
      statuteId,
      articleId: found?.id ?? null,
      citedId: articleId,
      shortTitle: law.shortTitle,
      inForce,
      number: found?.number ?? null,
      summary: found?.summary ?? null,
      text: found?.text ?? null,
      version: found?.label ?? null,
      effectiveFrom: found?.effectiveFrom ?? null,
      effectiveTo: found?.effectiveTo ?? null,
      href: articleHref(
        law.code,
        found ? { position: found.position, version: inForce ? null : found.effectiveFrom } : null
      )
    };
  });
}

/** An article with the version it belongs to. */
export interface ArticleInVersion {
  id: number;
  versionId: number;
  statuteId: number;
  number: string;
  position: number;
  summary: string;
  text: string | null;
  wording: string | null;
  label: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
}

const articleColumns = {
  id: article.id,
  versionId: article.versionId,
  statuteId: statuteVersion.statuteId,
  number: article.number,
  position: article.position,
  summary: article.summary,
  text: article.text,
  wording: article.wording,
  label: statuteVersion.label,
  effectiveFrom: statuteVersion.effectiveFrom,
  effectiveTo: statuteVersion.effectiveTo
};

/** Articles by id, each as it stands today: where its own version has ended, the same wording in the one in force. */
async function standingArticles(ctx: Context, articleIds: readonly number[]): Promise<Map<number, ArticleInVersion>> {
  const found = await articlesById(ctx, articleIds);
  const ended = [...found.values()].filter((one) => one.wording !== null && !isInForce(one, ctx.today));
  const standing = new Map<string, ArticleInVersion>();
  for (const wordings of chunks(ended.map(({ wording }) => wording!))) {
    const rows = await ctx.db
      .select(articleColumns)
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .where(and(inArray(article.wording, wordings), versionInForceOn(ctx.today)));
    for (const row of rows) standing.set(row.wording!, row);
  }
  for (const one of ended) found.set(one.id, standing.get(one.wording!) ?? one);
  return found;
}

/** Articles by id, as they are recorded. */
export async function articlesById(
  ctx: Context,
  articleIds: readonly number[]
): Promise<Map<number, ArticleInVersion>> {
  const found = new Map<number, ArticleInVersion>();
  for (const ids of chunks(articleIds)) {
    const rows = await ctx.db
      .select(articleColumns)
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .where(inArray(article.id, ids));
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

function chunks<T>(values: readonly T[]): T[][] {
  const unique = [...new Set(values)];
  return Array.from({ length: Math.ceil(unique.length / 500) }, (_, at) => unique.slice(at * 500, at * 500 + 500));
}
