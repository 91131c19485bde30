import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listEntries, type EntryRow } from '#lib/hours/ledger.server.ts';
import { categoryName, sourceName } from '#lib/hours/words.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { rowId } from '#lib/platform/input.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const Query = z.object({ cadre: rowId.optional(), year: z.coerce.number().int().min(2000).max(2100).optional() });

/** Every entry of a person's year; one's own unless another is asked for. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { cadre, year } = readQuery(url, Query);
  const ledger = await locals.run(listEntries, {
    cadreId: cadre ?? locals.actor.cadreId ?? 0,
    year: year ?? Number(dayOf(locals.house.clock.now()).slice(0, 4))
  });
  const bytes = await writeWorkbook<EntryRow>(
    m.hours_ledger(),
    [
      { heading: m.hours_column_day(), width: 14, value: (row) => row.endedOn },
      { heading: m.hours_enter_title_label(), width: 36, value: (row) => row.title },
      { heading: m.hours_enter_category(), width: 18, value: (row) => categoryName(row.category) },
      { heading: m.hours_column_minutes(), value: (row) => row.minutes },
      { heading: m.hours_enter_unit_hours(), value: (row) => row.minutes / ledger.minutesPerHour },
      { heading: m.hours_column_source(), width: 18, value: (row) => row.sourceKind && sourceName(row.sourceKind) },
      { heading: m.hours_column_by(), width: 18, value: (row) => row.enteredBy },
      { heading: m.hours_column_reason(), width: 30, value: (row) => row.reason }
    ],
    ledger.entries
  );
  return download(`${m.hours_ledger()} ${ledger.year}.xlsx`, bytes, XLSX);
};
