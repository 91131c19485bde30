import { account } from '#lib/people/schema.server.ts';
import { check, day, id, index, instant, int, json, table, text, uniqueIndex } from '#lib/platform/table.ts';
import { sql } from 'drizzle-orm';
import type { Locale } from '#lib/i18n/locale.ts';
import type { Section } from './annual/draft.ts';
import type { TypedKey } from './annual/typed.ts';

/** A total of the yearly report that is typed in. Append-only (trigger): the newest row of a year and key holds. */
export const typedTotal = table(
  'typed_total',
  {
    id: id(),
    year: int().notNull(),
    key: text().$type<TypedKey>().notNull(),
    value: int().notNull(),
    source: text().notNull(),
    /** Why the row before it was wrong; null in the first one. */
    reason: text(),
    typedAt: instant().notNull(),
    typedBy: int()
  },
  (t) => [index('typed_total_year').on(t.year, t.key), check('typed_total_value', sql`${t.value} >= 0`)]
);

/** A section of the draft as somebody wrote it. Append-only (trigger): the newest row holds; empty words mean the template. */
export const draftText = table(
  'draft_text',
  {
    id: id(),
    year: int().notNull(),
    section: text().$type<Section>().notNull(),
    locale: text().$type<Locale>().notNull(),
    words: text().notNull(),
    /** What the figures of the section were when it was written: key and value. */
    basedOn: json<Record<string, number | null>>().notNull(),
    savedAt: instant().notNull(),
    savedBy: int()
  },
  (t) => [index('draft_text_year').on(t.year, t.section, t.locale)]
);

/** A report as it was frozen. Append-only (trigger): what is corrected later shows as a difference. */
export const reportSnapshot = table(
  'report_snapshot',
  {
    id: id(),
    year: int().notNull(),
    /** Counts the snapshots of a year from 1. */
    number: int().notNull(),
    fromDay: day().notNull(),
    toDay: day().notNull(),
    /** The version of the definitions that the figures follow. */
    definitions: text().notNull(),
    note: text().notNull(),
    /** The whole report as canonical JSON. */
    content: text().notNull(),
    /** SHA-256 of it; the audit trail notes it too. */
    hash: text().notNull(),
    frozenAt: instant().notNull(),
    frozenBy: int()
  },
  (t) => [uniqueIndex('report_snapshot_number').on(t.year, t.number)]
);

/** Who gets the monthly report. */
export const monthlyReader = table('monthly_reader', {
  accountId: int()
    .primaryKey()
    .references(() => account.id),
  chosenAt: instant().notNull(),
  chosenBy: int()
});

/** The months whose report has gone out: one row for each, so that it goes once however often a job runs. */
export const monthlySending = table('monthly_sending', {
  /** `YYYY-MM` */
  month: text().primaryKey(),
  sentAt: instant().notNull()
});
