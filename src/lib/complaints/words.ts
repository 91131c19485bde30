/** The words of the room in the reader's language, and how a stage is drawn. */
import { measureName, proposalName } from '#lib/certification/records-words.ts';
import type { MeasureKind, ProposalKind } from '#lib/certification/records.ts';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { CaseActKind, CaseActs, ClosingGap, Proposed } from './case-state.ts';
import type {
  AllegationCategory,
  Channel,
  Finding,
  Freeze,
  Mark,
  PersonPart,
  Referral,
  RemedyKind,
  Route,
  Satisfaction,
  Stage
} from './complaint.ts';
import type { ComplaintKind, Deadline, DeadlineKey } from './deadline.ts';
import type { CustodyKind } from './custody.ts';
import type { RecusalReason } from './recusal.ts';
import type { RemedyReason } from './remedy-match.ts';
import type { Term, TermState } from './term.ts';
import type { WarningState } from './warning.ts';

export const channelWords = {
  'secretary-line': m.complaints_channel_secretary_line,
  'mayor-hotline': m.complaints_channel_mayor_hotline,
  letter: m.complaints_channel_letter,
  visit: m.complaints_channel_visit,
  district: m.complaints_channel_district,
  discipline: m.complaints_channel_discipline,
  portal: m.complaints_channel_portal
} satisfies Record<Channel, () => string>;

export const kindWords = {
  urgent: m.complaints_kind_urgent,
  ordinary: m.complaints_kind_ordinary,
  conduct: m.complaints_kind_conduct
} satisfies Record<ComplaintKind, () => string>;

export const categoryWords = {
  qualification: m.complaints_category_qualification,
  procedure: m.complaints_category_procedure,
  decision: m.complaints_category_decision,
  'inaction-or-excess': m.complaints_category_inaction_or_excess,
  conduct: m.complaints_category_conduct,
  equipment: m.complaints_category_equipment,
  other: m.complaints_category_other
} satisfies Record<AllegationCategory, () => string>;

export const findingWords = {
  substantiated: m.complaints_finding_substantiated,
  partly: m.complaints_finding_partly,
  unsubstantiated: m.complaints_finding_unsubstantiated,
  undetermined: m.complaints_finding_undetermined,
  'lawful-improvable': m.complaints_finding_lawful_improvable,
  systemic: m.complaints_finding_systemic
} satisfies Record<Finding, () => string>;

export const routeWords = {
  town: m.complaints_route_town,
  district: m.complaints_route_district,
  discipline: m.complaints_route_discipline
} satisfies Record<Route, () => string>;

export const partWords = {
  accused: m.complaints_part_accused,
  witness: m.complaints_part_witness,
  'earlier-part': m.complaints_part_earlier_part
} satisfies Record<PersonPart, () => string>;

const stageNames = {
  received: m.complaints_stage_received,
  accepted: m.complaints_stage_accepted,
  answered: m.complaints_stage_answered,
  closed: m.complaints_stage_closed,
  declined: m.complaints_stage_declined,
  returned: m.complaints_stage_returned,
  referred: m.complaints_stage_referred
} satisfies Record<Stage, () => string>;
export const stageName = (stage: Stage) => stageNames[stage]();

export const stageDrawn = {
  received: { tone: 'amber', icon: 'clock' },
  accepted: { tone: 'navy', icon: 'search' },
  answered: { tone: 'jade', icon: 'ok' },
  closed: { tone: 'jade', icon: 'ok' },
  declined: { tone: 'plain', icon: 'ban' },
  returned: { tone: 'plain', icon: 'redo' },
  referred: { tone: 'plain', icon: 'right' }
} satisfies Record<Stage, { tone: Tone; icon: IconName }>;

export const referralWords = {
  discipline: m.complaints_referral_discipline,
  district: m.complaints_referral_district,
  reconsideration: m.complaints_referral_reconsideration,
  court: m.complaints_referral_court,
  other: m.complaints_referral_other
} satisfies Record<Referral, () => string>;

export const freezeWords = {
  reconsideration: m.complaints_freeze_reconsideration,
  court: m.complaints_freeze_court,
  'supervision-commission': m.complaints_freeze_supervision_commission
} satisfies Record<Freeze, () => string>;

export const markWords = {
  vexatious: m.complaints_mark_vexatious,
  'out-of-scope': m.complaints_mark_out_of_scope
} satisfies Record<Mark, () => string>;

export const satisfactionWords = {
  satisfied: m.complaints_satisfaction_satisfied,
  partly: m.complaints_satisfaction_partly,
  'not-satisfied': m.complaints_satisfaction_not_satisfied,
  unreached: m.complaints_satisfaction_unreached
} satisfies Record<Satisfaction, () => string>;

