import { sql } from 'drizzle-orm';
import { check, day, flag, id, index, instant, int, json, table, text, uniqueIndex } from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { CaseActKind, CaseActs } from './case-state.ts';
import type { AllegationCategory, Channel, Finding, PersonPart, RemedyKind, Route, Stage } from './complaint.ts';
import type { CustodyKind } from './custody.ts';
import type { WarningState } from './warning.ts';

/**
 * A complaint about improper enforcement. Whatever people wrote is sealed (`…Sealed`, place `complaint:<id>:…`); what
 * stands open can be counted and sorted, and names nobody who complained.
 */
export const complaint = table(
  'complaint',
  {
    id: id(),
    /** 编号, counted within its year: `TS2026-0007`. */
    number: text().notNull().unique(),
    route: text().$type<Route>().notNull(),
    channel: text().$type<Channel>().notNull(),
    /** The hotline's own number for it. */
    channelNumber: text().notNull(),
    /** SHA-256 of the receipt that the complainant holds. */
    receiptHash: text().notNull().unique(),
    receivedOn: day().notNull(),
    happenedOn: day(),
    /** Street, market or village: where the enforcement took place. */
    place: text().notNull(),
    narrativeSealed: text().notNull(),
    wishSealed: text().notNull(),
    /** Summed from the acts, kept so that lists can filter and sort. */
    stage: text().$type<Stage>().notNull(),
    /** The account that handles it. */
    handlerId: int(),
    /** The earliest last day that is still open; null when nothing runs. */
    dueOn: day(),
    recordedAt: instant().notNull(),
    /** Null: the complainant wrote it. */
    recordedBy: int()
  },
  (t) => [
    index('complaint_stage').on(t.stage, t.dueOn),
    index('complaint_received').on(t.receivedOn),
    index('complaint_place').on(t.place, t.happenedOn)
  ]
);

/** 投诉人身份: apart from the complaint, sealed, shown to the handler on demand. None for an anonymous complaint. */
export const complainant = table('complainant', {
  complaintId: int()
    .primaryKey()
    .references(() => complaint.id),
  /** Name, telephone and address as one sealed text. */
  identitySealed: text().notNull()
});

/** Each look at a complainant's identity, with its reason. Append-only (trigger). */
export const complainantLook = table(
  'complainant_look',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    accountId: int(),
    reason: text().notNull(),
    lookedAt: instant().notNull()
  },
  (t) => [index('complainant_look_complaint').on(t.complaintId)]
);

/** Who has to do with the matter; without a cadre as the complainant described them. */
export const complaintPerson = table(
  'complaint_person',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    part: text().$type<PersonPart>().notNull(),
    cadreId: int().references(() => cadre.id),
    descriptionSealed: text()
  },
  (t) => [
    index('complaint_person_complaint').on(t.complaintId),
    index('complaint_person_cadre').on(t.cadreId),
    check('complaint_person_known', sql`${t.cadreId} is not null or ${t.descriptionSealed} is not null`)
  ]
);

export const allegation = table(
  'allegation',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    position: int().notNull(),
    category: text().$type<AllegationCategory>().notNull(),
    finding: text().$type<Finding>(),
    /** The provisions that were not kept, as written: what the remedy is looked for by. */
    cites: text(),
    reasonSealed: text(),
    foundAt: instant(),
    foundBy: int()
  },
  (t) => [uniqueIndex('allegation_position').on(t.complaintId, t.position), index('allegation_finding').on(t.finding)]
);

/** What happened to a case, in order. Append-only but for the wrapping of its sealed words (trigger). */
export const complaintAct = table(
  'complaint_act',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    kind: text().$type<CaseActKind>().notNull(),
    detail: json<CaseActs[CaseActKind]>().notNull(),
    /** Reasons, messages, letters. */
    wordsSealed: text(),
    happenedOn: day().notNull(),
    recordedAt: instant().notNull(),
    /** Null: the complainant, or the portal itself. */
    recordedBy: int()
  },
  (t) => [index('complaint_act_complaint').on(t.complaintId)]
);

