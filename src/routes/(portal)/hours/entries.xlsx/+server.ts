import { z } from 'zod';
import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { walkEntries, type LedgerRow } from '#lib/hours/walk.server.ts';
import { categoryName, sourceName } from '#lib/hours/words.ts';
import { dayOf } from '#lib/platform/clock.ts';
import type { Place } from '#lib/platform/walk.ts';
import { workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { downloadStream, XLSX } from '#routes/download.ts';
import { allRows } from '#routes/pieces.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const Query = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });

/** Every entry of everybody's year, reversals beside what they take back. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { year = Number(dayOf(locals.house.clock.now()).slice(0, 4)) } = readQuery(url, Query);
  const rows = await allRows((after?: Place) => locals.run(walkEntries, { year, after }));
  const sheet = m.hours_ledger_all();
  const file = workbookPieces<LedgerRow>(
    sheet,
    [
      { heading: m.hours_column_entry(), value: (row) => row.id },
      { heading: m.hours_column_number(), value: (row) => row.staffNumber },
      { heading: m.hours_column_name(), value: (row) => row.name },
      { heading: m.hours_column_unit(), width: 20, value: (row) => row.unitName },
      { heading: m.hours_column_day(), width: 14, value: (row) => row.endedOn },
      { heading: m.hours_enter_title_label(), width: 36, value: (row) => row.title },
      { heading: m.hours_enter_category(), width: 18, value: (row) => categoryName(row.category) },
      { heading: m.hours_column_minutes(), value: (row) => row.minutes },
      { heading: m.hours_column_source(), width: 18, value: (row) => row.sourceKind && sourceName(row.sourceKind) },
      { heading: m.hours_column_reverses(), value: (row) => row.reversesId },
      { heading: m.hours_column_reason(), width: 30, value: (row) => row.reason },
      { heading: m.hours_column_by(), width: 18, value: (row) => row.enteredBy },
      { heading: m.hours_column_entered(), width: 20, value: (row) => formatInstant(row.enteredAt) }
    ],
    rows
  );
  return downloadStream(`${sheet} ${year}.xlsx`, file, XLSX);
};