export const paperWords = {
  'urging-letter': m.complaints_opinion_urging_letter,
  opinion: m.complaints_opinion_opinion,
  decision: m.complaints_opinion_decision
} satisfies Record<CaseActs['opinion-received']['paper'], () => string>;

export const remedyWords = {
  course: m.complaints_remedy_course,
  practice: m.complaints_remedy_practice,
  task: m.complaints_remedy_task,
  session: m.complaints_remedy_session
} satisfies Record<RemedyKind, () => string>;

export const remedyReasonWords = {
  statute: m.complaints_remedy_why_statute,
  category: m.complaints_remedy_why_category
} satisfies Record<RemedyReason, () => string>;

export const evidenceWords = {
  photo: m.complaints_evidence_photo,
  paper: m.complaints_evidence_paper,
  recording: m.complaints_evidence_recording,
  other: m.complaints_evidence_other
};

export const custodyWords = {
  'handed-out': m.complaints_custody_handed_out,
  returned: m.complaints_custody_returned,
  opened: m.complaints_custody_opened
} satisfies Record<CustodyKind, () => string>;

export const warningWords = {
  open: m.complaints_warning_open,
  acknowledged: m.complaints_warning_acknowledged,
  'false-positive': m.complaints_warning_false_positive,
  done: m.complaints_warning_done
} satisfies Record<WarningState, () => string>;

export const warningDrawn = {
  open: { tone: 'amber', icon: 'clock' },
  acknowledged: { tone: 'navy', icon: 'eye' },
  'false-positive': { tone: 'plain', icon: 'x' },
  done: { tone: 'jade', icon: 'ok' }
} satisfies Record<WarningState, { tone: Tone; icon: IconName }>;

/** 程序、行为, or that a rule looks at all kinds. */
export const categoriesText = (categories: readonly AllegationCategory[]) =>
  categories.length ? categories.map((category) => categoryWords[category]()).join('、') : m.complaints_warning_any();

export const recusalWords = {
  'complained-of': m.complaints_recusal_complained_of,
  witness: m.complaints_recusal_witness,
  'earlier-part': m.complaints_recusal_earlier_part,
  'leader-complained-of': m.complaints_recusal_leader_complained_of,
  'declared-relation': m.complaints_recusal_declared_relation,
  mentoring: m.complaints_recusal_mentoring,
  'same-team': m.complaints_recusal_same_team,
  'same-unit': m.complaints_recusal_same_unit
} satisfies Record<RecusalReason, () => string>;

const deadlineNames = {
  return: m.complaints_deadline_return,
  accept: m.complaints_deadline_accept,
  handle: m.complaints_deadline_handle,
  outer: m.complaints_deadline_outer,
  'call-back': m.complaints_deadline_call_back,
  statement: m.complaints_deadline_statement,
  opinion: m.complaints_deadline_opinion
} satisfies Record<DeadlineKey, () => string>;
export const deadlineName = (key: DeadlineKey) => deadlineNames[key]();

export const termStateWords = {
  running: m.complaints_state_running,
  'last-day': m.complaints_state_last_day,
  missed: m.complaints_state_missed,
  standing: m.complaints_state_standing,
  done: m.complaints_state_done,
  late: m.complaints_state_late
} satisfies Record<TermState, () => string>;

export const termStateDrawn = {
  running: { tone: 'navy', icon: 'clock' },
  'last-day': { tone: 'amber', icon: 'clock' },
  missed: { tone: 'rouge', icon: 'ban' },
  standing: { tone: 'plain', icon: 'clock' },
  done: { tone: 'jade', icon: 'ok' },
  late: { tone: 'rouge', icon: 'ok' }
} satisfies Record<TermState, { tone: Tone; icon: IconName }>;

const gapNames = {
  'clock-stands': m.complaints_gap_clock_stands,
  'extension-open': m.complaints_gap_extension_open,
  'mark-open': m.complaints_gap_mark_open,
  'statement-missing': m.complaints_gap_statement_missing,
  'finding-missing': m.complaints_gap_finding_missing,
  'answer-missing': m.complaints_gap_answer_missing,
  'call-back-missing': m.complaints_gap_call_back_missing,
  'remedy-missing': m.complaints_gap_remedy_missing,
  'proposal-open': m.complaints_gap_proposal_open,
  'opinion-unanswered': m.complaints_gap_opinion_unanswered
} satisfies Record<ClosingGap, () => string>;
export const gapName = (gap: ClosingGap) => gapNames[gap]();

