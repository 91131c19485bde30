/** The report as files: Word, PDF, and the annex as a workbook. */
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { makePdf } from '#lib/platform/pdf.server.ts';
import { sheetOf, writeSheets } from '#lib/platform/spreadsheet.server.ts';
import { writeWord } from '#lib/platform/word.server.ts';
import { annexColumns, annexMore, type AnnexLine, type ReportPaper } from './document.ts';

const zh = { locale: 'zh-CN' } as const;

export function wordPaper(paper: ReportPaper): Promise<Uint8Array> {
  const columns = annexColumns('zh-CN');
  const part = ({ heading, paragraphs }: ReportPaper['sections'][number]) => [
    { kind: 'heading' as const, text: heading },
    ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text }))
  ];
  return writeWord({
    title: paper.title,
    language: 'zh-CN',
    blocks: [
      { kind: 'title', text: paper.title },
      { kind: 'subtitle', text: paper.subtitle },
      { kind: 'pair', left: paper.office, right: paper.asOf },
      ...paper.sections.flatMap(part),
      { kind: 'signature', text: paper.office },
      { kind: 'page' },
      { kind: 'heading', text: m.annual_annex_note({}, zh) },
      {
        kind: 'table',
        headings: columns.map(({ heading }) => heading),
        rows: paper.lines.map((line) => columns.map(({ text }) => text(line))),
        widths: columns.map(({ width }) => width)
      },
      { kind: 'note', text: `${m.annual_doc_typed({}, zh)}。${paper.standing}` },
      { kind: 'page' },
      { kind: 'heading', text: paper.summaryTitle },
      ...paper.summary.flatMap(part)
    ]
  });
}

export function pdfPaper(paper: ReportPaper): Promise<Uint8Array> {
  const columns = annexColumns('zh-CN');
  return makePdf({
    template: 'reporting/annual-report.typ',
    title: paper.title,
    language: 'zh',
    at: paper.at,
    data: {
      ...{ subtitle: paper.subtitle, office: paper.office, asOf: paper.asOf },
      ...{ sections: paper.sections, summary: paper.summary, summaryTitle: paper.summaryTitle },
      ...{ months: paper.months, monthsCaption: paper.monthsCaption },
      annexTitle: m.annual_annex_note({}, zh),
      headings: columns.map(({ heading }) => heading),
      rows: paper.lines.map((line) => columns.map(({ text }) => text(line))),
      note: `${m.annual_doc_typed({}, zh)}。${paper.standing}`
    }
  });
}

/** The figures one a row, with their definitions; numbers as numbers, so that they can be reckoned with. */
export function annexWorkbook({ lines, months, standing }: ReportPaper, locale: Locale): Promise<Uint8Array> {
  const is = { locale };
  const texts = [...annexColumns(locale), ...annexMore(locale)];
  const columns = texts.flatMap(({ heading, text }, at) => {
    const column = { heading, width: at === texts.length - 1 ? 70 : 20, value: (line: AnnexLine) => text(line) };
    if (heading !== m.annual_figure_value({}, is)) return [column];
    return [{ heading: m.annual_number({}, is), value: ({ shown }: AnnexLine) => shown.value }, column];
  });
  return writeSheets([
    sheetOf(m.annual_annex_figures({}, is), columns, lines),
    sheetOf(
      m.annual_months_table({}, is),
      [
        { heading: m.annual_month({}, is), value: ({ month }: (typeof months)[number]) => month },
        { heading: m.annual_month_hours({}, is), value: ({ hours }: (typeof months)[number]) => hours }
      ],
      months
    ),
    sheetOf(
      m.annual_doc_sources({}, is),
      [{ heading: m.annual_doc_sources({}, is), width: 90, value: (text: string) => text }],
      [m.annual_doc_typed({}, is), standing]
    )
  ]);
}
