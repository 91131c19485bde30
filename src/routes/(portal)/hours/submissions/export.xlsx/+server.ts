import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listSubmissions, type SubmissionOfPerson } from '#lib/hours/submission-list.server.ts';
import { categoryName, submissionStateName } from '#lib/hours/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { SubmissionsQuery } from '../submissions-query.ts';
import type { RequestHandler } from './$types';

/** Submissions in one state, with the page's search; the oldest 200 that wait, or the newest 200 decided. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { state, q } = readQuery(url, SubmissionsQuery);
  const { rows, minutesPerHour } = await locals.run(listSubmissions, { state, q, pageSize: 200 });
  const sheet = m.hours_submissions();
  const bytes = await writeWorkbook<SubmissionOfPerson>(
    sheet,
    [
      { heading: m.hours_column_number(), value: (row) => row.staffNumber },
      { heading: m.hours_column_name(), value: (row) => row.name },
      { heading: m.hours_column_unit(), width: 20, value: (row) => row.unitName },
      { heading: m.hours_column_what(), width: 36, value: (row) => row.title },
      { heading: m.hours_submit_organiser(), width: 20, value: (row) => row.organiser },
      { heading: m.hours_enter_category(), width: 16, value: (row) => categoryName(row.category) },
      { heading: m.hours_column_day(), width: 14, value: (row) => row.endedOn },
      { heading: m.hours_enter_unit_hours(), value: (row) => (row.credited ?? row.minutes) / minutesPerHour },
      { heading: m.hours_column_state(), value: (row) => submissionStateName(row.state) },
      { heading: m.hours_column_by(), width: 16, value: (row) => row.decidedBy },
      { heading: m.hours_column_reason(), width: 30, value: (row) => row.reason },
      { heading: m.hours_column_submitted(), width: 20, value: (row) => formatInstant(row.submittedAt) }
    ],
    rows
  );
  return download(`${sheet} ${submissionStateName(state)}.xlsx`, bytes, XLSX);
};
