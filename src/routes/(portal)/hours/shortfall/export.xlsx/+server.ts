import { m } from '#lib/i18n/paraglide/messages.js';
import { shortfallOn, type ShortfallRow } from '#lib/hours/shortfall.server.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { ShortfallQuery } from '../shortfall-query.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
  const { by, unit, year, q } = readQuery(url, ShortfallQuery);
  const { rows, milestone } = await locals.run(shortfallOn, {
    year,
    q,
    milestone: by,
    unitId: unit,
    pageSize: 1000
  });
  const sheet = m.hours_shortfall_sheet();
  const bytes = await writeWorkbook<ShortfallRow>(
    sheet,
    [
      { heading: m.hours_column_number(), value: (row) => row.staffNumber },
      { heading: m.hours_column_name(), value: (row) => row.name },
      { heading: m.hours_column_unit(), width: 20, value: (row) => row.unitName },
      { heading: m.hours_shortfall_target(), value: (row) => row.binding.target },
      { heading: m.hours_shortfall_asked(), value: (row) => row.asked },
      { heading: m.hours_shortfall_had(), value: (row) => row.binding.hours },
      { heading: m.hours_column_short(), value: (row) => row.short }
    ],
    rows
  );
  return download(`${sheet} ${milestone.day}.xlsx`, bytes, XLSX);
};
