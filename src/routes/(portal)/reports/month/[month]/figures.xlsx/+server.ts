import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { figureOf } from '#lib/reporting/annual/figures.ts';
import type { ShownValue } from '#lib/reporting/annual/veil.ts';
import { figureName, sectionName, unitName } from '#lib/reporting/annual/words.ts';
import { monthlyReport, type MonthlyFigure } from '#lib/reporting/monthly/report.server.ts';
import { monthName } from '#lib/reporting/monthly/words.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The figures of a month as on the page, numbers as numbers. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const report = await locals.run(monthlyReport, { month: params.month });
  const shown = ({ value, withheld }: ShownValue) => (withheld ? m.annual_month_withheld() : value);
  const columns: Column<MonthlyFigure>[] = [
    { heading: m.annual_month_part(), width: 20, value: ({ key }) => sectionName[figureOf(key).chapter]() },
    { heading: m.annual_month_figure(), width: 32, value: ({ key }) => figureName[key]() },
    { heading: m.annual_month_unit(), width: 12, value: ({ key }) => unitName[figureOf(key).unit]() },
    { heading: m.annual_month_now(), width: 14, value: ({ now }) => shown(now) },
    { heading: m.annual_month_before(), width: 14, value: ({ monthBefore }) => shown(monthBefore) },
    { heading: m.annual_month_year_before(), width: 14, value: ({ yearBefore }) => shown(yearBefore) }
  ];
  const name = m.annual_month_sheet({ month: monthName(report.month) });
  return download(`${name}.xlsx`, await writeWorkbook(name, columns, report.figures), XLSX);
};
