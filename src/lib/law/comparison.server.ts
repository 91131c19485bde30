import { asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { dayInput, paging } from '#lib/platform/input.ts';
import { changeKinds, compareVersions, countKinds, type ArticleChange, type ComparedArticle } from './compare.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { versionToShow } from './statute.ts';
import { textDifference } from './text-difference.ts';

/**
 * Two versions of a statute article by article: without days the one in force with the one before it. Unchanged
 * articles are left out unless they are asked for.
 * @throws missing `law.statute-not-found`, `law.version-not-found`
 */
export const compareStatute = query('law.compare-versions', {
  input: paging.extend({
    code: z.string().max(100),
    /** First days of the two versions. */
    from: dayInput.optional().catch(undefined),
    to: dayInput.optional().catch(undefined),
    kind: z.enum(changeKinds).optional().catch(undefined)
  }),
  allow: holds('law.view'),
  async run(ctx, { code, from, to, kind, page, pageSize }) {
    const [found] = await ctx.db.select().from(statute).where(eq(statute.code, code));
    if (!found) throw missing('law.statute-not-found');
    const versions = await ctx.db
      .select()
      .from(statuteVersion)
      .where(eq(statuteVersion.statuteId, found.id))
      .orderBy(desc(statuteVersion.effectiveFrom));
    const fresh = to ? versions.find(({ effectiveFrom }) => effectiveFrom === to) : versionToShow(versions, ctx.today);
    const old = from
      ? versions.find(({ effectiveFrom }) => effectiveFrom === from)
      : versions.find(({ effectiveFrom }) => fresh && effectiveFrom < fresh.effectiveFrom);
    if (!fresh || !old) throw missing('law.version-not-found');
    const articlesOf = (versionId: number) =>
      ctx.db.select().from(article).where(eq(article.versionId, versionId)).orderBy(asc(article.position));
    const changes = compareVersions(await articlesOf(old.id), await articlesOf(fresh.id));
    const shown = changes.filter((change) => (kind ? change.kind === kind : change.kind !== 'unchanged'));
    return {
      statute: { code, title: found.title, shortTitle: found.shortTitle },
      versions: versions.map(({ label, effectiveFrom }) => ({ label, effectiveFrom })),
      old: { label: old.label, effectiveFrom: old.effectiveFrom },
      fresh: { label: fresh.label, effectiveFrom: fresh.effectiveFrom },
      counts: countKinds(changes),
      rows: shown.slice((page - 1) * pageSize, page * pageSize).map(shownChange),
      total: shown.length
    };
  }
});

/** A change as it is read side by side. */
export function shownChange<A extends ComparedArticle & { summary: string }>({
  kind,
  before,
  after
}: ArticleChange<A>) {
  const side = (one: A | null) =>
    one && { number: one.number, position: one.position, text: one.text, summary: one.summary || null };
  return {
    kind,
    before: side(before),
    after: side(after),
    difference:
      kind === 'changed' && before?.text != null && after?.text != null ? textDifference(before.text, after.text) : null
  };
}
