import { sql } from 'drizzle-orm';
import { check, day, id, index, instant, int, table, text, uniqueIndex } from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { HoursCategory } from './category.ts';
import type { EntrySource } from './source.ts';
import type { Verdict } from './submission.ts';

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
    /** What the entry rests on, and its key in that room's table; null for entries made by hand. */
    sourceKind: text().$type<EntrySource>(),
    sourceId: int(),
    /** 1 for the first credit, 2 for the one after that was withdrawn; keeps a source from crediting twice. Null in
     * reversals and for imports, whose file credits a person many times. */
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

/** Learning elsewhere that a person reports with its evidence. Append-only; better evidence is a further submission. */
export const hoursSubmission = table(
  'hours_submission',
  {
    id: id(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    category: text().$type<HoursCategory>().notNull(),
    title: text().notNull(),
    organiser: text().notNull(),
    endedOn: day().notNull(),
    /** As claimed; what is credited stands in the decision. */
    minutes: int().notNull(),
    /** The evidence lies in the file store under this hash. */
    fileHash: text().notNull(),
    fileName: text().notNull(),
    fileType: text().notNull(),
    fileSize: int().notNull(),
    submittedBy: int(),
    submittedAt: instant().notNull()
  },
  (t) => [
    index('hours_submission_cadre').on(t.cadreId, t.endedOn),
    check('hours_submission_minutes', sql`${t.minutes} > 0`)
  ]
);

/** What became of a submission; while there is no row, it waits. Append-only, one for each. */
export const hoursDecision = table(
  'hours_decision',
  {
    id: id(),
    submissionId: int()
      .notNull()
      .unique()
      .references(() => hoursSubmission.id),
    verdict: text().$type<Verdict>().notNull(),
    /** Why it was returned, or credited with another amount. */
    reason: text(),
    /** Credited minutes; only of what was approved. */
    minutes: int(),
    decidedBy: int(),
    decidedAt: instant().notNull()
  },
  (t) => [
    check('hours_decision_verdict', sql`${t.verdict} in ('approved', 'returned', 'withdrawn')`),
    check('hours_decision_minutes', sql`(${t.verdict} = 'approved') = (${t.minutes} is not null)`)
  ]
);

/** A file whose rows became entries; they name it as their source. Append-only. */
export const hoursImport = table('hours_import', {
  id: id(),
  fileName: text().notNull(),
  entries: int().notNull(),
  importedBy: int(),
  importedAt: instant().notNull()
});
