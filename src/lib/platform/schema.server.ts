import { day, flag, id, index, instant, int, json, table, text, uniqueIndex, check } from './table.ts';
import { sql } from 'drizzle-orm';
import type { Channel, NotificationKind, NotificationValues } from './notification.ts';

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

/** 提醒: a row in one person's list. Told once for its reason. */
export const notification = table(
  'notification',
  {
    id: id(),
    /** No foreign key: accounts belong to the floor above. */
    accountId: int().notNull(),
    kind: text().$type<NotificationKind>().notNull(),
    /** What it is told for, and only once: `card:17:2026-12-08:30`. */
    reason: text().notNull(),
    values: json<NotificationValues>().notNull(),
    href: text().notNull(),
    createdAt: instant().notNull(),
    readAt: instant()
  },
  (t) => [
    uniqueIndex('notification_once').on(t.accountId, t.reason),
    index('notification_unread').on(t.accountId, t.readAt)
  ]
);

/** The outbox: what is still to be sent, and what became of it. A row without a notification is for a chat group. */
export const notificationDelivery = table(
  'notification_delivery',
  {
    id: id(),
    notificationId: int().references(() => notification.id),
    channel: text().$type<Channel>().notNull(),
    /** What makes it this message and no other, so that it is put in once. */
    key: text().notNull().unique(),
    /** For a group; a person's letter takes them from the notification. */
    kind: text().$type<NotificationKind>(),
    values: json<NotificationValues>(),
    state: text().$type<'waiting' | 'sent' | 'failed'>().notNull(),
    tries: int().notNull(),
    nextAt: instant().notNull(),
    /** A word for what went wrong last; never the message or the address. */
    problem: text(),
    createdAt: instant().notNull(),
    settledAt: instant()
  },
  (t) => [
    index('notification_delivery_due').on(t.state, t.channel, t.nextAt),
    check('notification_delivery_channel', sql`${t.channel} in ('email', 'wecom', 'dingtalk')`),
    check('notification_delivery_state', sql`${t.state} in ('waiting', 'sent', 'failed')`)
  ]
);

/** How somebody wishes to be told beside the list in the portal. */
export const notificationPreference = table('notification_preference', {
  accountId: int().primaryKey(),
  byEmail: flag().notNull(),
  email: text().notNull(),
  locale: text().notNull(),
  changedAt: instant().notNull()
});
