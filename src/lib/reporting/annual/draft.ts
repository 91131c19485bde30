/**
 * The draft of the chapter, built from templates in the manner of the town's own report. A text holds marks in place of
 * figures (`⟦posts⟧`), so that a screen can lead from each to its records and a document can write it out. Pure.
 */
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Day } from '#lib/platform/clock.ts';
import { chapters, type Period } from './figure.ts';
import { figureKeys, isFigure, type FigureKey } from './figures.ts';

export const sections = ['opening', ...chapters, 'shortcomings', 'plans'] as const;
export type Section = (typeof sections)[number];

/** What a template needs to know of a figure. */
export type Known = Record<FigureKey, { value: number | null }>;

export interface DraftFrame {
  period: Period;
  on: Day;
  studyTarget: number;
  enforcementTarget: number;
}

const marks = Object.fromEntries(figureKeys.map((key) => [key, `⟦${key}⟧`])) as Record<FigureKey, string>;

/** A section's paragraphs, with marks. */
export function draftOf(section: Section, known: Known, frame: DraftFrame, locale: Locale): string[] {
  const is = { locale };
  const words = {
    ...marks,
    span: spanText(frame.period, locale),
    on: dayText(frame.on, locale),
    town: m.app_town({}, is),
    next: String(Number(frame.period.to.slice(0, 4)) + 1),
    studyTarget: String(frame.studyTarget),
    enforcementTarget: String(frame.enforcementTarget)
  };
  const some = (key: FigureKey) => (known[key].value ?? 0) > 0;
  const none = (key: FigureKey) => known[key].value === 0;
  switch (section) {
    case 'opening':
      return [m.annual_draft_opening(words, is)];
    case 'cards':
      return [
        m.annual_draft_cards(words, is),
        ...(some('postsUncarded') ? [m.annual_draft_cards_missing(words, is)] : [])
      ];
    case 'training':
      return [
        none('trainingSessions') ? m.annual_draft_training_none(words, is) : m.annual_draft_training(words, is),
        m.annual_draft_study(words, is),
        ...(some('exams') ? [m.annual_draft_exams(words, is)] : [])
      ];
    case 'mentoring':
      return [
        none('pairs') ? m.annual_draft_mentoring_none(words, is) : m.annual_draft_mentoring(words, is),
        ...(some('pairsOverdue') ? [m.annual_draft_mentoring_overdue(words, is)] : [])
      ];
    case 'outreach':
      return [
        none('outreachEvents') ? m.annual_draft_outreach_none(words, is) : m.annual_draft_outreach(words, is),
        ...(some('lawyerVisits') || (known.villageRate.value ?? 0) > 0 ? [m.annual_draft_visits(words, is)] : []),
        ...(some('drills') ? [m.annual_draft_drills(words, is)] : [])
      ];
    case 'complaints':
      return [
        none('complaintsReceived') ? m.annual_draft_complaints_none(words, is) : m.annual_draft_complaints(words, is)
      ];
    case 'system':
      return [m.annual_draft_system(words, is)];
    case 'litigation':
      return [
        none('suitsFiled') ? m.annual_draft_suits_none(words, is) : m.annual_draft_suits(words, is),
        none('reviewsFiled') ? m.annual_draft_reviews_none(words, is) : m.annual_draft_reviews(words, is)
      ];
    case 'mediation':
      return [m.annual_draft_mediation(words, is)];
    case 'discipline':
      return [m.annual_draft_discipline(words, is)];
    case 'shortcomings':
      return shortcomings(known, words, locale);
    case 'plans':
      return [m.annual_draft_plans(words, is)];
  }
}

function shortcomings(known: Known, words: Record<FigureKey, string>, locale: Locale): string[] {
  const is = { locale };
  const numbers = [m.annual_draft_no_1, m.annual_draft_no_2, m.annual_draft_no_3] as const;
  const found = [
    (known.enforcementFullRate.value ?? 100) < 100 ? m.annual_draft_short_hours(words, is) : undefined,
    (known.postsUncarded.value ?? 0) > 0 ? m.annual_draft_short_cards(words, is) : undefined,
    (known.pairsOverdue.value ?? 0) > 0 ? m.annual_draft_short_pairs(words, is) : undefined
  ].filter((sentence) => sentence !== undefined);
  if (!found.length) return [m.annual_draft_short_none({}, is)];
  const listed = found.map((sentence, at) => `${numbers[at]!({}, is)}${sentence}`).join(locale === 'en' ? ' ' : '');
  return [`${m.annual_draft_short_lead({}, is)}${locale === 'en' ? ' ' : ''}${listed.replace(/；$/, '。')}`];
}

/** The time that a report speaks of: 2026年, or 2026年1月1日至2026年6月30日. */
export function spanText({ from, to }: Period, locale: Locale): string {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return m.annual_draft_span_year({ year }, { locale });
  return m.annual_draft_span_days({ from: dayText(from, locale), to: dayText(to, locale) }, { locale });
}

export function dayText(day: Day, locale: Locale): string {
  const [year, month, date] = day.split('-').map(Number);
  if (locale === 'zh-CN') return `${year}年${month}月${date}日`;
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return words.format(new Date(day));
}

export type Segment = { text: string } | { figure: FigureKey };

/** A text cut at its marks. */
export function segmentsOf(text: string): Segment[] {
  return text.split(/⟦(\w+)⟧/).flatMap((part, at): Segment[] => {
    if (at % 2 === 1 && isFigure(part)) return [{ figure: part }];
    return part ? [{ text: part }] : [];
  });
}

/** The figures that a text names, in its order, each once. */
export const figuresIn = (paragraphs: readonly string[]): FigureKey[] => [
  ...new Set(paragraphs.flatMap(segmentsOf).flatMap((segment) => ('figure' in segment ? [segment.figure] : [])))
];

/** A text with its figures written out. */
export const writtenOut = (text: string, show: (key: FigureKey) => string): string =>
  segmentsOf(text)
    .map((segment) => ('figure' in segment ? show(segment.figure) : segment.text))
    .join('');
