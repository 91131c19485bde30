import { sql } from 'drizzle-orm';
import { check, day, id, index, instant, int, json, table, text, uniqueIndex } from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { CertificateEventKind } from './certificate.ts';
import type { Requirement } from './scheme.ts';

/** The official 行政执法证 as the town keeps record of it. The town neither issues nor revokes it. */
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
    recordedAt: instant().notNull(),
    recordedBy: int()
  },
  (t) => [
    index('certificate_cadre').on(t.cadreId),
    index('certificate_expires').on(t.expiresOn),
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
    certainty: text().$type<'FOUND-T' | 'FOUND' | 'KNOWN' | 'UNSURE'>().notNull()
  },
  (t) => [uniqueIndex('scheme_from').on(t.effectiveFrom)]
);
