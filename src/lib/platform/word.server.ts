/** The only file that knows how Word documents are written: plain blocks in, a .docx out, set like an official paper (GB/T 9704). */
import type * as Word from 'docx';

export type WordBlock =
  | { kind: 'title' | 'subtitle' | 'heading' | 'paragraph' | 'note' | 'signature'; text: string }
  | { kind: 'pair'; left: string; right: string }
  | {
      kind: 'table';
      headings: string[];
      rows: string[][];
      /** Shares of the page's width, in per cent. */ widths: number[];
    }
  | { kind: 'page' };

export interface WordDocument {
  title: string;
  language: 'zh-CN' | 'en';
  blocks: WordBlock[];
}

/** Half points: 二号, 三号, 四号, 小四. */
const size = { title: 44, body: 32, table: 21, note: 24 };
const fonts = {
  title: { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hint: 'eastAsia' },
  heading: { ascii: 'Times New Roman', eastAsia: '黑体', hint: 'eastAsia' },
  body: { ascii: 'Times New Roman', eastAsia: '仿宋', hint: 'eastAsia' },
  table: { ascii: 'Times New Roman', eastAsia: '宋体', hint: 'eastAsia' }
} as const;
/** Margins of an official paper and the distance of its lines, in twentieths of a point. */
const margin = { top: 2098, bottom: 1984, left: 1588, right: 1474 };
const LINE = 560;

/** Writes a document. The library is large, so it is loaded only when somebody asks for one. */
export async function writeWord({ title, language, blocks }: WordDocument): Promise<Uint8Array> {
  const word = await import('docx');
  const { Document, Footer, Packer, PageNumber, Paragraph, TextRun, AlignmentType } = word;
  const children = blocks.map((block) => childOf(word, block, language));
  const document = new Document({
    title,
    creator: 'Chizheng',
    styles: {
      default: {
        document: { run: { font: fonts.body, size: size.body, language: { value: 'en-GB', eastAsia: 'zh-CN' } } }
      }
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.note })]
              })
            ]
          })
        },
        children
      }
    ]
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function childOf(word: typeof Word, block: WordBlock, language: WordDocument['language']): Word.FileChild {
  const { AlignmentType, HeadingLevel, LineRuleType, PageBreak, Paragraph, TabStopType, TextRun } = word;
  const exact = { line: LINE, lineRule: LineRuleType.EXACT };
  switch (block.kind) {
    case 'title':
      return new Paragraph({
        heading: HeadingLevel.TITLE,
        alignment: AlignmentType.CENTER,
        spacing: { after: 120 },
        children: [new TextRun({ text: block.text, font: fonts.title, size: size.title, color: '000000' })]
      });
    case 'subtitle':
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: 240 },
        children: [new TextRun({ text: block.text })]
      });
    case 'heading':
      return new Paragraph({
        heading: HeadingLevel.HEADING_1,
        spacing: exact,
        indent: { firstLine: size.body * 20 },
        children: [new TextRun({ text: block.text, font: fonts.heading, size: size.body, color: '000000' })]
      });
    case 'paragraph':
      return new Paragraph({
        alignment: AlignmentType.BOTH,
        spacing: exact,
        // Two characters, as Chinese papers begin a paragraph.
        indent: language === 'zh-CN' ? { firstLine: size.body * 20 } : {},
        children: [new TextRun({ text: block.text })]
      });
    case 'note':
      return new Paragraph({
        spacing: { before: 120 },
        children: [new TextRun({ text: block.text, font: fonts.table, size: size.table })]
      });
    case 'signature':
      return new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: { ...exact, before: LINE },
        children: [new TextRun({ text: block.text })]
      });
    case 'pair':
      return new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: 11906 - margin.left - margin.right }],
        children: [new TextRun({ text: `${block.left}\t${block.right}`, font: fonts.table, size: size.note })]
      });
    case 'table':
      return tableOf(word, block);
    case 'page':
      return new Paragraph({ children: [new PageBreak()] });
  }
}

function tableOf(word: typeof Word, { headings, rows, widths }: Extract<WordBlock, { kind: 'table' }>) {
  const { Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = word;
  const cell = (text: string, at: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 10, type: WidthType.PERCENTAGE },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [new Paragraph({ children: [new TextRun({ text, bold, font: fonts.table, size: size.table })] })]
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: headings.map((text, at) => cell(text, at, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, false)) }))
    ]
  });
}
