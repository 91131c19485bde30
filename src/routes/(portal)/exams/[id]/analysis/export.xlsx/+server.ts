import { decimals, flagWords, itemCode, percentWords, reasonWords } from '#lib/assessment/analysis-words.ts';
import { examAnalysis, type ItemRow } from '#lib/assessment/exam-analysis.server.ts';
import { optionWords, typeWords } from '#lib/assessment/question-words.ts';
import type { Estimate } from '#lib/assessment/statistics.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { AnalysisQuery } from '../analysis-query.ts';
import type { RequestHandler } from './$types';

/** A number where there is one, so that Excel can go on computing; else the reason. */
const figure = (estimate: Estimate) =>
  estimate.value === null ? decimals(estimate) : Number(estimate.value.toFixed(4));

const columns = (): Column<ItemRow>[] => [
  { heading: m.analysis_column_code(), value: itemCode },
  { heading: m.analysis_column_version(), value: ({ version }) => version },
  { heading: m.analysis_column_type(), value: ({ type }) => typeWords[type]() },
  { heading: m.analysis_column_topic(), width: 18, value: ({ topic }) => topic },
  { heading: m.analysis_column_question(), width: 48, value: ({ stem }) => stem },
  { heading: m.analysis_column_met(), value: ({ statistics }) => statistics.met },
  { heading: m.analysis_column_facility(), value: ({ statistics }) => figure(statistics.facility) },
  { heading: m.analysis_column_sd(), value: ({ statistics }) => figure(statistics.spread) },
  { heading: m.analysis_column_upper_lower(), value: ({ statistics }) => figure(statistics.discrimination) },
  { heading: m.analysis_column_item_total(), value: ({ statistics }) => figure(statistics.itemTotal) },
  { heading: m.analysis_column_item_rest(), value: ({ statistics }) => figure(statistics.itemRest) },
  { heading: m.analysis_column_efficiency(), value: ({ statistics }) => figure(statistics.efficiency) },
  {
    heading: m.analysis_column_answer(),
    value: ({ statistics: { options } }) =>
      // Only the types with choices have options whose keys are the answer.
      options
        .filter(({ right }) => right)
        .map(({ key }) => optionWords({ key, text: '' }) || key)
        .join('、')
  },
  {
    heading: m.analysis_column_options(),
    width: 30,
    value: ({ statistics: { options } }) =>
      options.map(({ key, all }) => `${key} ${percentWords({ value: all, why: null })}`).join('，')
  },
  { heading: m.analysis_column_blank(), value: ({ statistics: { blank } }) => blank.people },
  {
    heading: m.analysis_column_finding(),
    width: 18,
    value: ({ findings }) => findings.map(({ flag }) => flagWords[flag]()).join('、')
  },
  {
    heading: m.analysis_column_reason(),
    width: 48,
    value: ({ findings, statistics }) => findings.map((finding) => reasonWords(finding, statistics)).join('；')
  }
];

/** The questions as they are filtered and sorted on the page, all of them. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { q, flag, sort } = readQuery(url, AnalysisQuery);
  const { exam, rows } = await locals.run(examAnalysis, { examId: params.id, search: q, flag, sort, pageSize: 2000 });
  const bytes = await writeWorkbook(m.analysis_export_sheet(), columns(), rows);
  return download(`${m.analysis_title({ title: exam.title })}.xlsx`, bytes, XLSX);
};
