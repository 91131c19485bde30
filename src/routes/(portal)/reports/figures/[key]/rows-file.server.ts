import type { RequestEvent } from '@sveltejs/kit';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import type { Column } from '#lib/platform/spreadsheet.server.ts';
import type { FigureRow } from '#lib/reporting/annual/figure.ts';
import { figureOf } from '#lib/reporting/annual/figures.ts';
import { showFigure } from '#lib/reporting/annual/report.server.ts';
import { figureName, unitName } from '#lib/reporting/annual/words.ts';
import { askedPeriod } from '../../period-query.ts';

/** All records behind a figure, none of a figure that is withheld, with the columns of its file. */
export async function rowsFile({ locals, url, params }: RequestEvent<{ key: string }>) {
  const { period } = askedPeriod(url, dayOf(locals.house.clock.now()));
  const { figure, rows } = await locals.run(showFigure, { ...period, key: params.key, pageSize: 1_000_000 });
  const { amountUnit } = figureOf(figure.key);
  const columns: Column<FigureRow>[] = [
    { heading: m.annual_row_label(), width: 32, value: ({ label }) => label },
    { heading: m.annual_row_note(), width: 28, value: ({ note }) => note },
    { heading: m.annual_row_day(), width: 16, value: ({ day }) => (day ? formatDay(day) : null) },
    ...(amountUnit ? [{ heading: unitName[amountUnit](), value: ({ amount }: FigureRow) => amount }] : [])
  ];
  return {
    name: `${figureName[figure.key]()} ${period.from} ${period.to}`,
    columns,
    rows: figure.withheld ? [] : rows
  };
}
