/** The table that official exam results are imported from. Its headings are Chinese whoever reads the screen. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { readTable, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { writtenParts, writtenResults, type ExamImportRow } from './exam-import.server.ts';

type ExamColumn = Exclude<keyof ExamImportRow, 'row'>;

const zh = { locale: 'zh-CN' } as const;
export const examHeadings: Record<ExamColumn, string> = {
  staffNumber: m.certification_column_staff({}, zh),
  satOn: m.register_exam_day({}, zh),
  authority: m.register_exam_authority({}, zh),
  part: m.register_exam_part({}, zh),
  score: m.register_exam_score({}, zh),
  passed: m.register_exam_result({}, zh),
  validUntil: m.register_valid_until({}, zh),
  documentNumber: m.register_exam_proof({}, zh)
};
const columns = Object.keys(examHeadings) as ExamColumn[];
const needed: ExamColumn[] = ['staffNumber', 'satOn', 'authority', 'passed'];
const exampleMark = m.certification_template_mark({}, zh);

/** Reads a file of results, Excel or CSV. @throws DomainError `file.…` when it is no table with these headings. */
export async function readExams(bytes: Uint8Array): Promise<ExamImportRow[]> {
  const table = await readTable(
    bytes,
    needed.map((column) => examHeadings[column])
  );
  return table
    .map(({ row, cells }) => {
      const read = Object.fromEntries(columns.map((column) => [column, cells[examHeadings[column]] ?? '']));
      return { row, ...(read as Record<ExamColumn, string>) };
    })
    .filter(({ staffNumber }) => !staffNumber.startsWith(exampleMark));
}

/** An empty table with one row that shows how to fill it in. */
export function writeExamTemplate(): Promise<Uint8Array> {
  const example: Record<ExamColumn, string> = {
    staffNumber: `${exampleMark}017`,
    satOn: '2026-06-18',
    authority: m.certification_template_issuer({}, zh),
    part: writtenParts.whole,
    score: '84',
    passed: writtenResults.passed,
    validUntil: '',
    documentNumber: ''
  };
  return writeWorkbook(
    m.register_sheet_exams({}, zh),
    columns.map((column) => ({
      heading: examHeadings[column],
      width: 18,
      value: (row: typeof example) => row[column]
    })),
    [example]
  );
}
