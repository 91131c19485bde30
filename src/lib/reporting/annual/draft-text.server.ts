/** 改写: a section in somebody's own words, kept beside the template, with what its figures were at the time. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { locales, type Locale } from '#lib/i18n/locale.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { command, type Context } from '#lib/platform/door.server.ts';
import { prose } from '#lib/platform/input.ts';
import { draftText } from '../schema.server.ts';
import { managesReport } from './access.ts';
import { sections, type Section } from './draft.ts';
import { yearPeriod } from './figure.ts';
import { isFigure, type FigureKey, type FigureValues } from './figures.ts';
import { basisOf, reckon } from './reckon.server.ts';
import { reportYear } from './typed.server.ts';

export const SaveText = z.object({
  year: reportYear,
  section: z.enum(sections),
  locale: z.enum(locales),
  /** Empty: the template again. */
  words: prose(6000)
});

/** Writes a section in own words, or goes back to the template. */
export const saveText = command('reporting.save-text', {
  input: SaveText,
  allow: managesReport,
  async run(ctx, { year, section, locale, words }) {
    const reckoned = await reckon(ctx, yearPeriod(year));
    const basedOn = Object.fromEntries(basisOf(section, reckoned).map((key) => [key, reckoned.values[key].value]));
    const [row] = await ctx.db
      .insert(draftText)
      .values({ year, section, locale, words, basedOn, savedAt: ctx.now, savedBy: ctx.actor.accountId })
      .returning({ id: draftText.id });
    return { id: row!.id };
  },
  trace: ({ year, section, locale, words }, { id }) => ({
    subject: 'draft-text',
    id,
    detail: { year, section, locale, characters: words.length }
  })
});

export interface OwnText {
  section: Section;
  locale: Locale;
  words: string;
  by: string | null;
  at: Instant;
  basedOn: Record<string, number | null>;
}

/** The sections of a year that stand in somebody's own words. */
export async function textsOf(ctx: Context, year: number): Promise<OwnText[]> {
  const rows = await ctx.db.select().from(draftText).where(eq(draftText.year, year)).orderBy(asc(draftText.id));
  const names = await accountNames(
    ctx,
    rows.map(({ savedBy }) => savedBy)
  );
  const newest = new Map<string, OwnText>();
  for (const { section, locale, words, basedOn, savedAt, savedBy } of rows)
    newest.set(`${section} ${locale}`, {
      ...{ section, locale, words, basedOn, at: savedAt },
      by: names.get(savedBy ?? 0) ?? null
    });
  return [...newest.values()].filter(({ words }) => words);
}

/** A figure that is no longer what it was. */
export interface Change {
  key: FigureKey;
  before: number | null;
  after: number | null;
}

/** The figures that have changed since a text was written on them. */
export const changesSince = (basedOn: Record<string, number | null>, values: FigureValues): Change[] =>
  Object.entries(basedOn).flatMap(([key, before]) =>
    isFigure(key) && values[key].value !== before ? [{ key, before, after: values[key].value }] : []
  );
