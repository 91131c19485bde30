/** The words of states, acts and findings, in the reader's language; and how each state is drawn. */
import type { Day } from '#lib/platform/clock.ts';
import type { Certainty } from '#lib/platform/settings.ts';
import { formatDay, formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import { stateIcon, toneOf, type TileState, type Tone } from '#lib/ui/tones.ts';
import type { CertificateEventKind, StandingState } from './certificate.ts';
import type { Finding, Note } from './findings.ts';
import type { Action, Exemption, Readiness, ReadinessState } from './readiness.ts';
import type { RequirementKind } from './scheme.ts';

const stateNames = {
  valid: m.certification_state_valid,
  expiring: m.certification_state_expiring,
  missing: m.certification_state_missing,
  expired: m.certification_state_expired,
  suspended: m.certification_state_suspended,
  exempt: m.certification_state_exempt
} satisfies Record<ReadinessState, () => string>;

const standingNames = {
  valid: m.certification_standing_valid,
  expiring: m.certification_standing_expiring,
  expired: m.certification_standing_expired,
  suspended: m.certification_standing_suspended,
  lost: m.certification_standing_lost,
  'handed-in': m.certification_standing_handed_in,
  cancelled: m.certification_standing_cancelled,
  none: m.certification_standing_none
} satisfies Record<StandingState, () => string>;

const kindNames = {
  issued: m.certification_kind_issued,
  renewed: m.certification_kind_renewed,
  replaced: m.certification_kind_replaced,
  suspended: m.certification_kind_suspended,
  restored: m.certification_kind_restored,
  lost: m.certification_kind_lost,
  'handed-in': m.certification_kind_handed_in,
  withdrawn: m.certification_kind_withdrawn,
  cancelled: m.certification_kind_cancelled,
  revoked: m.certification_kind_revoked,
  voided: m.certification_kind_voided
} satisfies Record<CertificateEventKind, () => string>;

const exemptions = {
  auxiliary: m.certification_exemption_auxiliary,
  'no-enforcement-post': m.certification_exemption_no_enforcement_post,
  'not-on-roster': m.certification_exemption_not_on_roster
} satisfies Record<Exemption, () => string>;

const certainties = {
  'FOUND-T': m.certification_certainty_found_t,
  FOUND: m.certification_certainty_found,
  KNOWN: m.certification_certainty_known,
  UNSURE: m.certification_certainty_unsure,
  choice: m.certification_certainty_choice
} satisfies Record<Certainty, () => string>;

export const stateName = (state: ReadinessState) => stateNames[state]();
export const standingName = (state: StandingState) => standingNames[state]();
export const kindName = (kind: CertificateEventKind) => kindNames[kind]();
export const exemptionText = (exemption: Exemption) => exemptions[exemption]();
export const certaintyName = (certainty: Certainty) => certainties[certainty]();

const shapes = {
  valid: 'ok',
  expiring: 'soon',
  missing: 'gap',
  expired: 'out',
  suspended: 'out',
  exempt: 'gap',
  lost: 'gap',
  'handed-in': 'gap',
  cancelled: 'gap',
  none: 'gap'
} satisfies Record<ReadinessState | StandingState, TileState>;

/** How a state is drawn: shape and colour of one of the four of the visual language; a suspension has its own icon. */
export function drawnAs(state: ReadinessState | StandingState): { state: TileState; tone: Tone; icon: IconName } {
  const shape = shapes[state];
  return { state: shape, tone: toneOf[shape], icon: state === 'suspended' ? 'stop' : stateIcon[shape] };
}

/** A day as short as it can be understood: without the year when it is that of the day it is read on. */
export const dayWords = (day: Day, on: Day) => formatDay(day, day.slice(0, 4) === on.slice(0, 4) ? 'short' : 'full');

const requirementNames = {
  card: m.certification_requirement_card,
  'no-suspension': m.certification_requirement_no_suspension,
  'official-exam': m.certification_requirement_official_exam,
  'internal-exam': m.certification_requirement_internal_exam,
  hours: m.certification_requirement_hours,
  mentoring: m.certification_requirement_mentoring,
  'yearly-check': m.certification_requirement_yearly_check,
  health: m.certification_requirement_health,
  pledge: m.certification_requirement_pledge
} satisfies Record<RequirementKind, () => string>;

/** A requirement as a scheme names it. */
export const requirementName = (kind: RequirementKind) => requirementNames[kind]();

export function findingTitle({ requirement, met, note }: Finding): string {
  switch (requirement) {
    case 'card':
      return m.certification_requirement_card();
    case 'internal-exam':
      return m.certification_requirement_internal_exam();
    case 'no-suspension':
      return met
        ? m.certification_requirement_no_suspension()
        : note.code === 'suspended'
          ? m.certification_requirement_suspension()
          : m.certification_requirement_off_post();
    case 'official-exam':
    case 'mentoring':
    case 'yearly-check':
    case 'health':
    case 'pledge':
      return requirementName(requirement);
    case 'hours':
      return 'target' in note
        ? m.certification_requirement_hours_of({ hours: formatNumber(note.hours), target: note.target })
        : m.certification_requirement_hours();
  }
}

/** What a finding rests on, or what is missing. */
export function noteText(note: Note, on: Day): string {
  switch (note.code) {
    case 'card-valid':
      return m.certification_note_card_valid({ day: dayWords(note.day, on), days: note.days });
    case 'card-expiring':
      return m.certification_note_card_expiring({ day: dayWords(note.day, on), days: note.days });
    case 'card-expired':
      return m.certification_note_card_expired({ day: dayWords(note.day, on), days: note.days });
    case 'card-suspended':
      return m.certification_note_card_suspended({ day: dayWords(note.day, on) });
    case 'card-lost':
      return m.certification_note_card_lost({ day: dayWords(note.day, on) });
    case 'card-handed-in':
      return m.certification_note_card_handed_in({ day: dayWords(note.day, on) });
    case 'card-cancelled':
      return m.certification_note_card_cancelled({ day: dayWords(note.day, on) });
    case 'card-none':
      return m.certification_note_card_none();
    case 'not-suspended':
      return m.certification_note_not_suspended();
    case 'suspended':
      return m.certification_note_suspended({ day: dayWords(note.day, on), authority: note.authority });
    case 'off-post':
      return note.until
        ? m.certification_note_off_post({ day: dayWords(note.day, on), until: dayWords(note.until, on) })
        : m.certification_note_off_post_open({ day: dayWords(note.day, on) });
    case 'removed-from-post':
      return m.certification_note_removed({ day: dayWords(note.day, on) });
    case 'mentoring-not-asked':
      return m.certification_note_mentoring_not_asked();
    case 'mentoring-done':
      return m.certification_note_mentoring_done({ day: dayWords(note.day, on) });
    case 'mentoring-open':
      return m.certification_note_mentoring_open();
    case 'official-shown-by-card':
      return m.certification_note_official_by_card();
    case 'official-passed': {
      const passed = { day: dayWords(note.day, on), authority: note.authority };
      return note.until
        ? m.certification_note_official_passed_until({ ...passed, until: dayWords(note.until, on) })
        : m.certification_note_official_passed(passed);
    }
    case 'official-lapsed':
      return m.certification_note_official_lapsed({ day: dayWords(note.day, on), until: dayWords(note.until!, on) });
    case 'official-none':
      return m.certification_note_official_none();
    case 'check-not-held':
      return m.certification_note_check_not_held();
    case 'check-passed':
      return m.certification_note_check_passed({ year: note.year, day: dayWords(note.day, on) });
    case 'check-failed':
      return m.certification_note_check_failed({ year: note.year, day: dayWords(note.day, on) });
    case 'check-due':
      return m.certification_note_check_due({ year: note.year, day: dayWords(note.day, on) });
    case 'check-overdue':
      return m.certification_note_check_overdue({ year: note.year, day: dayWords(note.day, on) });
    case 'document-held':
      return note.until
        ? m.certification_note_document_held_until({ day: dayWords(note.day, on), until: dayWords(note.until, on) })
        : m.certification_note_document_held({ day: dayWords(note.day, on) });
    case 'document-lapsed':
      return m.certification_note_document_lapsed({ until: dayWords(note.until!, on) });
    case 'document-none':
      return m.certification_note_document_none();
    case 'exam-passed':
      return m.certification_note_exam_passed({
        title: note.title,
        day: dayWords(note.day, on),
        until: dayWords(note.until, on)
      });
    case 'exam-lapsed':
      return m.certification_note_exam_lapsed({
        title: note.title,
        day: dayWords(note.day, on),
        until: dayWords(note.until, on)
      });
    case 'exam-none':
      return m.certification_note_exam_none({ months: note.months });
    case 'hours-reached':
      return m.certification_note_hours_reached();
    case 'hours-enough':
      return m.certification_note_hours_enough({ short: formatNumber(note.short) });
    case 'hours-short':
      return m.certification_note_hours_short({ short: formatNumber(note.short), behind: formatNumber(note.behind) });
  }
}

export function actionText(action: Action, on: Day): { title: string; note: string } {
  switch (action.code) {
    case 'apply-card':
      return { title: m.certification_action_apply_card(), note: m.certification_action_apply_card_note() };
    case 'await-restoring':
      return { title: m.certification_action_await_restoring(), note: m.certification_action_await_restoring_note() };
    case 'collect-card':
      return { title: m.certification_action_collect_card(), note: m.certification_action_collect_card_note() };
    case 'sit-exam':
      return { title: m.certification_action_sit_exam(), note: m.certification_action_sit_exam_note() };
    case 'sit-official-exam':
      return {
        title: m.certification_action_sit_official_exam(),
        note: m.certification_action_sit_official_exam_note()
      };
    case 'replace-card':
      return { title: m.certification_action_replace_card(), note: m.certification_action_replace_card_note() };
    case 'hand-in-card':
      return { title: m.certification_action_hand_in_card(), note: m.certification_action_hand_in_card_note() };
    case 'finish-off-post':
      return {
        title: m.certification_action_finish_off_post(),
        note: action.day
          ? m.certification_action_finish_off_post_note({ day: dayWords(action.day, on) })
          : m.certification_action_finish_off_post_open()
      };
    case 'finish-mentoring':
      return { title: m.certification_action_finish_mentoring(), note: m.certification_action_finish_mentoring_note() };
    case 'settle-check':
      return { title: m.certification_action_settle_check(), note: m.certification_action_settle_check_note() };
    case 'bring-health':
      return { title: m.certification_action_bring_health(), note: m.certification_action_bring_document_note() };
    case 'bring-pledge':
      return { title: m.certification_action_bring_pledge(), note: m.certification_action_bring_document_note() };
    case 'renew-card':
      return {
        title: m.certification_action_renew_card(),
        note: m.certification_action_renew_card_note({ day: dayWords(action.day, on) })
      };
    case 'study':
      return {
        title: m.certification_action_study({ hours: formatNumber(action.hours) }),
        note: m.certification_action_study_note({ day: dayWords(action.day, on) })
      };
  }
}

/** The reason of a state in one line, as lists and the wall show it. */
export function reasonText({ state, exemption, findings }: Readiness, on: Day): string {
  if (exemption) return exemptionText(exemption);
  const wanted = state === 'suspended' ? 'no-suspension' : state === 'missing' ? undefined : 'card';
  const finding = findings.find(({ requirement, met }) => (wanted ? requirement === wanted : !met));
  if (!finding) return '';
  if (state === 'missing' && finding.requirement === 'hours')
    return `${findingTitle(finding)} · ${noteText(finding.note, on)}`;
  if (finding.note.code === 'card-valid')
    return m.certification_why_card_valid({ day: dayWords(finding.note.day, on) });
  return noteText(finding.note, on);
}
