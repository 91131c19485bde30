/** The words of the yearly report: figures, what they mean, units and sections, in the reader's language or a given one. */
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Section } from './draft.ts';
import type { FigureKey } from './figures.ts';
import type { Source, Unit } from './figure.ts';

type Words = (params?: Record<string, never>, options?: { locale: Locale }) => string;

export const figureName: Record<FigureKey, Words> = {
  posts: m.annual_name_posts,
  postsCarded: m.annual_name_postsCarded,
  postsUncarded: m.annual_name_postsUncarded,
  cardRate: m.annual_name_cardRate,
  cardHolders: m.annual_name_cardHolders,
  cardNew: m.annual_name_cardNew,
  cardRenewed: m.annual_name_cardRenewed,
  cardEnded: m.annual_name_cardEnded,
  trainingSessions: m.annual_name_trainingSessions,
  trainingTimes: m.annual_name_trainingTimes,
  trainingPeople: m.annual_name_trainingPeople,
  trainingAttendance: m.annual_name_trainingAttendance,
  studyRate: m.annual_name_studyRate,
  studyFull: m.annual_name_studyFull,
  studyFullRate: m.annual_name_studyFullRate,
  enforcementFull: m.annual_name_enforcementFull,
  enforcementFullRate: m.annual_name_enforcementFullRate,
  hoursMean: m.annual_name_hoursMean,
  exams: m.annual_name_exams,
  examTimes: m.annual_name_examTimes,
  examPassed: m.annual_name_examPassed,
  pairs: m.annual_name_pairs,
  pairRecords: m.annual_name_pairRecords,
  pairsPassed: m.annual_name_pairsPassed,
  pairsOverdue: m.annual_name_pairsOverdue,
  outreachEvents: m.annual_name_outreachEvents,
  outreachTimes: m.annual_name_outreachTimes,
  outreachLarge: m.annual_name_outreachLarge,
  outreachLargeTimes: m.annual_name_outreachLargeTimes,
  lawyerVisits: m.annual_name_lawyerVisits,
  villageRate: m.annual_name_villageRate,
  drills: m.annual_name_drills,
  drillTimes: m.annual_name_drillTimes,
  complaintsReceived: m.annual_name_complaintsReceived,
  complaintsSecretary: m.annual_name_complaintsSecretary,
  complaintsMayor: m.annual_name_complaintsMayor,
  complaintsOther: m.annual_name_complaintsOther,
  complaintsOnTime: m.annual_name_complaintsOnTime,
  complaintsUpheld: m.annual_name_complaintsUpheld,
  complaintsSatisfied: m.annual_name_complaintsSatisfied,
  groupStudies: m.annual_name_groupStudies,
  inspections: m.annual_name_inspections,
  disclosures: m.annual_name_disclosures,
  documents: m.annual_name_documents,
  suitsFiled: m.annual_name_suitsFiled,
  suitsClosed: m.annual_name_suitsClosed,
  suitsLost: m.annual_name_suitsLost,
  suitHearings: m.annual_name_suitHearings,
  headAppearances: m.annual_name_headAppearances,
  headRate: m.annual_name_headRate,
  reviewsFiled: m.annual_name_reviewsFiled,
  reviewsClosed: m.annual_name_reviewsClosed,
  reviewsCorrected: m.annual_name_reviewsCorrected,
  mediations: m.annual_name_mediations,
  mediationsSettled: m.annual_name_mediationsSettled,
  mediationRate: m.annual_name_mediationRate,
  clues: m.annual_name_clues,
  cluesFiled: m.annual_name_cluesFiled,
  punished: m.annual_name_punished
};

export const figureMeaning: Record<FigureKey, Words> = {
  posts: m.annual_means_posts,
  postsCarded: m.annual_means_postsCarded,
  postsUncarded: m.annual_means_postsUncarded,
  cardRate: m.annual_means_cardRate,
  cardHolders: m.annual_means_cardHolders,
  cardNew: m.annual_means_cardNew,
  cardRenewed: m.annual_means_cardRenewed,
  cardEnded: m.annual_means_cardEnded,
  trainingSessions: m.annual_means_trainingSessions,
  trainingTimes: m.annual_means_trainingTimes,
  trainingPeople: m.annual_means_trainingPeople,
  trainingAttendance: m.annual_means_trainingAttendance,
  studyRate: m.annual_means_studyRate,
  studyFull: m.annual_means_studyFull,
  studyFullRate: m.annual_means_studyFullRate,
  enforcementFull: m.annual_means_enforcementFull,
  enforcementFullRate: m.annual_means_enforcementFullRate,
  hoursMean: m.annual_means_hoursMean,
  exams: m.annual_means_exams,
  examTimes: m.annual_means_examTimes,
  examPassed: m.annual_means_examPassed,
  pairs: m.annual_means_pairs,
  pairRecords: m.annual_means_pairRecords,
  pairsPassed: m.annual_means_pairsPassed,
  pairsOverdue: m.annual_means_pairsOverdue,
  outreachEvents: m.annual_means_outreachEvents,
  outreachTimes: m.annual_means_outreachTimes,
  outreachLarge: m.annual_means_outreachLarge,
  outreachLargeTimes: m.annual_means_outreachLargeTimes,
  lawyerVisits: m.annual_means_lawyerVisits,
  villageRate: m.annual_means_villageRate,
  drills: m.annual_means_drills,
  drillTimes: m.annual_means_drillTimes,
  complaintsReceived: m.annual_means_complaintsReceived,
  complaintsSecretary: m.annual_means_complaintsSecretary,
  complaintsMayor: m.annual_means_complaintsMayor,
  complaintsOther: m.annual_means_complaintsOther,
  complaintsOnTime: m.annual_means_complaintsOnTime,
  complaintsUpheld: m.annual_means_complaintsUpheld,
  complaintsSatisfied: m.annual_means_complaintsSatisfied,
  groupStudies: m.annual_means_groupStudies,
  inspections: m.annual_means_inspections,
  disclosures: m.annual_means_disclosures,
  documents: m.annual_means_documents,
  suitsFiled: m.annual_means_suitsFiled,
  suitsClosed: m.annual_means_suitsClosed,
  suitsLost: m.annual_means_suitsLost,
  suitHearings: m.annual_means_suitHearings,
  headAppearances: m.annual_means_headAppearances,
  headRate: m.annual_means_headRate,
  reviewsFiled: m.annual_means_reviewsFiled,
  reviewsClosed: m.annual_means_reviewsClosed,
  reviewsCorrected: m.annual_means_reviewsCorrected,
  mediations: m.annual_means_mediations,
  mediationsSettled: m.annual_means_mediationsSettled,
  mediationRate: m.annual_means_mediationRate,
  clues: m.annual_means_clues,
  cluesFiled: m.annual_means_cluesFiled,
  punished: m.annual_means_punished
};

