import { outcomeWords } from '#lib/assessment/exam-words.ts';
import { examResults, type ResultRow } from '#lib/assessment/results.server.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { ResultsQuery } from '../results-query.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<ResultRow>[] => [
  { heading: m.assessment_column_number(), value: ({ staffNumber }) => staffNumber },
  { heading: m.assessment_column_person(), value: ({ name }) => name },
  { heading: m.assessment_column_unit(), width: 18, value: ({ unitName }) => unitName },
  { heading: m.assessment_column_outcome(), value: ({ outcome }) => outcomeWords[outcome]() },
  { heading: m.assessment_column_score(), value: ({ best }) => best?.points ?? null },
  { heading: m.assessment_column_percent(), value: ({ best }) => best?.percent ?? null },
  {
    heading: m.exam_column_paper(),
    value: ({ best }) => (best?.paperForm ? m.exam_on_paper({ form: best.paperForm }) : null)
  },
  { heading: m.assessment_column_attempts(), value: ({ attempts }) => attempts },
  {
    heading: m.assessment_column_submitted(),
    width: 20,
    value: ({ best }) => (best ? formatInstant(best.submittedAt) : null)
  }
];

/** The list as it is filtered and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { q, unit, outcome, sort } = readQuery(url, ResultsQuery);
  const rows: ResultRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(examResults, {
      examId: params.id,
      search: q,
      unitId: unit,
      outcome,
      sort,
      page,
      pageSize: 200
    });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) {
      const name = `${m.assessment_results_of({ title: part.exam.title })}.xlsx`;
      return download(name, await writeWorkbook(m.assessment_results_sheet(), columns(), rows), XLSX);
    }
  }
};
