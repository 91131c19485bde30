import { m } from '#lib/i18n/paraglide/messages.js';
import { overviewHours } from '#lib/hours/overview.server.ts';
import type { PersonHours } from '#lib/hours/people-hours.server.ts';
import { prospectName } from '#lib/hours/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { HoursQuery } from '../hours-query.ts';
import type { RequestHandler } from './$types';

/** Everybody's hours of the year, with the page's filters. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { outlook, unit, q, sort } = readQuery(url, HoursQuery);
  const { rows, rules, on } = await locals.run(overviewHours, { outlook, unitId: unit, q, sort, pageSize: 1000 });
  const sheet = m.hours_sheet();
  const bytes = await writeWorkbook<PersonHours>(
    sheet,
    [
      { heading: m.hours_column_number(), value: (row) => row.staffNumber },
      { heading: m.hours_column_name(), value: (row) => row.name },
      { heading: m.hours_column_unit(), width: 20, value: (row) => row.unitName },
      {
        heading: m.hours_target_enforcement({ target: rules.enforcementTarget }),
        value: (row) => (row.both ? row.enforcement.hours : null)
      },
      { heading: m.hours_target_everyone({ target: rules.everyoneTarget }), value: (row) => row.everyone.hours },
      { heading: m.hours_column_short(), value: (row) => row.binding?.short ?? null },
      { heading: m.hours_column_online(), value: (row) => (row.binding ?? row.everyone).online },
      {
        heading: m.hours_column_end(),
        value: (row) => (row.pace ? prospectName(row.pace.prospect) : m.hours_not_required())
      },
      { heading: m.hours_column_projected(), value: (row) => row.pace?.projected ?? null },
      {
        heading: m.hours_column_weekly(),
        value: (row) => row.pace?.weeklyNeeded ?? null
      }
    ],
    rows
  );
  return download(`${sheet} ${on}.xlsx`, bytes, XLSX);
};
