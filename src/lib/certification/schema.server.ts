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
  primaryKey,
  table,
  text,
  uniqueIndex
} from '#lib/platform/table.ts';
import type { Certainty } from '#lib/platform/settings.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { CaseKind, CaseStage, HandInCause, Ticks } from './case.ts';
import type { CertificateCondition, CertificateEventKind } from './certificate.ts';
import type { AbsenceKind, Activity } from './duty.ts';
import type { ProofFacts, ProofKind } from './proof.ts';
import type { DocumentKind, ExamPart, FileBook, MeasureKind, ProposalKind, ProposalOutcome } from './records.ts';
import type { Requirement } from './scheme.ts';
import type { CheckResult, Declaration } from './yearly-check.ts';

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

/** The end of every record that only grows: a wrong row is taken back by a further one. */
const kept = () => ({
  documentNumber: text(),
  note: text(),
  takesBackId: int().unique(),
  recordedAt: instant().notNull(),
  recordedBy: int()
});
const person = () =>
  int()
    .notNull()
    .references(() => cadre.id);

/** A scan or paper that belongs to a record: which one is said by `book` and `recordId`. */
export const certificationFile = table(
  'certification_file',
  {
    id: id(),
    cadreId: person(),
    book: text().$type<FileBook>().notNull(),
    recordId: int().notNull(),
    name: text().notNull(),
    hash: text().notNull(),
    type: text().notNull(),
    size: int().notNull(),
    addedAt: instant().notNull(),
    addedBy: int()
  },
  (t) => [index('certification_file_record').on(t.book, t.recordId), index('certification_file_cadre').on(t.cadreId)]
);

/** 行政执法资格考试: the official exam, apart from the portal's own. Append-only. */
export const officialExam = table(
  'official_exam',
  {
    id: id(),
    cadreId: person(),
    part: text().$type<ExamPart>().notNull(),
    satOn: day().notNull(),
    authority: text().notNull(),
    passed: flag().notNull(),
    score: text(),
    validUntil: day(),
    ...kept()
  },
  (t) => [index('official_exam_cadre').on(t.cadreId, t.satOn)]
);

/** 镇里的措施: what the town decided about a person. Append-only. */
export const townMeasure = table(
  'town_measure',
  {
    id: id(),
    cadreId: person(),
    kind: text().$type<MeasureKind>().notNull(),
    fromDay: day().notNull(),
    untilDay: day(),
    decidedBy: text().notNull(),
    reason: text().notNull(),
    ...kept()
  },
  (t) => [index('town_measure_cadre').on(t.cadreId, t.fromDay)]
);

/** 提请和建议: what was asked of those who may decide. Append-only; the answer is a row of its own. */
export const authorityProposal = table(
  'authority_proposal',
  {
    id: id(),
    cadreId: person(),
    kind: text().$type<ProposalKind>().notNull(),
    madeOn: day().notNull(),
    addressee: text().notNull(),
    reason: text().notNull(),
    ...kept()
  },
  (t) => [index('authority_proposal_cadre').on(t.cadreId, t.madeOn)]
);

export const proposalAnswer = table('proposal_answer', {
  id: id(),
  proposalId: int()
    .notNull()
    .unique()
    .references(() => authorityProposal.id),
  answeredOn: day().notNull(),
  outcome: text().$type<ProposalOutcome>().notNull(),
  documentNumber: text(),
  note: text(),
  recordedAt: instant().notNull(),
  recordedBy: int()
});

/** A health certificate, a signed pledge, a photo on file. Append-only. */
export const personDocument = table(
  'person_document',
  {
    id: id(),
    cadreId: person(),
    kind: text().$type<DocumentKind>().notNull(),
    signedOn: day().notNull(),
    validUntil: day(),
    ...kept()
  },
  (t) => [index('person_document_cadre').on(t.cadreId, t.kind)]
);

/** 年度审验 of one year. */
export const yearlyCheck = table('yearly_check', {
  id: id(),
  year: int().notNull().unique(),
  openedOn: day().notNull(),
  dueOn: day().notNull(),
  openedAt: instant().notNull(),
  openedBy: int(),
  closedAt: instant(),
  closedBy: int()
});

