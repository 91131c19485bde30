import { m } from '#lib/i18n/paraglide/messages.js';
import { complaintPatterns } from '#lib/complaints/patterns.server.ts';
import { complaintStatistics } from '#lib/complaints/statistics.server.ts';
import type { Cell } from '#lib/complaints/statistics.ts';
import { categoryWords, channelWords, findingWords } from '#lib/complaints/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { yearAsked } from '../year.ts';
import type { RequestHandler } from './$types';

interface Row {
  part: string;
  name: string;
  /** Null: not shown, since it is small. A share comes as words. */
  count: number | string | null;
}

/** The page's figures in one sheet, with what is small left as small. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { year, period } = yearAsked(url, locals.house.clock.now());
  const counts = await locals.run(complaintStatistics, period);
  const patterns = await locals.run(complaintPatterns, period);
  const whole = m.complaints_stat_year({ year });
  const percent = (share: number | null) => (share === null ? m.complaints_stat_too_few() : `${share}%`);
  const rows: Row[] = [
    { part: whole, name: m.complaints_stat_received(), count: counts.received },
    { part: whole, name: m.complaints_stat_open(), count: counts.open },
    { part: whole, name: m.complaints_stat_on_time(), count: percent(counts.onTimeShare) },
    { part: whole, name: m.complaints_stat_upheld(), count: percent(counts.upheldShare) },
    { part: whole, name: m.complaints_stat_satisfied(), count: percent(counts.satisfiedShare) },
    ...lines(m.complaints_stat_by_category(), categoryWords, counts.byCategory),
    ...lines(m.complaints_stat_by_finding(), findingWords, counts.byFinding),
    ...lines(m.complaints_stat_by_channel(), channelWords, counts.byChannel),
    ...patterns.map(({ name, category, count }) => ({
      part: m.complaints_patterns(),
      name: `${name} · ${categoryWords[category]()}`,
      count
    }))
  ];
  const bytes = await writeWorkbook<Row>(
    m.complaints_statistics(),
    [
      { heading: m.complaints_statistics(), width: 22, value: (row) => row.part },
      { heading: m.complaints_column_category(), width: 34, value: (row) => row.name },
      { heading: m.complaints_column_count(), width: 14, value: (row) => row.count ?? m.complaints_stat_few() }
    ],
    rows
  );
  return download(`${m.complaints_statistics()}-${year}.xlsx`, bytes, XLSX);
};

const lines = <Key extends string>(part: string, words: Record<Key, () => string>, cells: Record<Key, Cell>): Row[] =>
  (Object.keys(cells) as Key[]).map((key) => ({ part, name: words[key](), count: cells[key].count }));