/** 情况说明: the officer complained of is heard. */
export const officerStatement = table(
  'officer_statement',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    /** What is asked, without a word that could lead to the complainant. */
    questionSealed: text().notNull(),
    askedAt: instant().notNull(),
    askedBy: int(),
    dueOn: day().notNull(),
    answerSealed: text(),
    answeredAt: instant()
  },
  (t) => [
    uniqueIndex('officer_statement_once').on(t.complaintId, t.cadreId),
    index('officer_statement_cadre').on(t.cadreId, t.answeredAt)
  ]
);

/** 证据: what was collected, from whom, and who has had it since. Append-only but for the wrapping (trigger). */
export const complaintEvidence = table(
  'complaint_evidence',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    /** A recording kept elsewhere is only referred to. */
    kind: text().$type<'photo' | 'paper' | 'recording' | 'other'>().notNull(),
    /** What it is and where it came from. */
    wordsSealed: text().notNull(),
    fileHash: text(),
    fileType: text(),
    addedAt: instant().notNull(),
    /** Null: the complainant. */
    addedBy: int()
  },
  (t) => [index('complaint_evidence_complaint').on(t.complaintId)]
);

/** 移交: where a piece of evidence went, and who opened it. Append-only but for the wrapping (trigger). */
export const evidenceCustody = table(
  'evidence_custody',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    evidenceId: int()
      .notNull()
      .references(() => complaintEvidence.id),
    kind: text().$type<CustodyKind>().notNull(),
    /** To whom and for what, or from whom; none for a look. */
    wordsSealed: text(),
    at: instant().notNull(),
    by: int()
  },
  (t) => [index('evidence_custody_evidence').on(t.evidenceId)]
);

/** A remedy for what was found: taught, practised or drilled by a person, or by everybody. */
export const remedy = table(
  'remedy',
  {
    id: id(),
    complaintId: int()
      .notNull()
      .references(() => complaint.id),
    kind: text().$type<RemedyKind>().notNull(),
    /** The course, topic or training session that was assigned. */
    targetId: int(),
    /** The practice task that was assigned, by its key in the catalogue. */
    taskKey: text(),
    cadreId: int().references(() => cadre.id),
    dueOn: day().notNull(),
    doneOn: day(),
    assignedAt: instant().notNull(),
    assignedBy: int()
  },
  (t) => [
    index('remedy_complaint').on(t.complaintId),
    index('remedy_cadre').on(t.cadreId, t.doneOn),
    check('remedy_target', sql`(${t.targetId} is null) <> (${t.taskKey} is null)`)
  ]
);

/** 预警规则: how many complaints of which kinds within how long are a reason to look closer, and who is to look. */
export const warningRule = table('warning_rule', {
  id: id(),
  count: int().notNull(),
  months: int().notNull(),
  /** Empty: any kind. */
  categories: json<AllegationCategory[]>().notNull(),
  /** The account that is told. */
  watcherId: int().notNull(),
  createdAt: instant().notNull(),
  createdBy: int(),
  endedAt: instant()
});

/** 预警: a rule pointed at a person. The complaints that counted stay by their numbers, whatever becomes of them. */
export const earlyWarning = table(
  'early_warning',
  {
    id: id(),
    ruleId: int()
      .notNull()
      .references(() => warningRule.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    complaints: json<number[]>().notNull(),
    /** It is about the one who would be told, so discipline inspection is told instead. */
    forDiscipline: flag().notNull(),
    /** The newest act's, kept so that lists can filter. */
    state: text().$type<WarningState>().notNull(),
    openedAt: instant().notNull()
  },
  (t) => [index('early_warning_state').on(t.state), index('early_warning_cadre').on(t.cadreId)]
);

/** What was made of a warning. Append-only but for the wrapping (trigger). */
export const earlyWarningAct = table(
  'early_warning_act',
  {
    id: id(),
    warningId: int()
      .notNull()
      .references(() => earlyWarning.id),
    state: text().$type<WarningState>().notNull(),
    wordsSealed: text().notNull(),
    at: instant().notNull(),
    by: int()
  },
  (t) => [index('early_warning_act_warning').on(t.warningId)]
);
