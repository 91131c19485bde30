/** The enumerations of mentoring in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { Level } from './catalogue.ts';
import type { EligibilityCode } from './eligibility.ts';
import type { OpinionSeat, PairingEventKind, PairingStatus, Result } from './pairing.ts';
import type { Condition } from './progress.ts';
import type { Rating } from './rating.ts';
import type { Setting } from './sheet.ts';
import type { SealFault } from './verify.server.ts';
import type { Doubt, Drift } from './watch.ts';

/** One character each: 看 协 做 独. */
export const levelMarks: Record<Level, () => string> = {
  watch: m.mentoring_level_mark_watch,
  assist: m.mentoring_level_mark_assist,
  perform: m.mentoring_level_mark_perform,
  alone: m.mentoring_level_mark_alone
};

export const levelWords: Record<Level, () => string> = {
  watch: m.mentoring_level_watch,
  assist: m.mentoring_level_assist,
  perform: m.mentoring_level_perform,
  alone: m.mentoring_level_alone
};

export const phaseWords: Record<Level, () => string> = {
  watch: m.mentoring_phase_watch,
  assist: m.mentoring_phase_assist,
  perform: m.mentoring_phase_perform,
  alone: m.mentoring_phase_alone
};

export const ratingWords: Record<Rating, () => string> = {
  '1': m.mentoring_rating_1,
  '2': m.mentoring_rating_2,
  '3': m.mentoring_rating_3,
  '4': m.mentoring_rating_4,
  '-': m.mentoring_rating_none
};

/** What each level looks like, for whoever is not sure. */
export const anchorWords: Record<Exclude<Rating, '-'>, () => string> = {
  '1': m.mentoring_anchor_1,
  '2': m.mentoring_anchor_2,
  '3': m.mentoring_anchor_3,
  '4': m.mentoring_anchor_4
};

export const settingWords: Record<Setting, () => string> = {
  field: m.mentoring_setting_field,
  drill: m.mentoring_setting_drill
};

export const statusWords: Record<PairingStatus, { word: () => string; tone: Tone; icon: IconName }> = {
  proposed: { word: m.mentoring_status_proposed, tone: 'amber', icon: 'clock' },
  active: { word: m.mentoring_status_active, tone: 'navy', icon: 'pair' },
  completed: { word: m.mentoring_status_completed, tone: 'jade', icon: 'ok' },
  failed: { word: m.mentoring_status_failed, tone: 'rouge', icon: 'ban' },
  ended: { word: m.mentoring_status_ended, tone: 'plain', icon: 'stop' }
};

export const eventWords: Record<PairingEventKind, () => string> = {
  proposed: m.mentoring_event_proposed,
  accepted: m.mentoring_event_accepted,
  declined: m.mentoring_event_declined,
  phase: m.mentoring_event_phase,
  'mentor-changed': m.mentoring_event_mentor_changed,
  extended: m.mentoring_event_extended,
  ended: m.mentoring_event_ended,
  'task-asked': m.mentoring_event_task_asked,
  assessed: m.mentoring_event_assessed,
  opinion: m.mentoring_event_opinion,
  completed: m.mentoring_event_completed,
  failed: m.mentoring_event_failed
};

export const seatWords: Record<OpinionSeat, () => string> = {
  mentee: m.mentoring_seat_mentee,
  mentor: m.mentoring_seat_mentor,
  'team-leader': m.mentoring_seat_team_leader,
  leader: m.mentoring_seat_leader
};

export const resultWords: Record<Result, () => string> = {
  passed: m.mentoring_result_passed,
  extended: m.mentoring_result_extended,
  failed: m.mentoring_result_failed
};

/** Why somebody cannot guide somebody. */
export const againstWords: Record<EligibilityCode, (values: { figure: number }) => string> = {
  self: m.mentoring_against_self,
  'on-roster': m.mentoring_against_on_roster,
  establishment: m.mentoring_against_establishment,
  card: m.mentoring_against_card,
  years: m.mentoring_against_years,
  load: m.mentoring_against_load,
  unit: m.mentoring_against_unit,
  complaints: m.mentoring_against_complaints,
  free: m.mentoring_against_free
};

/** A condition of completion with what is there and what is wanted. */
export const conditionWords: Record<Condition['code'], (values: { have: number; want: number }) => string> = {
  tasks: m.mentoring_condition_tasks,
  records: m.mentoring_condition_records,
  theory: m.mentoring_condition_theory,
  assessment: m.mentoring_condition_assessment
};

export const doubtWords: Record<Doubt, () => string> = {
  'in-seconds': m.mentoring_doubt_in_seconds,
  late: m.mentoring_doubt_late,
  'before-the-end': m.mentoring_doubt_before_the_end,
  'in-a-row': m.mentoring_doubt_in_a_row
};

export const driftWords: Record<Drift['verdict'], () => string> = {
  few: m.mentoring_drift_few,
  'with-the-others': m.mentoring_drift_with_the_others,
  lenient: m.mentoring_drift_lenient,
  strict: m.mentoring_drift_strict
};

export const faultWords: Record<SealFault, () => string> = {
  hash: m.mentoring_fault_hash,
  columns: m.mentoring_fault_columns,
  sheet: m.mentoring_fault_sheet,
  trail: m.mentoring_fault_trail,
  gone: m.mentoring_fault_gone
};

/** The names of a sheet's fields, for a clash and for what is missing. */
export function fieldWord(field: string): string {
  const [, kind, at] = /^(rating|comment)\.(\d)$/.exec(field) ?? [];
  if (kind === 'rating') return m.mentoring_step_number({ number: Number(at) + 1 });
  if (kind === 'comment') return m.mentoring_comment_number({ number: Number(at) + 1 });
  return fieldWords[field]?.() ?? field;
}

const fieldWords: Record<string, () => string> = {
  day: m.mentoring_field_day,
  from: m.mentoring_field_from,
  to: m.mentoring_field_to,
  site: m.mentoring_field_site,
  place: m.mentoring_field_place,
  position: m.mentoring_field_position,
  setting: m.mentoring_field_setting,
  level: m.mentoring_field_level,
  companion: m.mentoring_field_companion,
  guest: m.mentoring_field_guest,
  situation: m.mentoring_field_situation,
  best: m.mentoring_field_best,
  next: m.mentoring_field_next,
  coaching: m.mentoring_field_coaching,
  reflection: m.mentoring_field_reflection
};

/** What a field says, for the two sides of a clash. */
export function valueWord(field: string, value: string): string {
  if (value === '') return m.mentoring_nothing();
  if (field.startsWith('rating.')) return `${value} ${ratingWords[value as Rating]()}`;
  if (field === 'level') return levelWords[value as Level]();
  if (field === 'setting') return settingWords[value as Setting]();
  return value;
}

/** The four characters of a mentor's seal. */
export const sealText = (): string => m.mentoring_seal_text();
