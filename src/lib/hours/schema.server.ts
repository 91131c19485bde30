import { sql } from 'drizzle-orm';
import { check, day, id, index, instant, int, table, text, uniqueIndex } from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { HoursCategory } from './category.ts';
import type { CreditSource } from './source.ts';

/** The ledger of training hours. Append-only (trigger); a mistake is corrected by an entry that reverses it. */
export const hoursEntry = table(
  'hours_entry',
  {
    id: id(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    /** Negative in a reversal. */
    minutes: int().notNull(),
    category: text().$type<HoursCategory>().notNull(),
    /** The day on which the learning ended; its year is the year that counts. */
    endedOn: day().notNull(),
    title: text().notNull(),
    /** What another room has evidence of, and its key there; null for entries made by hand. */
    sourceKind: text().$type<CreditSource>(),
    sourceId: int(),
    /** 1 for the first credit, 2 for the one after that was withdrawn; null in reversals. Keeps a source from crediting twice. */
    sourceTurn: int(),
    reversesId: int().unique(),
    reason: text(),
    enteredBy: int(),
    enteredAt: instant().notNull()
  },
  (t) => [
    index('hours_entry_cadre').on(t.cadreId, t.endedOn),
    uniqueIndex('hours_entry_source').on(t.cadreId, t.sourceKind, t.sourceId, t.sourceTurn),
    check(
      'hours_entry_sign',
      sql`(${t.reversesId} is null and ${t.minutes} > 0) or (${t.reversesId} is not null and ${t.minutes} < 0)`
    )
  ]
);
