/** The collection of statutes as it is read and kept. */
import { and, asc, count, desc, eq, exists, inArray, like, not, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { invalid, missing } from '#lib/platform/errors.ts';
import { dayInput, optionalLine, paging, rowId } from '#lib/platform/input.ts';
import { containing } from '#lib/platform/pinyin.ts';
import { nationalFirst } from './find-statutes.server.ts';
import { statuteInForce } from './force.server.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { isInForce, overlappingVersions, statuteKinds, statuteScopes, versionToShow } from './statute.ts';

export const StatuteFilter = paging.extend({
  q: optionalLine(),
  scope: z.enum(statuteScopes).optional(),
  kind: z.enum(statuteKinds).optional(),
  /** In force on the day, or not. */
  force: z.enum(['yes', 'no']).optional(),
  on: dayInput.optional()
});

/** Statutes found by the words of their names, by pinyin initials, or by words of their articles. */
export const listStatutes = query('law.list-statutes', {
  input: StatuteFilter,
  allow: holds('law.view'),
  async run(ctx, { q, scope, kind, force, on = ctx.today, page, pageSize }) {
    const words = q.split(/\s+/).filter(Boolean);
    const inForce = statuteInForce(ctx.db, statute.id, on);
    const matching = and(
      ...words.map((word) =>
        or(sql`${statute.searchKey} like ${containing(word)} escape '\\'`, exists(articlesWith(containing(word))))
      ),
      scope ? eq(statute.scope, scope) : undefined,
      kind ? eq(statute.kind, kind) : undefined,
      force === 'yes' ? inForce : force === 'no' ? not(inForce) : undefined
    );
    const rows = await ctx.db
      .select()
      .from(statute)
      .where(matching)
      .orderBy(nationalFirst, asc(statute.code))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [{ total } = { total: 0 }] = await ctx.db.select({ total: count() }).from(statute).where(matching);
    return { rows: await withVersions(rows), total };

    function articlesWith(pattern: string) {
      return ctx.db
        .select({ one: sql`1` })
        .from(article)
        .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
        .where(and(eq(statuteVersion.statuteId, statute.id), saysLike(pattern)));
    }

    async function withVersions(statutes: (typeof statute.$inferSelect)[]) {
      if (!statutes.length) return [];
      const versions = await ctx.db
        .select({
          id: statuteVersion.id,
          statuteId: statuteVersion.statuteId,
          label: statuteVersion.label,
          effectiveFrom: statuteVersion.effectiveFrom,
          effectiveTo: statuteVersion.effectiveTo,
          articles: count(article.id)
        })
        .from(statuteVersion)
        .leftJoin(article, eq(article.versionId, statuteVersion.id))
        .where(
          inArray(
            statuteVersion.statuteId,
            statutes.map(({ id }) => id)
          )
        )
        .groupBy(statuteVersion.id);
      return statutes.map(({ searchKey: _, ...row }) => {
        const own = versions.filter(({ statuteId }) => statuteId === row.id);
        const version = versionToShow(own, on)!;
        return { ...row, version, versions: own.length, inForce: isInForce(version, on) };
      });
    }
  }
});

/** Words of an article: our summary, or the official text. */
const saysLike = (pattern: string) =>
  or(sql`${article.summary} like ${pattern} escape '\\'`, sql`${article.text} like ${pattern} escape '\\'`);

/**
 * A statute with its versions, newest first, and their articles in order: of all versions, or only of the one shown,
 * which is the version asked for, else the one in force.
 * @throws missing `law.statute-not-found`
 */
export const findStatute = query('law.find-statute', {
  input: z.object({
    code: z.string().max(100),
    /** The first day of the version to show. */
    version: dayInput.optional().catch(undefined),
    articles: z.enum(['all', 'shown']).default('all')
  }),
  allow: holds('law.view'),
  async run(ctx, { code, version: asked, articles: which }) {
    const [found] = await ctx.db.select().from(statute).where(eq(statute.code, code));
    if (!found) throw missing('law.statute-not-found');
    const { searchKey: _, ...row } = found;
    const versions = await ctx.db
      .select()
      .from(statuteVersion)
      .where(eq(statuteVersion.statuteId, row.id))
      .orderBy(desc(statuteVersion.effectiveFrom));
    const shown = versions.find(({ effectiveFrom }) => effectiveFrom === asked) ?? versionToShow(versions, ctx.today)!;
    const articles = await ctx.db
      .select()
      .from(article)
      .where(inArray(article.versionId, which === 'all' ? versions.map(({ id }) => id) : [shown.id]))
      .orderBy(asc(article.position));
    return {
      ...row,
      shownId: shown.id,
      versions: versions.map((version) => ({
        ...version,
        inForce: isInForce(version, ctx.today),
        articles: articles.filter(({ versionId }) => versionId === version.id)
      }))
    };
  }
});

/** The names of all statutes, for choosing one. */
export const statuteNames = query('law.statute-names', {
  input: z.object({}),
  allow: holds('law.view'),
  run: (ctx) =>
    ctx.db
      .select({ id: statute.id, code: statute.code, shortTitle: statute.shortTitle })
      .from(statute)
      .orderBy(nationalFirst, asc(statute.code))
});

/** Articles whose statute or number or words match, for completing a citation: at most ten. */
export const suggestArticles = query('law.suggest-articles', {
  input: z.object({ q: optionalLine() }),
  allow: holds('law.view'),
  async run(ctx, { q }) {
    const words = q.split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rows = await ctx.db
      .select({
        shortTitle: statute.shortTitle,
        number: article.number,
        summary: sql<string>`case when ${article.summary} = '' then coalesce(${article.text}, '') else ${article.summary} end`,
        version: statuteVersion
      })
      .from(article)
      .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
      .innerJoin(statute, eq(statute.id, statuteVersion.statuteId))
      .where(
        and(
          ...words.map((word) =>
            or(
              sql`${statute.searchKey} like ${containing(word)} escape '\\'`,
              like(article.number, `%${word.replace(/[\\%_]/g, '')}%`),
              saysLike(containing(word))
            )
          )
        )
      )
      .orderBy(asc(statute.id), asc(article.position))
      .limit(40);
    return rows
      .filter(({ version }) => isInForce(version, ctx.today))
      .slice(0, 10)
      .map(({ version: _, ...row }) => row);
  }
});

/**
 * Says on which day a version was last in force, or takes that back. Questions that cite its articles are off from
 * the next day on, by the bank's own rule.
 * @throws missing `law.version-not-found`; invalid `law.ends-before-start`, `law.versions-overlap`
 */
export const endVersion = command('law.end-version', {
  input: z.object({ versionId: rowId, lastDay: dayInput.nullable() }),
  allow: holds('law.manage'),
  async run(ctx, { versionId, lastDay }) {
    const [version] = await ctx.db.select().from(statuteVersion).where(eq(statuteVersion.id, versionId));
    if (!version) throw missing('law.version-not-found');
    if (lastDay !== null && lastDay < version.effectiveFrom) throw invalid('law.ends-before-start');
    const all = await ctx.db
      .select({ row: statuteVersion, statute: statute.shortTitle })
      .from(statuteVersion)
      .innerJoin(statute, eq(statute.id, statuteVersion.statuteId))
      .where(eq(statuteVersion.statuteId, version.statuteId));
    const clash = overlappingVersions(
      all.map(({ row }) => (row.id === versionId ? { ...row, effectiveTo: lastDay } : row))
    );
    if (clash) {
      throw invalid('law.versions-overlap', {
        statute: all[0]!.statute,
        first: clash[0].label,
        second: clash[1].label
      });
    }
    await ctx.db.update(statuteVersion).set({ effectiveTo: lastDay }).where(eq(statuteVersion.id, versionId));
    return { from: version.effectiveTo, to: lastDay };
  },
  trace: ({ versionId }, detail) => ({ subject: 'statute-version', id: versionId, detail })
});
