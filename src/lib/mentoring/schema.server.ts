import { sql } from 'drizzle-orm';
import {
  check,
  day,
  flag,
  id,
  index,
  instant,
  int,
  json,
  real,
  table,
  text,
  uniqueIndex
} from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { Catalogue, Level, PlannedTask } from './catalogue.ts';
import type { OpinionSeat, PairingEventKind, PairingStatus, Result } from './pairing.ts';
import type { Phase } from './progress.ts';
import type { Change, Sheet } from './sheet.ts';
import type { Signature } from './signature.ts';

/** A version of the practice catalogue. The one without a publishing date is the draft; a published one never changes (trigger). */
export const practiceCatalogue = table('practice_catalogue', {
  id: id(),
  number: int().notNull().unique(),
  content: json<Catalogue>().notNull(),
  savedAt: instant().notNull(),
  savedBy: int(),
  publishedAt: instant(),
  publishedBy: int()
});

/** A mentor and a mentee for some months. What has happened to it stands in its events. */
export const pairing = table(
  'pairing',
  {
    id: id(),
    /** The version it began with, and keeps. */
    catalogueId: int()
      .notNull()
      .references(() => practiceCatalogue.id),
    /** The present mentor; earlier ones stand in the events. */
    mentorId: int()
      .notNull()
      .references(() => cadre.id),
    menteeId: int()
      .notNull()
      .references(() => cadre.id),
    teamLeaderId: int()
      .notNull()
      .references(() => cadre.id),
    leaderId: int()
      .notNull()
      .references(() => cadre.id),
    field: text().notNull(),
    goals: text().notNull(),
    startsOn: day().notNull(),
    endsOn: day().notNull(),
    status: text().$type<PairingStatus>().notNull(),
    /** Place in `phases`, from 0. */
    phase: int().notNull(),
    phases: json<Phase[]>().notNull(),
    plan: json<PlannedTask[]>().notNull(),
    /** Counts up whenever the terms change; both must have accepted the present one. */
    terms: int().notNull(),
    /** Of the final assessment: 2 after an extension. */
    round: int().notNull(),
    extendedAt: instant(),
    createdAt: instant().notNull(),
    createdBy: int(),
    closedAt: instant()
  },
  (t) => [
    index('pairing_mentor').on(t.mentorId, t.status),
    index('pairing_mentee').on(t.menteeId, t.status),
    check('pairing_status', sql`${t.status} in ('proposed', 'active', 'completed', 'failed', 'ended')`),
    check('pairing_days', sql`${t.startsOn} < ${t.endsOn}`)
  ]
);

/** The file of a pairing. Append-only (trigger). */
export const pairingEvent = table(
  'pairing_event',
  {
    id: id(),
    pairingId: int()
      .notNull()
      .references(() => pairing.id),
    kind: text().$type<PairingEventKind>().notNull(),
    at: instant().notNull(),
    /** Whom it is about: who accepted, the mentor before a change, the assessor. */
    cadreId: int().references(() => cadre.id),
    recordedBy: int(),
    reason: text(),
    detail: json<Record<string, unknown>>().notNull()
  },
  (t) => [index('pairing_event_pairing').on(t.pairingId, t.at), index('pairing_event_cadre').on(t.cadreId)]
);

/** One practice as it is written down. While signed, its sheet does not change (trigger). */
export const practiceRecord = table(
  'practice_record',
  {
    id: id(),
    pairingId: int()
      .notNull()
      .references(() => pairing.id),
    /** Made by the page that opened it: the same tap twice opens one record. */
    key: text().notNull().unique(),
    taskKey: text().notNull(),
    sheet: json<Sheet>().notNull(),
    /** Counts every change of the sheet. */
    revision: int().notNull(),
    signed: flag().notNull(),
    /** How often it was signed: 2 after a reopening. */
    turn: int().notNull(),
    createdAt: instant().notNull(),
    createdBy: int(),
    touchedAt: instant().notNull()
  },
  (t) => [index('practice_record_pairing').on(t.pairingId, t.signed)]
);

/** Every change of a sheet. Append-only (trigger). */
export const practiceChange = table(
  'practice_change',
  {
    id: id(),
    recordId: int()
      .notNull()
      .references(() => practiceRecord.id),
    revision: int().notNull(),
    changes: json<Change[]>().notNull(),
    at: instant().notNull(),
    cadreId: int().references(() => cadre.id)
  },
  (t) => [uniqueIndex('practice_change_revision').on(t.recordId, t.revision)]
);

