import { sql } from 'drizzle-orm';
import { check, day, id, index, int, json, table, text, uniqueIndex } from '#lib/platform/table.ts';
import type { OfficialFrame } from './official-text.ts';
import type { StatuteKind, StatuteScope } from './statute.ts';

export const statute = table('statute', {
  id: id(),
  code: text().notNull().unique(),
  title: text().notNull(),
  /** As citations name it: 行政处罚法. */
  shortTitle: text().notNull().unique(),
  issuer: text().notNull(),
  kind: text().$type<StatuteKind>().notNull(),
  scope: text().$type<StatuteScope>().notNull(),
  searchKey: text().notNull()
});

/** A statute as it read from one day to another. */
export const statuteVersion = table(
  'statute_version',
  {
    id: id(),
    statuteId: int()
      .notNull()
      .references(() => statute.id),
    label: text().notNull(),
    /** Null when the date of issue could not be verified. */
    issuedOn: day(),
    effectiveFrom: day().notNull(),
    /** The last day in force; null while it is. */
    effectiveTo: day(),
    /** Where the text was read and when it was checked. */
    source: text().notNull(),
    /** Headings, history and preamble; null until the official text was imported, and then every article has its text. */
    frame: json<OfficialFrame>()
  },
  (t) => [
    uniqueIndex('statute_version_from').on(t.statuteId, t.effectiveFrom),
    check('statute_version_days', sql`${t.effectiveTo} is null or ${t.effectiveTo} >= ${t.effectiveFrom}`)
  ]
);

/** One article of one version: its rule in our own words, and as it is published. */
export const article = table(
  'article',
  {
    id: id(),
    versionId: int()
      .notNull()
      .references(() => statuteVersion.id),
    /** 第四十二条; 第三十条之一. */
    number: text().notNull(),
    /** Sorts articles: 42 → 4200, 30之一 → 3001. */
    position: int().notNull(),
    /** In our own words; empty where nobody has written it. */
    summary: text().notNull(),
    /** The official text, imported by the town, a paragraph or item a line; null where it was not. */
    text: text(),
    /**
     * The fingerprint of the text within its statute. Articles of different versions that share it are one: what cites
     * the one stands while any of them is in force, under whatever number.
     */
    wording: text()
  },
  (t) => [
    uniqueIndex('article_number').on(t.versionId, t.number),
    index('article_position').on(t.versionId, t.position),
    index('article_wording').on(t.wording)
  ]
);
