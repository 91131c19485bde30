import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wallStates } from '#lib/certification/readiness.ts';
import { showWall, type FieldPerson } from '#lib/certification/wall.server.ts';
import { columnLabel, columnsIn, columnText, wallColumns, type WallColumn } from '#lib/certification/wall-columns.ts';
import { dayInput } from '#lib/platform/input.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const Query = z.object({
  state: z.enum([...wallStates, 'all']).default('all'),
  unit: z.coerce.number().int().positive().optional(),
  q: z.string().trim().max(50).default(''),
  field: z.string().max(60).default(''),
  on: dayInput.optional()
});

const WIDTHS: Partial<Record<WallColumn, number>> = { unit: 20, why: 40, next: 30, number: 18 };

/** The wall as a list, with the same filters. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { state, unit, q, field, on: asked } = readQuery(url, Query);
  const { people, on } = await locals.run(showWall, { on: asked, unitId: unit, q, field });
  // The list's columns as chosen there; without a choice all of them.
  const columns = url.searchParams.has('col') ? columnsIn(url) : wallColumns;
  const rows = people.filter(({ readiness }) => state === 'all' || readiness.state === state);
  const sheet = m.certification_sheet_wall();
  const bytes = await writeWorkbook<FieldPerson>(
    sheet,
    [
      { heading: m.certification_column_staff(), value: ({ staffNumber }) => staffNumber },
      { heading: m.certification_column_name(), value: ({ name }) => name },
      ...columns.map((column) => ({
        heading: columnLabel(column),
        width: WIDTHS[column] ?? 16,
        value: (person: FieldPerson) => columnText(column, person, on, true)
      }))
    ],
    rows
  );
  return download(`${sheet} ${on}.xlsx`, bytes, XLSX);
};