export const unitName: Record<Unit, Words> = {
  session: m.annual_unit_name_session,
  personTime: m.annual_unit_name_personTime,
  person: m.annual_unit_name_person,
  percent: m.annual_unit_name_percent,
  hour: m.annual_unit_name_hour,
  card: m.annual_unit_name_card,
  time: m.annual_unit_name_time,
  issue: m.annual_unit_name_issue,
  item: m.annual_unit_name_item,
  case: m.annual_unit_name_case,
  pair: m.annual_unit_name_pair,
  record: m.annual_unit_name_record
};

export const sourceName: Record<Source, Words> = {
  register: m.annual_source_register,
  sessions: m.annual_source_sessions,
  hours: m.annual_source_hours,
  exams: m.annual_source_exams,
  mentoring: m.annual_source_mentoring,
  outreach: m.annual_source_outreach,
  complaints: m.annual_source_complaints,
  typed: m.annual_source_typed
};

export const sectionName: Record<Section, Words> = {
  opening: m.annual_section_opening,
  cards: m.annual_section_cards,
  training: m.annual_section_training,
  mentoring: m.annual_section_mentoring,
  outreach: m.annual_section_outreach,
  complaints: m.annual_section_complaints,
  system: m.annual_section_system,
  litigation: m.annual_section_litigation,
  mediation: m.annual_section_mediation,
  discipline: m.annual_section_discipline,
  shortcomings: m.annual_section_shortcomings,
  plans: m.annual_section_plans
};

type Counted = (params: { n: string }, options?: { locale: Locale }) => string;
const amounts: Record<Unit, [one: Counted, many: Counted]> = {
  session: [m.annual_unit_session_one, m.annual_unit_session_many],
  personTime: [m.annual_unit_personTime_one, m.annual_unit_personTime_many],
  person: [m.annual_unit_person_one, m.annual_unit_person_many],
  percent: [m.annual_unit_percent_one, m.annual_unit_percent_many],
  hour: [m.annual_unit_hour_one, m.annual_unit_hour_many],
  card: [m.annual_unit_card_one, m.annual_unit_card_many],
  time: [m.annual_unit_time_one, m.annual_unit_time_many],
  issue: [m.annual_unit_issue_one, m.annual_unit_issue_many],
  item: [m.annual_unit_item_one, m.annual_unit_item_many],
  case: [m.annual_unit_case_one, m.annual_unit_case_many],
  pair: [m.annual_unit_pair_one, m.annual_unit_pair_many],
  record: [m.annual_unit_record_one, m.annual_unit_record_many]
};

/** A number with its unit: 71人, 4场次, 85.9%; 71 people, 4 sessions. Never more than one decimal. */
export function amountText(value: number, unit: Unit, locale: Locale = getLocale()): string {
  const n = numberText(value, locale);
  return amounts[unit][value === 1 ? 0 : 1]({ n }, { locale });
}

/** Chinese official papers write numbers without separators. */
const numberText = (value: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: locale === 'en' }).format(value);

/** A figure as it stands in a text. */
export function valueText(
  { value, of, withheld }: { value: number | null; of: number | null; withheld?: boolean },
  unit: Unit,
  locale: Locale = getLocale()
): string {
  if (withheld) return m.annual_draft_withheld({}, { locale });
  if (value !== null) return amountText(value, unit, locale);
  return of === 0 ? m.annual_draft_nobody({}, { locale }) : m.annual_draft_not_entered({}, { locale });
}

const numerals = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 1 to 19 as headings count: 一, 十, 十一. */
export const chineseNumber = (number: number): string =>
  number <= 10 ? numerals[number]! : `十${numerals[number - 10]!}`;
