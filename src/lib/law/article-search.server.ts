import { and, asc, count, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { optionalLine, paging } from '#lib/platform/input.ts';
import { containing } from '#lib/platform/pinyin.ts';
import { searchedArticle, searchedWords } from './citation.ts';
import { nationalFirst } from './find-statutes.server.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { snippetOf } from './snippet.ts';
import { articleHref, isInForce, versionToShow } from './statute.ts';

/**
 * Articles that hold every word: in their text, summary or number (第四十二条, 42), or in their statute's name or its
 * pinyin; at least one word must be the article's own. Those with the number asked for come first. Each statute is
 * searched as it stands today.
 */
export const searchArticles = query('law.search-articles', {
  input: paging.extend({ q: optionalLine() }),
  allow: holds('law.view'),
  async run(ctx, { q, page, pageSize }) {
    const words = searchedWords(q);
    if (!words.length) return { rows: [], total: 0 };
    const versions = await ctx.db
      .select({
        id: statuteVersion.id,
        statuteId: statuteVersion.statuteId,
        effectiveFrom: statuteVersion.effectiveFrom,
        effectiveTo: statuteVersion.effectiveTo
      })
      .from(statuteVersion);
    const shown = [...Map.groupBy(versions, ({ statuteId }) => statuteId).values()].map((own) =>
      versionToShow(own, ctx.today)!
    );
    const matching = and(
      inArray(
        article.versionId,
        shown.map(({ id }) => id)
      ),
      ...words.map((word) => or(isInStatute(word), isInArticle(word))),
      or(...words.map(isInArticle))
    );
    const rows = await ctx.db
      .select({
        id: article.id,
        versionId: article.versionId,
        code: statute.code,
        shortTitle: statute.shortTitle,
        number: article.number,
        position: article.position,
        summary: article.summary,
        text: article.text
      })
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .innerJoin(statute, eq(statute.id, statuteVersion.statuteId))
      .where(matching)
      .orderBy(...numberedFirst(words), nationalFirst, asc(statute.id), asc(article.position))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [{ total } = { total: 0 }] = await ctx.db
      .select({ total: count() })
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .innerJoin(statute, eq(statute.id, statuteVersion.statuteId))
      .where(matching);
    return {
      total,
      rows: rows.map(({ versionId, summary, text, ...row }) => {
        const version = shown.find(({ id }) => id === versionId)!;
        const inForce = isInForce(version, ctx.today);
        return {
          ...row,
          inForce,
          snippet: snippetOf(text ?? summary, words) ?? snippetOf(summary, words) ?? [{ text: summary, hit: false }],
          href: articleHref(row.code, { position: row.position, version: inForce ? null : version.effectiveFrom })
        };
      })
    };
  }
});

const isInStatute = (word: string) => sql`${statute.searchKey} like ${containing(word)} escape '\\'`;

function isInArticle(word: string): SQL {
  const pattern = containing(word);
  const position = searchedArticle(word);
  return or(
    sql`${article.text} like ${pattern} escape '\\'`,
    sql`${article.summary} like ${pattern} escape '\\'`,
    position === undefined ? undefined : eq(article.position, position)
  )!;
}

function numberedFirst(words: readonly string[]): SQL[] {
  const positions = words.flatMap((word) => searchedArticle(word) ?? []);
  return positions.length ? [sql`case when ${inArray(article.position, positions)} then 0 else 1 end`] : [];
}
