import { desc, eq, isNotNull, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import { citationsInWords, type CitationInWords } from '#lib/law/force.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, missing } from '#lib/platform/errors.ts';
import { rowId } from '#lib/platform/input.ts';
import { overseesPairings, seesPairings } from './access.server.ts';
import { allTasks, CatalogueInput, type Catalogue } from './catalogue.ts';
import { practiceCatalogue } from './schema.server.ts';
import { starterCatalogue } from './starter/catalogue.ts';

export interface CatalogueVersion {
  id: number;
  number: number;
  content: Catalogue;
  savedAt: Instant;
  publishedAt: Instant | null;
}

const columns = {
  id: practiceCatalogue.id,
  number: practiceCatalogue.number,
  content: practiceCatalogue.content,
  savedAt: practiceCatalogue.savedAt,
  publishedAt: practiceCatalogue.publishedAt
};

/** Writes the draft of the next version; a published version never changes. */
export const saveCatalogue = command('mentoring.save-catalogue', {
  input: z.object({ content: CatalogueInput }),
  allow: holds('mentoring.manage'),
  async run(ctx, { content }) {
    const values = { content, savedAt: ctx.now, savedBy: ctx.actor.accountId };
    const draft = await findDraft(ctx);
    if (draft) {
      await ctx.db.update(practiceCatalogue).set(values).where(eq(practiceCatalogue.id, draft.id));
      return { id: draft.id, number: draft.number };
    }
    const [newest] = await ctx.db.select({ number: max(practiceCatalogue.number) }).from(practiceCatalogue);
    const [made] = await ctx.db
      .insert(practiceCatalogue)
      .values({ ...values, number: (newest?.number ?? 0) + 1 })
      .returning({ id: practiceCatalogue.id, number: practiceCatalogue.number });
    return made!;
  },
  trace: ({ content }, { id, number }) => ({
    subject: 'practice-catalogue',
    id,
    detail: { number, areas: content.areas.length, tasks: allTasks(content).length }
  })
});

/** Puts the draft in force for pairings made from now on; running ones keep the version they began with. */
export const publishCatalogue = command('mentoring.publish-catalogue', {
  input: z.object({}),
  allow: holds('mentoring.manage'),
  async run(ctx) {
    const draft = await findDraft(ctx);
    if (!draft) throw conflict('mentoring.no-draft');
    await ctx.db
      .update(practiceCatalogue)
      .set({ publishedAt: ctx.now, publishedBy: ctx.actor.accountId })
      .where(eq(practiceCatalogue.id, draft.id));
    return { id: draft.id, number: draft.number };
  },
  trace: (_, { id, number }) => ({ subject: 'practice-catalogue', id, detail: { number } })
});

/** Throws the draft away. */
export const discardCatalogue = command('mentoring.discard-catalogue', {
  input: z.object({}),
  allow: holds('mentoring.manage'),
  async run(ctx) {
    const draft = await findDraft(ctx);
    if (!draft) throw conflict('mentoring.no-draft');
    await ctx.db.delete(practiceCatalogue).where(eq(practiceCatalogue.id, draft.id));
    return { id: draft.id, number: draft.number };
  },
  trace: (_, { id, number }) => ({ subject: 'practice-catalogue', id, detail: { number } })
});

async function findDraft(ctx: Context): Promise<CatalogueVersion | undefined> {
  const [draft] = await ctx.db.select(columns).from(practiceCatalogue).where(isNull(practiceCatalogue.publishedAt));
  return draft;
}

/** The version in force, or undefined before the first was published. */
export async function findInForce(ctx: Context): Promise<CatalogueVersion | undefined> {
  const [newest] = await ctx.db
    .select(columns)
    .from(practiceCatalogue)
    .where(isNotNull(practiceCatalogue.publishedAt))
    .orderBy(desc(practiceCatalogue.number))
    .limit(1);
  return newest;
}

/** The version that a new pairing begins with: the town's, or the starter, which becomes version 1 by being used. */
export async function catalogueToBegin(ctx: Context): Promise<{ id: number; content: Catalogue }> {
  const inForce = await findInForce(ctx);
  if (inForce) return inForce;
  const { number } = (await ctx.db.select({ number: max(practiceCatalogue.number) }).from(practiceCatalogue))[0]!;
  const [made] = await ctx.db
    .insert(practiceCatalogue)
    .values({ number: (number ?? 0) + 1, content: starterCatalogue, savedAt: ctx.now, publishedAt: ctx.now })
    .returning({ id: practiceCatalogue.id });
  return { id: made!.id, content: starterCatalogue };
}

export interface ShownCatalogue {
  /** Null for the starter, as long as nobody has used or changed it. */
  version: number | null;
  content: Catalogue;
  publishedAt: Instant | null;
  /** What each task rests on, by its key, as the law stands today. */
  cited: Record<string, CitationInWords[]>;
  versions: { id: number; number: number; publishedAt: Instant | null }[];
  mayManage: boolean;
}

/** The catalogue in force, or one version of it. @throws DomainError `mentoring.catalogue-not-found`. */
export const showCatalogue = query('mentoring.show-catalogue', {
  input: z.object({ version: rowId.optional() }),
  allow: seesPairings,
  async run(ctx, { version }): Promise<ShownCatalogue> {
    const all = await ctx.db.select(columns).from(practiceCatalogue).orderBy(desc(practiceCatalogue.number));
    const mayManage = ctx.actor.may('mentoring.manage');
    const known = all.filter(({ publishedAt }) => publishedAt !== null || mayManage);
    const shown = version === undefined ? await findInForce(ctx) : known.find(({ number }) => number === version);
    if (version !== undefined && !shown) throw missing('mentoring.catalogue-not-found');
    const content = shown?.content ?? starterCatalogue;
    return {
      version: shown?.number ?? null,
      content,
      publishedAt: shown?.publishedAt ?? null,
      cited: await citedBy(ctx, content),
      versions: known.map(({ id, number, publishedAt }) => ({ id, number, publishedAt })),
      mayManage
    };
  }
});

async function citedBy(ctx: Context, content: Catalogue): Promise<Record<string, CitationInWords[]>> {
  const resolve = await openCitations(ctx);
  const written = allTasks(content).map(({ key, cites }) => ({ key, found: resolve(cites, ctx.today).citations }));
  const words = await citationsInWords(
    ctx,
    written.flatMap(({ found }) => found)
  );
  return Object.fromEntries(
    written.map(({ key, found }) => [
      key,
      found.flatMap(
        ({ statuteId, articleId }) =>
          words.find((one) => one.statuteId === statuteId && one.citedId === articleId) ?? []
      )
    ])
  );
}

/** What to edit: the draft, or a copy of what is in force. */
export const draftCatalogue = query('mentoring.draft-catalogue', {
  input: z.object({}),
  allow: holds('mentoring.manage'),
  async run(ctx): Promise<{ content: Catalogue; draft: boolean; savedAt: Instant | null }> {
    const draft = await findDraft(ctx);
    if (draft) return { content: draft.content, draft: true, savedAt: draft.savedAt };
    return { content: (await findInForce(ctx))?.content ?? starterCatalogue, draft: false, savedAt: null };
  }
});

/** The catalogue that a new pairing would begin with, for the form that plans it. */
export const catalogueForPlan = query('mentoring.catalogue-for-plan', {
  input: z.object({}),
  allow: overseesPairings,
  run: async (ctx): Promise<Catalogue> => (await findInForce(ctx))?.content ?? starterCatalogue
});
