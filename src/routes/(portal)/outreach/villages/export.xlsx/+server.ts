import { m } from '#lib/i18n/paraglide/messages.js';
import { ListVillages, listVillages, type VillageRow } from '#lib/outreach/village.server.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<VillageRow>[] => [
  { heading: m.outreach_village_name(), width: 18, value: ({ name }) => name },
  { heading: m.outreach_village_lawyer(), width: 18, value: ({ lawyer }) => lawyer },
  ...[0, 1, 2, 3].map((at) => ({
    heading: m.outreach_quarter({ number: at + 1 }),
    value: ({ quarters }: VillageRow) => quarters[at]!
  })),
  { heading: m.outreach_visits_year(), value: ({ visits }) => visits },
  { heading: m.outreach_visits_owed(), value: ({ owed }) => owed },
  { heading: m.outreach_visit_last(), width: 14, value: ({ lastOn }) => lastOn }
];

/** The matrix as it is searched and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const query = readQuery(url, ListVillages);
  const rows: VillageRow[] = [];
  let year: number;
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listVillages, { ...query, page, pageSize: 200 });
    ({ year } = part);
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) break;
  }
  const name = m.outreach_matrix_caption({ year });
  return download(`${name}.xlsx`, await writeWorkbook(name, columns(), rows), XLSX);
};
