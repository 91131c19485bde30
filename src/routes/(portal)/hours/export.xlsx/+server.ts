import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { outlooks } from '#lib/hours/hours.ts';
import { overviewHours, type PersonHours } from '#lib/hours/overview.server.ts';
import { outlookName } from '#lib/hours/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const Query = z.object({
  outlook: z.enum(outlooks).optional(),
  unit: z.coerce.number().int().positive().optional(),
  q: z.string().trim().max(50).default('')
});

/** Everybody's hours of the year, with the page's filters. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { outlook, unit, q } = readQuery(url, Query);
  const { rows, rules, on } = await locals.run(overviewHours, { outlook, unitId: unit, q, pageSize: 1000 });
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
        value: (row) => (row.outlook ? outlookName(row.outlook) : m.hours_not_required())
      }
    ],
    rows
  );
  return download(`${sheet} ${on}.xlsx`, bytes, XLSX);
};
