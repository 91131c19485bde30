import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wallStates } from '#lib/certification/readiness.ts';
import { showWall, type WallPerson } from '#lib/certification/wall.server.ts';
import { actionText, reasonText, stateName } from '#lib/certification/words.ts';
import { dayInput } from '#lib/platform/input.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const Query = z.object({
  state: z.enum([...wallStates, 'all']).default('all'),
  unit: z.coerce.number().int().positive().optional(),
  q: z.string().trim().max(50).default(''),
  on: dayInput.optional()
});

/** The wall as a list, with the same filters. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { state, unit, q, on: asked } = readQuery(url, Query);
  const { people, on } = await locals.run(showWall, { on: asked, unitId: unit, q });
  const rows = people.filter(({ readiness }) => state === 'all' || readiness.state === state);
  const sheet = m.certification_sheet_wall();
  const bytes = await writeWorkbook<WallPerson>(
    sheet,
    [
      { heading: m.certification_column_staff(), value: ({ staffNumber }) => staffNumber },
      { heading: m.certification_column_name(), value: ({ name }) => name },
      { heading: m.certification_column_unit(), width: 20, value: ({ unitName }) => unitName },
      { heading: m.certification_column_post(), width: 16, value: ({ post }) => post },
      { heading: m.certification_column_state(), value: ({ readiness }) => stateName(readiness.state) },
      { heading: m.certification_column_why(), width: 40, value: ({ readiness }) => reasonText(readiness, on) },
      {
        heading: m.certification_column_next(),
        width: 30,
        value: ({ readiness: { next } }) => (next ? actionText(next, on).title : '')
      },
      {
        heading: m.certification_column_number(),
        width: 18,
        value: ({ readiness: { standing } }) => standing.number ?? ''
      },
      {
        heading: m.certification_column_expires(),
        width: 14,
        value: ({ readiness: { standing } }) => standing.validTo ?? ''
      }
    ],
    rows
  );
  return download(`${sheet} ${on}.xlsx`, bytes, XLSX);
};
