/** The report as a paper: what the Word file, the PDF and the annex have in common, live or frozen. Pure. */
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Instant } from '#lib/platform/clock.ts';
import { dayText, sections, spanText, writtenOut, type Section } from './draft.ts';
import { figureOf, type FigureKey } from './figures.ts';
import type { AnnualReport } from './report.server.ts';
import type { Snapshot } from './snapshot.server.ts';
import type { ShownValue } from './veil.ts';
import {
  amountText,
  chineseNumber,
  figureMeaning,
  figureName,
  sectionName,
  sourceName,
  unitName,
  valueText
} from './words.ts';

export interface AnnexLine {
  key: FigureKey;
  shown: ShownValue;
  previous: number | null;
  typed: { source: string; by: string | null; at: Instant } | null;
}

export interface ReportPaper {
  title: string;
  subtitle: string;
  office: string;
  asOf: string;
  /** When it was made, or frozen. */
  at: Instant;
  sections: { heading: string; paragraphs: string[] }[];
  summaryTitle: string;
  summary: { heading: string; paragraphs: string[] }[];
  monthsCaption: string;
  months: { month: string; hours: number }[];
  lines: AnnexLine[];
  /** Under the annex: the hash of the frozen report, or that this is none. */
  standing: string;
}

const zh = { locale: 'zh-CN' } as const;

/** The report as it stands at an instant. */
export function paperOf(report: AnnualReport, at: Instant): ReportPaper {
  const figures = new Map(report.figures.map((figure) => [figure.key, figure]));
  const wordsOf = (key: Section, locale: Locale): string[] => {
    const { own, generated } = report.sections.find((section) => section.key === key)!.texts[locale];
    const show = (one: FigureKey) => valueText(figures.get(one)!, figureOf(one).unit, locale);
    return (own?.words.split(/\n+/) ?? generated).map((paragraph) => writtenOut(paragraph, show));
  };
  return {
    ...frame(report, at, wordsOf),
    lines: report.figures.map(({ key, previous, typed, ...shown }) => ({ key, shown, previous, typed })),
    standing: m.annual_doc_live({}, zh)
  };
}

/** A frozen report, word for word. */
export function paperOfSnapshot(snapshot: Snapshot): ReportPaper {
  const { from, to, on, months, frozenAt } = snapshot;
  const wordsOf = (key: Section, locale: Locale) =>
    snapshot.sections.find((section) => section.key === key)?.words[locale] ?? [];
  return {
    ...frame({ period: { from, to }, on, months }, frozenAt, wordsOf),
    lines: snapshot.lines.map(({ key, frozen, part, of, withheld, last }) => ({
      ...{ key, previous: last, typed: snapshot.typed[key] ?? null },
      shown: { value: frozen, part, of, withheld }
    })),
    standing: m.annual_doc_hash({ hash: snapshot.hash }, zh)
  };
}

function frame(
  { period, on, months }: Pick<AnnualReport, 'period' | 'on' | 'months'>,
  at: Instant,
  wordsOf: (key: Section, locale: Locale) => string[]
) {
  const year = period.to.slice(0, 4);
  return {
    title: `${m.app_town({}, zh)}${m.annual_draft_title({ year }, zh)}`,
    subtitle: m.annual_draft_subtitle({}, zh),
    office: m.annual_signed({ town: m.app_town({}, zh) }, zh),
    asOf: m.annual_as_of({ on: dayText(on, 'zh-CN') }, zh),
    at,
    sections: sections.map((key, number) => ({
      heading: `${number ? `${chineseNumber(number)}、` : ''}${sectionName[key]({}, zh)}`,
      paragraphs: wordsOf(key, 'zh-CN')
    })),
    summaryTitle: m.annual_draft_title({ year }, { locale: 'en' }),
    summary: sections.map((key) => ({
      heading: sectionName[key]({}, { locale: 'en' }),
      paragraphs: wordsOf(key, 'en')
    })),
    monthsCaption: m.annual_months({ span: spanText(period, 'zh-CN') }, zh),
    months
  };
}

/** The columns of the annex in a language, with what stands in each of a line. */
export function annexColumns(locale: Locale): { heading: string; width: number; text(line: AnnexLine): string }[] {
  const is = { locale };
  return [
    {
      heading: m.annual_figure_chapter({}, is),
      width: 16,
      text: ({ key }) => sectionName[figureOf(key).chapter]({}, is)
    },
    {
      heading: m.annual_figure_name({}, is),
      width: 22,
      text: ({ key }) => `${figureName[key]({}, is)}${figureOf(key).source === 'typed' ? ' *' : ''}`
    },
    {
      heading: m.annual_figure_value({}, is),
      width: 14,
      text: ({ key, shown }) => valueText(shown, figureOf(key).unit, locale)
    },
    {
      heading: m.annual_figure_of({}, is),
      width: 12,
      text: ({ shown: { part, of } }) =>
        part === null || of === null ? '' : m.annual_calculation({ part: String(part), of: String(of) }, is)
    },
    {
      heading: m.annual_previous({}, is),
      width: 12,
      text: ({ key, previous }) => (previous === null ? '–' : amountText(previous, figureOf(key).unit, locale))
    },
    {
      heading: m.annual_figure_source({}, is),
      width: 24,
      text: ({ key, typed }) =>
        typed
          ? [typed.source, typed.by ?? m.annual_system_actor({}, is)].join(locale === 'en' ? ', ' : '，')
          : sourceName[figureOf(key).source]({}, is)
    }
  ];
}

/** What only the workbook has room for. */
export const annexMore = (locale: Locale) => [
  {
    heading: m.annual_figure_unit({}, { locale }),
    text: ({ key }: AnnexLine) => unitName[figureOf(key).unit]({}, { locale })
  },
  { heading: m.annual_figure_means({}, { locale }), text: ({ key }: AnnexLine) => figureMeaning[key]({}, { locale }) }
];
