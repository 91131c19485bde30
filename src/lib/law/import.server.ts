import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid } from '#lib/platform/errors.ts';
import { dayInput, line } from '#lib/platform/input.ts';
import { searchKey } from '#lib/platform/pinyin.ts';
import { articlePosition } from './citation.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { overlappingVersions, statuteKinds, statuteScopes } from './statute.ts';

const ArticleInput = z.object({
  number: line(20).refine((number) => articlePosition(number) !== undefined, 'law.article-number'),
  summary: line(2000)
});

const VersionInput = z
  .object({
    label: line(100),
    issuedOn: dayInput.nullable(),
    effectiveFrom: dayInput,
    effectiveTo: dayInput.nullable(),
    source: line(400),
    articles: z.array(ArticleInput).max(2000)
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveTo >= effectiveFrom, {
    path: ['effectiveTo'],
    error: 'law.ends-before-start'
  });

export const StatuteInput = z.object({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'law.code-format'),
  title: line(200),
  shortTitle: line(100),
  issuer: line(200),
  kind: z.enum(statuteKinds),
  scope: z.enum(statuteScopes),
  versions: z.array(VersionInput).min(1).max(50)
});
type StatuteInput = z.output<typeof StatuteInput>;
type VersionInput = z.output<typeof VersionInput>;

/**
 * Takes statutes in by their code: new ones are added, known ones brought up to date. Articles no longer listed stay,
 * since questions may cite them; an end that was entered by hand stays too unless the input names another.
 */
export const importStatutes = command('law.import-statutes', {
  input: z.object({ statutes: z.array(StatuteInput).min(1).max(500) }),
  allow: holds('law.manage'),
  async run(ctx, { statutes }) {
    const done = { statutes: 0, versions: 0, articles: 0 };
    for (const one of statutes) {
      const { versions: _, ...facts } = one;
      const statuteId = await keepStatute(ctx, facts);
      const versionIds = await keepVersions(ctx, statuteId, one);
      for (const [at, version] of one.versions.entries()) await keepArticles(ctx, versionIds[at]!, version);
      done.statutes += 1;
      done.versions += one.versions.length;
      done.articles += one.versions.reduce((sum, version) => sum + version.articles.length, 0);
    }
    return done;
  },
  trace: ({ statutes }, done) => ({
    subject: 'statute',
    id: statutes.length === 1 ? statutes[0]!.code : null,
    detail: done
  })
});

export async function keepStatute(ctx: Context, input: Omit<StatuteInput, 'versions'>): Promise<number> {
  const [sameName] = await ctx.db.select().from(statute).where(eq(statute.shortTitle, input.shortTitle));
  if (sameName && sameName.code !== input.code) throw conflict('law.short-title-taken', { title: input.shortTitle });
  const keys = { searchKey: searchKey(input.title, input.shortTitle) };
  const [row] = await ctx.db
    .insert(statute)
    .values({ ...input, ...keys })
    .onConflictDoUpdate({ target: statute.code, set: { ...input, ...keys } })
    .returning({ id: statute.id });
  return row!.id;
}

async function keepVersions(
  ctx: Context,
  statuteId: number,
  { shortTitle, versions }: StatuteInput
): Promise<number[]> {
  const known = await ctx.db.select().from(statuteVersion).where(eq(statuteVersion.statuteId, statuteId));
  const merged = versions.map(({ articles: _, ...version }) => {
    const before = known.find(({ effectiveFrom }) => effectiveFrom === version.effectiveFrom);
    return { ...version, id: before?.id, effectiveTo: version.effectiveTo ?? before?.effectiveTo ?? null };
  });
  const untouched = known.filter(({ id }) => !merged.some((version) => version.id === id));
  const clash = overlappingVersions([...untouched, ...merged]);
  if (clash)
    throw invalid('law.versions-overlap', { statute: shortTitle, first: clash[0].label, second: clash[1].label });
  const ids: number[] = [];
  for (const { id, ...version } of merged) {
    if (id === undefined) {
      const [row] = await ctx.db
        .insert(statuteVersion)
        .values({ ...version, statuteId })
        .returning({ id: statuteVersion.id });
      ids.push(row!.id);
    } else {
      await ctx.db.update(statuteVersion).set(version).where(eq(statuteVersion.id, id));
      ids.push(id);
    }
  }
  return ids;
}

async function keepArticles(ctx: Context, versionId: number, { articles }: VersionInput) {
  const positions = new Set<number>();
  for (const { number } of articles) {
    const position = articlePosition(number)!;
    if (positions.has(position)) throw invalid('law.article-twice', { number });
    positions.add(position);
  }
  const known = await ctx.db.select().from(article).where(eq(article.versionId, versionId));
  for (const { number, summary } of articles) {
    const position = articlePosition(number)!;
    const before = known.find((one) => one.position === position);
    if (!before)
      await ctx.db.insert(article).values({ versionId, number: number.replace(/\s/g, ''), position, summary });
    else if (before.summary !== summary) await ctx.db.update(article).set({ summary }).where(eq(article.id, before.id));
  }
}
