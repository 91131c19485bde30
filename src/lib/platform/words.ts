/** The words of the platform's own enumerations, in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { AuditVerdict } from './audit.server.ts';
import type { DayKind } from './calendar.ts';
import {
  settingDefinitions,
  settingText,
  type Certainty,
  type SettingGroup,
  type SettingKey,
  type SettingUnit,
  type YearlyCheck
} from './settings.ts';

export const groupWords = {
  law: m.platform_setting_group_law,
  hours: m.platform_setting_group_hours,
  exam: m.platform_setting_group_exam,
  session: m.platform_setting_group_session,
  certificate: m.platform_setting_group_certificate,
  mentoring: m.platform_setting_group_mentoring,
  outreach: m.platform_setting_group_outreach,
  complaint: m.platform_setting_group_complaint,
  discipline: m.platform_setting_group_discipline,
  publication: m.platform_setting_group_publication,
  reminder: m.platform_setting_group_reminder
} satisfies Record<SettingGroup, () => string>;

export const unitWords = {
  hours: m.platform_unit_hours,
  minutes: m.platform_unit_minutes,
  percent: m.platform_unit_percent,
  seconds: m.platform_unit_seconds,
  months: m.platform_unit_months,
  years: m.platform_unit_years,
  weeks: m.platform_unit_weeks,
  days: m.platform_unit_days,
  'working-days': m.platform_unit_working_days,
  points: m.platform_unit_points,
  times: m.platform_unit_times,
  people: m.platform_unit_people,
  cards: m.platform_unit_cards,
  questions: m.platform_unit_questions,
  'records-a-month': m.platform_unit_records_a_month,
  records: m.platform_unit_records
} satisfies Record<NonNullable<SettingUnit>, () => string>;

/** How sure a value is, with its mark. */
export const certaintyWords = {
  'FOUND-T': { word: m.platform_certainty_found_t, tone: 'jade', icon: 'ok' },
  FOUND: { word: m.platform_certainty_found, tone: 'jade', icon: 'ok' },
  KNOWN: { word: m.platform_certainty_known, tone: 'amber', icon: 'info' },
  UNSURE: { word: m.platform_certainty_unsure, tone: 'plain', icon: 'gap' },
  choice: { word: m.platform_certainty_choice, tone: 'navy', icon: 'pencil' }
} satisfies Record<Certainty, { word: () => string; tone: Tone; icon: IconName }>;

const checkWords = {
  off: m.platform_check_off,
  Q1: m.platform_check_q1,
  Q2: m.platform_check_q2,
  Q3: m.platform_check_q3,
  Q4: m.platform_check_q4
} satisfies Record<YearlyCheck, () => string>;

const choiceWords: Record<string, () => string> = {
  ...checkWords,
  monday: m.platform_choice_monday,
  tuesday: m.platform_choice_tuesday,
  wednesday: m.platform_choice_wednesday,
  thursday: m.platform_choice_thursday,
  friday: m.platform_choice_friday,
  discipline: m.platform_choice_discipline,
  district: m.platform_choice_district,
  remark: m.platform_choice_remark,
  refuse: m.platform_choice_refuse
};

/** The word of one choice of a setting. */
export const choiceWord = (word: string): string => choiceWords[word]?.() ?? word;

/** A value with its unit, as people say it. */
export function valueWords(key: SettingKey, value: unknown): string {
  const { unit, entry } = settingDefinitions[key];
  const text = settingText(value);
  if (entry === 'choice') return choiceWord(text);
  if (text === '') return m.platform_value_empty();
  return unit ? m.platform_value_with_unit({ value: text, unit: unitWords[unit]() }) : text;
}

export const dayKindWords = {
  weekday: m.platform_calendar_day_kind_weekday,
  weekend: m.platform_calendar_day_kind_weekend,
  holiday: m.platform_calendar_day_kind_holiday,
  workday: m.platform_calendar_day_kind_workday
} satisfies Record<DayKind, () => string>;

export const reasonWords = {
  edited: m.platform_audit_reason_edited,
  gap: m.platform_audit_reason_gap,
  'cut-off': m.platform_audit_reason_cut_off,
  unsealed: m.platform_audit_reason_unsealed,
  anchor: m.platform_audit_reason_anchor
} satisfies Record<NonNullable<AuditVerdict['reason']>, () => string>;
