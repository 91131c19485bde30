/** How statutes are found: their keys, and their part in the search everywhere. */
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holds, onlySystem } from '#lib/platform/actor.ts';
import { command, query } from '#lib/platform/door.server.ts';
import { finding, holdsEveryWord } from '#lib/platform/finding.server.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import { statute, statuteVersion } from './schema.server.ts';
import { isInForce } from './statute.ts';

/** The order of statutes: national law before that of the province and the city. */
export const nationalFirst = sql`case ${statute.scope} when 'national' then 1 when 'shandong' then 2 else 3 end`;

export interface StatuteFound {
  code: string;
  title: string;
  shortTitle: string;
  inForce: boolean;
}

/** Statutes by the words of their names or their pinyin. */
export const findStatutes = query('law.find-statutes', {
  input: finding,
  allow: holds('law.view'),
  async run(ctx, { q, most }): Promise<StatuteFound[]> {
    const rows = await ctx.db
      .select({ id: statute.id, code: statute.code, title: statute.title, shortTitle: statute.shortTitle })
      .from(statute)
      .where(holdsEveryWord(q, statute.searchKey))
      .orderBy(nationalFirst, asc(statute.code))
      .limit(most);
    if (!rows.length) return [];
    const terms = await ctx.db
      .select({
        statuteId: statuteVersion.statuteId,
        effectiveFrom: statuteVersion.effectiveFrom,
        effectiveTo: statuteVersion.effectiveTo
      })
      .from(statuteVersion)
      .where(
        inArray(
          statuteVersion.statuteId,
          rows.map(({ id }) => id)
        )
      );
    return rows.map(({ id, ...row }) => ({
      ...row,
      inForce: terms.some((term) => term.statuteId === id && isInForce(term, ctx.today))
    }));
  }
});

/** Writes the keys that a migration emptied, because they were made in another way; run at the start. */
export const fillStatuteKeys = command('law.fill-search-keys', {
  input: z.object({}),
  allow: onlySystem,
  async run(ctx) {
    const rows = await ctx.db
      .select({ id: statute.id, title: statute.title, shortTitle: statute.shortTitle })
      .from(statute)
      .where(eq(statute.searchKey, ''));
    for (const { id, title, shortTitle } of rows)
      await ctx.db
        .update(statute)
        .set({ searchKey: searchKey(title, shortTitle) })
        .where(eq(statute.id, id));
    return rows.length;
  },
  trace: (_, count) => (count ? { subject: 'statute', id: null, detail: { count } } : undefined)
});