/** Options of a select or a group of boxes, in the order of their table. */
export const optionsOf = <Key extends string>(words: Record<Key, () => string>, keys?: readonly Key[]) =>
  (keys ?? (Object.keys(words) as Key[])).map((value) => ({ value, label: words[value]() }));

/** What is proposed about a person. */
export const proposedName = (proposed: Pick<Proposed, 'book' | 'kind'>) =>
  proposed.book === 'measure' ? measureName(proposed.kind as MeasureKind) : proposalName(proposed.kind as ProposalKind);

/** How a term was counted, in a sentence: 15 个工作日，自 3月2日 次日起，跳过清明节. */
export function termText(term: Term & Partial<Pick<Deadline, 'extendedBy'>>): string {
  const parts = [
    term.count === 0
      ? m.complaints_term_same_day()
      : term.unit === 'days'
        ? m.complaints_term_calendar({ count: term.count, from: formatDay(term.from, 'short') })
        : m.complaints_term_working({ count: term.count, from: formatDay(term.from, 'short') })
  ];
  if (term.extendedBy) parts.push(m.complaints_term_extended({ count: term.extendedBy }));
  const holidays = [...new Set(term.skipped.map(({ name }) => name).filter(Boolean))];
  if (holidays.length) parts.push(m.complaints_term_skipped({ names: holidays.join('、') }));
  else if (term.skipped.length) parts.push(m.complaints_term_skipped_weekends());
  if (term.worked.length) {
    const days = term.worked.map(({ day }) => formatDay(day, 'short')).join('、');
    parts.push(m.complaints_term_worked({ days }));
  }
  if (term.paused.length) parts.push(m.complaints_term_paused({ count: term.paused.length }));
  if (term.provisional && term.due) parts.push(m.complaints_term_provisional({ year: term.due.slice(0, 4) }));
  return parts.join('，');
}

/** What an act was, in a line of the timeline. */
export function actName(kind: CaseActKind, detail: CaseActs[CaseActKind]): string {
  const named = detail as Partial<CaseActs['kind-changed'] & CaseActs['frozen'] & CaseActs['mark-asked']> &
    Partial<CaseActs['called-back'] & CaseActs['opinion-received'] & CaseActs['opinion-answered']>;
  switch (kind) {
    case 'kind-changed':
      return m.complaints_act_kind_changed({ kind: kindWords[named.to!]() });
    case 'frozen':
      return m.complaints_act_frozen({ because: freezeWords[named.because!]() });
    case 'referred':
      return m.complaints_act_referred({ to: referralWords[(detail as CaseActs['referred']).to]() });
    case 'called-back':
      return m.complaints_act_called_back({ satisfaction: satisfactionWords[named.satisfaction!]() });
    case 'mark-asked':
      return m.complaints_act_mark_asked({ mark: markWords[named.mark!]() });
    case 'mark-confirmed':
      return m.complaints_act_mark_confirmed({ mark: markWords[named.mark!]() });
    case 'opinion-received':
      return m.complaints_act_opinion_received({ paper: paperWords[named.paper!](), number: named.number! });
    case 'person-proposed':
      return m.complaints_act_person_proposed({ what: proposedName(detail as Proposed) });
    case 'person-decided': {
      const { adopted, decidedBy } = detail as CaseActs['person-decided'];
      return adopted ? m.complaints_act_person_adopted({ by: decidedBy }) : m.complaints_act_person_refused();
    }
    case 'opinion-answered':
      return named.objected ? m.complaints_act_opinion_objected() : m.complaints_act_opinion_answered();
    default:
      return plainActs[kind]();
  }
}

const plainActs = {
  received: m.complaints_act_received,
  assigned: m.complaints_act_assigned,
  accepted: m.complaints_act_accepted,
  declined: m.complaints_act_declined,
  'not-ours': m.complaints_act_not_ours,
  returned: m.complaints_act_returned,
  paused: m.complaints_act_paused,
  resumed: m.complaints_act_resumed,
  unfrozen: m.complaints_act_unfrozen,
  'extension-asked': m.complaints_act_extension_asked,
  'extension-approved': m.complaints_act_extension_approved,
  'extension-refused': m.complaints_act_extension_refused,
  'referral-closed': m.complaints_act_referral_closed,
  answered: m.complaints_act_answered,
  rehandled: m.complaints_act_rehandled,
  closed: m.complaints_act_closed,
  'mark-refused': m.complaints_act_mark_refused,
  'message-in': m.complaints_act_message_in,
  'message-out': m.complaints_act_message_out
} satisfies Partial<Record<CaseActKind, () => string>>;
