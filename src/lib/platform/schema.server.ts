import { day, id, index, instant, int, json, table, text, uniqueIndex, check } from './table.ts';
import { sql } from 'drizzle-orm';

/** One row per command that changed something. Append-only (trigger). */
export const auditEvent = table(
  'audit_event',
  {
    id: id(),
    at: instant().notNull(),
    actorKind: text().$type<'account' | 'system' | 'anonymous'>().notNull(),
    /** No foreign key: the trail outlives what it speaks of. */
    accountId: int(),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text(),
    detail: json<Record<string, unknown>>().notNull(),
    requestId: text()
  },
  (t) => [index('audit_event_subject').on(t.subject, t.subjectId), index('audit_event_at').on(t.at)]
);

/** Rows of the trail that wait for their seal. */
export const auditPending = table('audit_pending', {
  eventId: int()
    .primaryKey()
    .references(() => auditEvent.id)
});

/** The hash chain over the trail, position by position. Append-only (trigger). */
export const auditSeal = table('audit_seal', {
  position: int().primaryKey(),
  /** No foreign key: the check must be able to find a row that is gone. */
  eventId: int().notNull().unique(),
  hash: text().notNull()
});

/** A default that the town set otherwise, from a day on. The defaults themselves stand in `settings.ts`. */
export const setting = table(
  'setting',
  {
    id: id(),
    key: text().notNull(),
    value: json<unknown>().notNull(),
    effectiveFrom: day().notNull(),
    /** Why: the document or decision this rests on. */
    basis: text().notNull(),
    setBy: int(),
    setAt: instant().notNull()
  },
  (t) => [index('setting_key').on(t.key, t.effectiveFrom)]
);

/** A day that differs from the plain week: a holiday, or a Saturday or Sunday worked instead (调休). */
export const calendarDay = table(
  'calendar_day',
  {
    day: day().primaryKey(),
    kind: text().$type<'holiday' | 'workday'>().notNull(),
    name: text().notNull()
  },
  (t) => [check('calendar_day_kind', sql`${t.kind} in ('holiday', 'workday')`)]
);

/** A year whose official holiday notice is entered; a year without a row is 暂定 (provisional). */
export const calendarYear = table('calendar_year', {
  year: int().primaryKey(),
  source: text().notNull(),
  enteredAt: instant().notNull()
});

/** What is known of a file whose bytes lie in the file store under their hash. */
export const storedFile = table(
  'stored_file',
  {
    id: id(),
    hash: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: int().notNull(),
    storedAt: instant().notNull(),
    storedBy: int()
  },
  (t) => [uniqueIndex('stored_file_hash_name').on(t.hash, t.name)]
);
