import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { dayInput } from '#lib/platform/input.ts';
import { foldTitle, parseCitations, type CitationProblem } from './citation.ts';
import { citationsInWords, type Citation } from './force.server.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { versionToShow, type Term } from './statute.ts';

export interface ResolvedCitations {
  citations: Citation[];
  problems: CitationProblem[];
}
/** Finds what a text cites as the law stood on a day. */
export type CitationResolver = (text: string, on: Day) => ResolvedCitations;

interface KnownVersion extends Term {
  articles: Map<number, number>;
}
interface KnownStatute {
  id: number;
  shortTitle: string;
  versions: KnownVersion[];
}

/**
 * Reads the collection of statutes once, for resolving many citations. An article is looked up in the version in
 * force on the day, or, where none is, in the last that was: the citation then stands and is seen not to be in force.
 */
export async function openCitations(ctx: Context): Promise<CitationResolver> {
  const names = await knownStatutes(ctx);
  return (text, on) => {
    const { citations: written, problems } = parseCitations(text);
    const citations: Citation[] = [];
    for (const { title, position } of written) {
      const law = names.get(foldTitle(title));
      if (!law) {
        problems.push({ code: 'law.statute-unknown', params: { part: title } });
        continue;
      }
      const articleId = position === null ? null : versionToShow(law.versions, on)?.articles.get(position);
      if (articleId === undefined) {
        problems.push({
          code: 'law.article-unknown',
          params: { part: articleWords(text, position!), statute: law.shortTitle }
        });
      } else if (!citations.some((one) => one.statuteId === law.id && one.articleId === articleId)) {
        citations.push({ statuteId: law.id, articleId });
      }
    }
    return { citations, problems };
  };
}

/** What the writer wrote for a position, or the number itself. */
function articleWords(text: string, position: number): string {
  const written = text.match(/第[^第条]+条(?:之[一二三四五六七八九十百\d]+)?/g) ?? [];
  return (
    written.find((words) => parseCitations(`法${words}`).citations[0]?.position === position) ?? String(position / 100)
  );
}

async function knownStatutes(ctx: Context): Promise<Map<string, KnownStatute>> {
  const names = new Map<string, KnownStatute>();
  const byId = new Map<number, KnownStatute>();
  for (const row of await ctx.db.select().from(statute).orderBy(asc(statute.id))) {
    const known: KnownStatute = { id: row.id, shortTitle: row.shortTitle, versions: [] };
    byId.set(row.id, known);
    names.set(foldTitle(row.title), known);
    names.set(foldTitle(row.shortTitle), known);
  }
  const versions = new Map<number, KnownVersion>();
  for (const row of await ctx.db.select().from(statuteVersion)) {
    const version = {
      effectiveFrom: row.effectiveFrom,
      effectiveTo: row.effectiveTo,
      articles: new Map<number, number>()
    };
    versions.set(row.id, version);
    byId.get(row.statuteId)!.versions.push(version);
  }
  const rows = await ctx.db
    .select({ id: article.id, versionId: article.versionId, position: article.position })
    .from(article)
    .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId));
  for (const row of rows) versions.get(row.versionId)!.articles.set(row.position, row.id);
  return names;
}

export const resolveCitations = query('law.resolve-citations', {
  input: z.object({ text: z.string().max(2000), on: dayInput.optional() }),
  allow: holds('law.view'),
  async run(ctx, { text, on }) {
    const { citations, problems } = (await openCitations(ctx))(text, on ?? ctx.today);
    return { citations: await citationsInWords(ctx, citations), problems };
  }
});
