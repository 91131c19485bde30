import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { concernText } from '#lib/certification/records-words.ts';
import { ListCheck, listCheck, type CheckEntryRow } from '#lib/certification/yearly-check.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** A year's whole list with declarations and results, as it goes to the district. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { year } = readQuery(url, ListCheck);
  const { rows, check } = await locals.run(listCheck, { year });
  const today = dayOf(locals.house.clock.now());
  const sheet = m.register_check_sheet();
  const bytes = await writeWorkbook<CheckEntryRow>(
    sheet,
    [
      { heading: m.certification_column_staff(), value: (row) => row.staffNumber },
      { heading: m.certification_column_name(), value: (row) => row.name },
      { heading: m.certification_column_unit(), width: 20, value: (row) => row.unitName },
      {
        heading: m.register_check_declared(),
        width: 18,
        value: (row) => (row.declaredAt ? formatInstant(row.declaredAt) : '')
      },
      { heading: m.register_check_remark(), width: 30, value: (row) => row.declaration?.remark ?? '' },
      {
        heading: m.register_check_look(),
        width: 50,
        value: (row) => row.concerns.map((concern) => concernText(concern, today)).join('；')
      },
      { heading: m.register_check_result(), value: resultOf },
      { heading: m.register_check_note(), width: 30, value: (row) => row.resultNote ?? '' }
    ],
    rows
  );
  return download(`${sheet}${check?.year ?? ''}.xlsx`, bytes, XLSX);
};

const resultOf = ({ result }: CheckEntryRow) =>
  result === null ? '' : result === 'passed' ? m.register_check_passed() : m.register_check_failed();
