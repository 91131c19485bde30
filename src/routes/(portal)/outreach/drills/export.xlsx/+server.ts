import { m } from '#lib/i18n/paraglide/messages.js';
import { drillKindWords } from '#lib/outreach/drill-words.ts';
import { ListDrills, listDrills, type DrillListRow } from '#lib/outreach/drill.server.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<DrillListRow>[] => [
  { heading: m.outreach_field_day(), width: 14, value: ({ heldOn }) => heldOn },
  { heading: m.outreach_drill_title(), width: 30, value: ({ title }) => title },
  { heading: m.outreach_drill_kind(), value: ({ kind }) => drillKindWords[kind]() },
  { heading: m.outreach_drill_team(), width: 18, value: ({ team }) => team },
  { heading: m.outreach_field_place(), width: 18, value: ({ place }) => place },
  { heading: m.outreach_team_size(), value: ({ people }) => people },
  { heading: m.outreach_drill_attended(), value: ({ attended }) => attended },
  { heading: m.outreach_drill_minutes(), value: ({ minutes }) => minutes }
];

/** The list as it is filtered and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const query = readQuery(url, ListDrills);
  const rows: DrillListRow[] = [];
  let year: number;
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listDrills, { ...query, page, pageSize: 200 });
    ({ year } = part);
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) break;
  }
  const name = m.outreach_drills_caption({ year });
  return download(`${name}.xlsx`, await writeWorkbook(name, columns(), rows), XLSX);
};
