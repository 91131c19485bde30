import { sql } from 'drizzle-orm';
import { check, day, id, index, instant, int, table, text } from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { HoursCategory } from './category.ts';

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
    reversesId: int().unique(),
    reason: text(),
    enteredBy: int(),
    enteredAt: instant().notNull()
  },
  (t) => [
    index('hours_entry_cadre').on(t.cadreId, t.endedOn),
    check(
      'hours_entry_sign',
      sql`(${t.reversesId} is null and ${t.minutes} > 0) or (${t.reversesId} is not null and ${t.minutes} < 0)`
    )
  ]
);