/** A photograph of a practice, without the place and device a phone writes into it. */
export const practicePhoto = table(
  'practice_photo',
  {
    id: id(),
    recordId: int()
      .notNull()
      .references(() => practiceRecord.id),
    hash: text().notNull(),
    type: text().notNull(),
    size: int().notNull(),
    addedAt: instant().notNull(),
    addedBy: int(),
    removedAt: instant()
  },
  (t) => [index('practice_photo_record').on(t.recordId)]
);

/** What a mentor signed, word for word, under its hash. Append-only (trigger): a later version is a further row. */
export const practiceSeal = table(
  'practice_seal',
  {
    id: id(),
    recordId: int()
      .notNull()
      .references(() => practiceRecord.id),
    turn: int().notNull(),
    pairingId: int()
      .notNull()
      .references(() => pairing.id),
    mentorId: int()
      .notNull()
      .references(() => cadre.id),
    menteeId: int()
      .notNull()
      .references(() => cadre.id),
    taskKey: text().notNull(),
    level: text().$type<Level>().notNull(),
    practisedOn: day().notNull(),
    /** Practice and extra coaching. */
    minutes: int().notNull(),
    mean: real(),
    passed: flag().notNull(),
    /** The mentee held no valid card and was there as an observer. */
    observer: flag().notNull(),
    /** The canonical text that was signed. */
    content: text().notNull(),
    /** SHA-256 of it. */
    hash: text().notNull(),
    signature: json<Signature>().notNull(),
    firstTouchedAt: instant(),
    sealedAt: instant().notNull(),
    sealedBy: int()
  },
  (t) => [
    uniqueIndex('practice_seal_turn').on(t.recordId, t.turn),
    index('practice_seal_pairing').on(t.pairingId, t.practisedOn),
    index('practice_seal_mentor').on(t.mentorId, t.sealedAt)
  ]
);

export const practiceRemarkKinds = ['note', 'reopen-asked', 'reopened', 'reopen-declined'] as const;
export type PracticeRemarkKind = (typeof practiceRemarkKinds)[number];

/** What is said about a signed record afterwards. Append-only (trigger). */
export const practiceRemark = table(
  'practice_remark',
  {
    id: id(),
    recordId: int()
      .notNull()
      .references(() => practiceRecord.id),
    turn: int().notNull(),
    kind: text().$type<PracticeRemarkKind>().notNull(),
    text: text().notNull(),
    at: instant().notNull(),
    /** The person behind it; null for an account without one. */
    cadreId: int().references(() => cadre.id),
    writtenBy: int()
  },
  (t) => [index('practice_remark_record').on(t.recordId)]
);

/** The final assessment by somebody who is not the mentor. Append-only (trigger); the newest of a round counts. */
export const pairingAssessment = table(
  'pairing_assessment',
  {
    id: id(),
    pairingId: int()
      .notNull()
      .references(() => pairing.id),
    round: int().notNull(),
    assessorId: int()
      .notNull()
      .references(() => cadre.id),
    /** Of 100. */
    fieldScore: int().notNull(),
    fileScore: int().notNull(),
    remark: text().notNull(),
    assessedOn: day().notNull(),
    at: instant().notNull(),
    recordedBy: int()
  },
  (t) => [index('pairing_assessment_pairing').on(t.pairingId, t.round)]
);

/** The opinions of the form, in their order. Append-only (trigger). */
export const pairingOpinion = table(
  'pairing_opinion',
  {
    id: id(),
    pairingId: int()
      .notNull()
      .references(() => pairing.id),
    round: int().notNull(),
    seat: text().$type<OpinionSeat>().notNull(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    text: text().notNull(),
    /** Only the last one decides. */
    result: text().$type<Result>(),
    at: instant().notNull(),
    writtenBy: int()
  },
  (t) => [
    uniqueIndex('pairing_opinion_seat').on(t.pairingId, t.round, t.seat),
    check('pairing_opinion_result', sql`${t.result} is null or ${t.seat} = 'leader'`)
  ]
);

/** A specialist of a district department on tour (巡回人员) who leads a practice now and then. */
export const guestMentor = table(
  'guest_mentor',
  {
    id: id(),
    name: text().notNull(),
    department: text().notNull(),
    field: text().notNull(),
    fromDay: day().notNull(),
    toDay: day().notNull(),
    addedAt: instant().notNull(),
    addedBy: int(),
    removedAt: instant()
  },
  (t) => [check('guest_mentor_days', sql`${t.fromDay} <= ${t.toDay}`)]
);
