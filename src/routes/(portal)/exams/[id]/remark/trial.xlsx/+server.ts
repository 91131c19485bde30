import { tryRemark, type RemarkChange, type Standing } from '#lib/assessment/remark.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { RemarkQuery, rulingOf } from '../remark-query.ts';
import type { RequestHandler } from './$types';

const points = ({ points: got, pointsPossible }: Standing) => `${got} / ${pointsPossible}`;
const outcome = ({ passed }: Standing) =>
  passed === null
    ? m.assessment_outcome_marking()
    : passed
      ? m.assessment_outcome_passed()
      : m.assessment_outcome_failed();

const columns = (): Column<RemarkChange>[] => [
  { heading: m.assessment_column_number(), value: ({ staffNumber }) => staffNumber },
  { heading: m.assessment_column_person(), value: ({ name }) => name },
  { heading: m.assessment_column_unit(), width: 18, value: ({ unitName }) => unitName },
  { heading: m.assessment_column_attempts(), value: ({ number }) => number },
  { heading: m.marking_remark_column_before(), value: ({ before }) => points(before) },
  { heading: m.assessment_column_outcome(), value: ({ before }) => outcome(before) },
  { heading: m.marking_remark_column_after(), value: ({ after }) => points(after) },
  { heading: m.marking_remark_column_turn(), value: ({ after }) => outcome(after) }
];

/** Everybody whose points a ruling would change. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const query = readQuery(url, RemarkQuery);
  const rows: RemarkChange[] = [];
  for (let page = 1; ; page += 1) {
    const asked = { examId: params.id, item: query.item, ruling: rulingOf(query), page, pageSize: 200 };
    const trial = await locals.run(tryRemark, asked);
    rows.push(...trial.rows);
    if (rows.length >= trial.changed || !trial.rows.length) break;
  }
  const bytes = await writeWorkbook(m.marking_remark_sheet(), columns(), rows);
  return download(`${m.marking_remark_sheet()}.xlsx`, bytes, XLSX);
};
