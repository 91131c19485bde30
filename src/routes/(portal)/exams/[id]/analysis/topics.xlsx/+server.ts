import { examAnalysis } from '#lib/assessment/exam-analysis.server.ts';
import type { HeatCell, HeatRow } from '#lib/assessment/topic-heat.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

const percent = ({ share }: HeatCell) => (share === null ? m.analysis_heat_few() : Math.round(share * 100));

/** The heat map as a table: a row for each topic, a column for each unit. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { exam, heat, units } = await locals.run(examAnalysis, { examId: params.id, pageSize: 1 });
  const columns: Column<HeatRow & { topic: string }>[] = [
    { heading: m.analysis_heat_topic(), width: 20, value: ({ topic }) => topic },
    { heading: m.analysis_heat_all(), value: ({ all }) => percent(all) },
    ...units.map(({ name }, at) => ({
      heading: name,
      value: ({ cells }: HeatRow) => percent(cells[at]!)
    }))
  ];
  const bytes = await writeWorkbook(m.analysis_heat_sheet(), columns, heat);
  return download(`${exam.title} ${m.analysis_heat_sheet()}.xlsx`, bytes, XLSX);
};
