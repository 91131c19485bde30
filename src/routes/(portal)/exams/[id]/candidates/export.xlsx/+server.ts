import { examCandidates, type CandidateRow } from '#lib/assessment/exam-candidates.server.ts';
import { eligibilityWords } from '#lib/assessment/exam-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { CandidatesQuery } from '../candidates-query.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<CandidateRow>[] => [
  { heading: m.assessment_column_number(), value: ({ staffNumber }) => staffNumber },
  { heading: m.assessment_column_person(), value: ({ name }) => name },
  { heading: m.assessment_column_unit(), width: 18, value: ({ unitName }) => unitName },
  { heading: m.assessment_column_why(), width: 24, value: ({ why }) => eligibilityWords[why]() },
  { heading: m.assessment_column_attempts(), value: ({ tries }) => tries },
  { heading: m.assessment_column_tries_left(), value: ({ triesLeft }) => triesLeft }
];

/** The list as it is on the page, all of it; who has more time stays on the screen. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { q, show } = readQuery(url, CandidatesQuery);
  const rows: CandidateRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(examCandidates, { examId: params.id, search: q, show, page, pageSize: 200 });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) {
      const name = `${m.assessment_candidates_of({ title: part.exam.title })}.xlsx`;
      return download(name, await writeWorkbook(m.assessment_candidates_sheet(), columns(), rows), XLSX);
    }
  }
};
