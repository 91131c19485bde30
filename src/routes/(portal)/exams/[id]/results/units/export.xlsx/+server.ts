import { examResultsByUnit, type UnitResult } from '#lib/assessment/results.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<UnitResult>[] => [
  { heading: m.assessment_column_unit(), width: 20, value: ({ unitName }) => unitName },
  { heading: m.analysis_column_invited(), value: ({ invited }) => invited },
  { heading: m.analysis_column_sat(), value: ({ sat }) => sat },
  { heading: m.analysis_column_passed(), value: ({ passed }) => passed },
  {
    heading: `${m.analysis_column_pass_rate()} %`,
    value: ({ passed, invited }) => (invited ? Math.round((passed * 100) / invited) : null)
  },
  { heading: m.analysis_column_absent(), value: ({ absent }) => absent },
  { heading: m.analysis_column_average(), value: ({ average }) => average }
];

export const GET: RequestHandler = async ({ locals, params }) => {
  const { exam, rows } = await locals.run(examResultsByUnit, { examId: params.id });
  const bytes = await writeWorkbook(m.analysis_units_sheet(), columns(), rows);
  return download(`${m.analysis_units_title({ title: exam.title })}.xlsx`, bytes, XLSX);
};
