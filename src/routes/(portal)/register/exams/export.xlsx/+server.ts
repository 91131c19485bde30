import { m } from '#lib/i18n/paraglide/messages.js';
import {
  ListExams,
  listOfficialExams,
  writtenParts,
  writtenResults,
  type OfficialExamRow
} from '#lib/certification/exam-import.server.ts';
import { examHeadings } from '#lib/certification/exam-import-file.server.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** The results as filtered on the page, under the headings that an import reads. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const asked = readQuery(url, ListExams.omit({ page: true, pageSize: true }));
  const { rows } = await locals.run(listOfficialExams, { ...asked, pageSize: 20_000 });
  const sheet = m.register_sheet_exams();
  const bytes = await writeWorkbook<OfficialExamRow>(
    sheet,
    [
      { heading: examHeadings.staffNumber, value: (row) => row.staffNumber },
      { heading: m.certification_column_name(), value: (row) => row.name },
      { heading: m.certification_column_unit(), width: 20, value: (row) => row.unitName },
      { heading: examHeadings.satOn, width: 14, value: (row) => row.satOn },
      { heading: examHeadings.authority, width: 20, value: (row) => row.authority },
      { heading: examHeadings.part, width: 16, value: (row) => writtenParts[row.part] },
      { heading: examHeadings.score, value: (row) => row.score ?? '' },
      { heading: examHeadings.passed, value: (row) => writtenResults[row.passed ? 'passed' : 'failed'] },
      { heading: examHeadings.validUntil, width: 14, value: (row) => row.validUntil ?? '' },
      { heading: examHeadings.documentNumber, width: 18, value: (row) => row.documentNumber ?? '' }
    ],
    rows
  );
  return download(`${sheet}.xlsx`, bytes, XLSX);
};
