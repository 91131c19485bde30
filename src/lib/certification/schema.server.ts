import { sql } from 'drizzle-orm';
import { check, day, id, index, instant, int, json, table, text, uniqueIndex } from '#lib/platform/table.ts';
import type { Certainty } from '#lib/platform/settings.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { CertificateCondition, CertificateEventKind } from './certificate.ts';
import type { Requirement } from './scheme.ts';

/**
 * The official 行政执法证 as the town keeps record of it. The town neither issues nor revokes it.
 * Number, days and condition are what the history adds up to now, kept so that lists can search and sort.
 */
export const certificate = table(
  'certificate',
  {
    id: id(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    /** As printed: free text, nothing is derived from it. */
    number: text().notNull().unique(),
    issuer: text().notNull(),
    /** 执法领域, as printed. */
    field: text().notNull(),
    issuedOn: day().notNull(),
    /** As printed on the card. */
    expiresOn: day().notNull(),
    condition: text().$type<CertificateCondition>().notNull(),
    recordedAt: instant().notNull(),
    recordedBy: int()
  },
  (t) => [
    index('certificate_cadre').on(t.cadreId),
    index('certificate_expires').on(t.expiresOn),
    index('certificate_condition').on(t.condition, t.expiresOn),
    check('certificate_days', sql`${t.expiresOn} >= ${t.issuedOn}`)
  ]
);

/** What happened to a card. Append-only (trigger): the history is never overwritten. */
export const certificateEvent = table(
  'certificate_event',
  {
    id: id(),
    certificateId: int()
      .notNull()
      .references(() => certificate.id),
    kind: text().$type<CertificateEventKind>().notNull(),
    happenedOn: day().notNull(),
    authority: text().notNull(),
    /** As printed by an issue, a renewal or a replacement. */
    number: text(),
    validFrom: day(),
    validTo: day(),
    /** An entry made in error is not changed: a later one takes its place, or takes it back. */
    supersedesId: int().unique(),
    documentNumber: text(),
    note: text(),
    recordedAt: instant().notNull(),
    recordedBy: int()
  },
  (t) => [index('certificate_event_certificate').on(t.certificateId, t.happenedOn)]
);

/** What a person must meet, from a day on. */
export const scheme = table(
  'scheme',
  {
    id: id(),
    name: text().notNull(),
    effectiveFrom: day().notNull(),
    requirements: json<Requirement[]>().notNull(),
    source: text().notNull(),
    certainty: text().$type<Certainty>().notNull()
  },
  (t) => [uniqueIndex('scheme_from').on(t.effectiveFrom)]
);
