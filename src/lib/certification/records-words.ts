/** The words of the books beside the cards, of case files and of the yearly check. */
import type { Day } from '#lib/platform/clock.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { CaseKind, CaseStage, CheckKey, HandInCause } from './case.ts';
import type { DocumentKind, ExamPart, MeasureKind, ProposalKind, ProposalOutcome } from './records.ts';
import { findingTitle, noteText } from './words.ts';
import type { Concern } from './yearly-check.ts';

const measures = {
  criticism: m.register_measure_criticism,
  admonition: m.register_measure_admonition,
  'off-post-training': m.register_measure_off_post_training,
  removal: m.register_measure_removal
} satisfies Record<MeasureKind, () => string>;

const proposals = {
  education: m.register_proposal_education,
  'off-post-education': m.register_proposal_off_post_education,
  'removal-from-post': m.register_proposal_removal_from_post,
  disqualification: m.register_proposal_disqualification,
  'suspension-of-card': m.register_proposal_suspension_of_card,
  'cancellation-of-card': m.register_proposal_cancellation_of_card
} satisfies Record<ProposalKind, () => string>;

const outcomes = {
  followed: m.register_outcome_followed,
  'not-followed': m.register_outcome_not_followed,
  otherwise: m.register_outcome_otherwise
} satisfies Record<ProposalOutcome, () => string>;

const documents = {
  health: m.register_document_health,
  pledge: m.register_document_pledge,
  photo: m.register_document_photo,
  identity: m.register_document_identity
} satisfies Record<DocumentKind, () => string>;

const parts = {
  whole: m.register_part_whole,
  general: m.register_part_general,
  field: m.register_part_field
} satisfies Record<ExamPart, () => string>;

const cases = {
  application: m.register_case_application,
  renewal: m.register_case_renewal,
  replacement: m.register_case_replacement,
  'hand-in': m.register_case_hand_in
} satisfies Record<CaseKind, () => string>;

const causes = {
  transfer: m.register_cause_transfer,
  retirement: m.register_cause_retirement,
  resignation: m.register_cause_resignation,
  removal: m.register_cause_removal,
  other: m.register_cause_other
} satisfies Record<HandInCause, () => string>;

const stages = {
  gathering: m.register_stage_gathering,
  submitted: m.register_stage_submitted,
  accepted: m.register_stage_accepted,
  returned: m.register_stage_returned,
  approved: m.register_stage_approved,
  closed: m.register_stage_closed,
  dropped: m.register_stage_dropped
} satisfies Record<CaseStage | 'gathering', () => string>;

const items = {
  post: m.register_item_post,
  'official-exam': m.register_item_official_exam,
  'internal-exam': m.register_item_internal_exam,
  hours: m.register_item_hours,
  'no-suspension': m.register_item_no_suspension,
  health: m.register_item_health,
  pledge: m.register_item_pledge,
  photo: m.register_item_photo,
  identity: m.register_item_identity,
  form: m.register_item_form,
  'unit-opinion': m.register_item_unit_opinion,
  'old-card': m.register_item_old_card,
  'loss-declared': m.register_item_loss_declared,
  equipment: m.register_item_equipment,
  'told-authority': m.register_item_told_authority,
  'off-roster': m.register_item_off_roster,
  'card-back': m.register_item_card_back
} satisfies Record<CheckKey, () => string>;

export const measureName = (kind: MeasureKind) => measures[kind]();
export const proposalName = (kind: ProposalKind) => proposals[kind]();
export const outcomeName = (outcome: ProposalOutcome) => outcomes[outcome]();
export const documentName = (kind: DocumentKind) => documents[kind]();
export const examPartName = (part: ExamPart) => parts[part]();
export const caseName = (kind: CaseKind) => cases[kind]();
export const causeName = (cause: HandInCause) => causes[cause]();
export const stageName = (stage: CaseStage | 'gathering') => stages[stage]();
export const itemName = (key: CheckKey) => items[key]();

/** What the unit has to look at, in one line. */
export function concernText(concern: Concern, on: Day): string {
  switch (concern.code) {
    case 'left-post':
      return m.register_concern_left_post();
    case 'punished':
      return m.register_concern_punished();
    case 'card-not-in-order':
      return m.register_concern_card();
    case 'no-case-in-two-years':
      return m.register_concern_no_case();
    case 'not-declared':
      return m.register_concern_undeclared();
    case 'open-finding':
      return `${findingTitle(concern.finding)} ${noteText(concern.finding.note, on)}`;
  }
}