/** A person on the list of a yearly check: what they declare, what the unit finds. */
export const yearlyCheckEntry = table(
  'yearly_check_entry',
  {
    id: id(),
    checkId: int()
      .notNull()
      .references(() => yearlyCheck.id),
    cadreId: person(),
    declaration: json<Declaration>(),
    declaredAt: instant(),
    result: text().$type<CheckResult>(),
    resultNote: text(),
    decidedOn: day(),
    decidedAt: instant(),
    decidedBy: int()
  },
  (t) => [
    uniqueIndex('yearly_check_entry_person').on(t.checkId, t.cadreId),
    index('yearly_check_entry_cadre').on(t.cadreId)
  ]
);

/** A case file about a person's card: applying, renewing, replacing, handing in. */
export const cardCase = table(
  'card_case',
  {
    id: id(),
    cadreId: person(),
    kind: text().$type<CaseKind>().notNull(),
    cause: text().$type<HandInCause>(),
    openedOn: day().notNull(),
    dueOn: day(),
    openedAt: instant().notNull(),
    openedBy: int(),
    closedAt: instant(),
    /** What the checklist shows as done by hand, with the day. */
    ticks: json<Ticks>().notNull()
  },
  (t) => [index('card_case_cadre').on(t.cadreId), index('card_case_open').on(t.closedAt, t.dueOn)]
);

/** Where a case stands with the authority. Append-only. */
export const caseStep = table(
  'case_step',
  {
    id: id(),
    caseId: int()
      .notNull()
      .references(() => cardCase.id),
    stage: text().$type<CaseStage>().notNull(),
    happenedOn: day().notNull(),
    authority: text().notNull(),
    documentNumber: text(),
    note: text(),
    recordedAt: instant().notNull(),
    recordedBy: int()
  },
  (t) => [index('case_step_case').on(t.caseId, t.id)]
);

/** A team on the duty roster. */
export const dutyTeam = table(
  'duty_team',
  {
    id: id(),
    day: day().notNull(),
    /** `HH:MM` */
    startsAt: text().notNull(),
    task: text().notNull(),
    place: text().notNull(),
    field: text().notNull(),
    activity: text().$type<Activity>().notNull(),
    note: text(),
    enteredAt: instant().notNull(),
    enteredBy: int(),
    cancelledAt: instant(),
    cancelledBy: int()
  },
  (t) => [index('duty_team_day').on(t.day, t.startsAt)]
);

export const dutyMember = table(
  'duty_member',
  {
    teamId: int()
      .notNull()
      .references(() => dutyTeam.id),
    cadreId: person(),
    position: int().notNull()
  },
  (t) => [primaryKey({ columns: [t.teamId, t.cadreId] }), index('duty_member_cadre').on(t.cadreId)]
);

/** Days on which somebody is away: leave, training elsewhere. The reason in detail is not kept. */
export const dutyAbsence = table(
  'duty_absence',
  {
    id: id(),
    cadreId: person(),
    fromDay: day().notNull(),
    untilDay: day().notNull(),
    kind: text().$type<AbsenceKind>().notNull(),
    enteredAt: instant().notNull(),
    enteredBy: int(),
    endedAt: instant()
  },
  (t) => [
    index('duty_absence_cadre').on(t.cadreId, t.fromDay),
    check('duty_absence_days', sql`${t.untilDay} >= ${t.fromDay}`)
  ]
);

/** 培训证明, with everything it says, so that it can be printed again. Append-only (trigger). */
export const proof = table(
  'proof',
  {
    id: id(),
    number: text().notNull().unique(),
    /** 核验码: 128 random bits as people write them; the page of verification knows nothing but this. */
    code: text().notNull().unique(),
    cadreId: person(),
    kind: text().$type<ProofKind>().notNull(),
    source: text().notNull(),
    /** As they stood on the day of issue. */
    name: text().notNull(),
    staffNumber: text().notNull(),
    unitName: text().notNull(),
    facts: json<ProofFacts>().notNull(),
    /** Drawn by the person from what the records prove, rather than issued by the centre. */
    drawn: flag().notNull(),
    issuedOn: day().notNull(),
    issuedAt: instant().notNull(),
    issuedBy: int()
  },
  (t) => [
    index('proof_source').on(t.cadreId, t.kind, t.source),
    index('proof_issued').on(t.issuedOn),
    check('proof_kind', sql`${t.kind} in ('course', 'session', 'hours', 'exam', 'mentoring')`)
  ]
);

/** A proof that no longer holds, and why. Append-only (trigger). */
export const proofRevocation = table('proof_revocation', {
  proofId: int()
    .primaryKey()
    .references(() => proof.id),
  reason: text().notNull(),
  revokedOn: day().notNull(),
  revokedAt: instant().notNull(),
  revokedBy: int()
});
