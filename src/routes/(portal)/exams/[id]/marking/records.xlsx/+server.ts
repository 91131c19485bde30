import { itemCode } from '#lib/assessment/analysis-words.ts';
import { markingRecords, type MarkingRecord } from '#lib/assessment/marking-records.server.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<MarkingRecord>[] => [
  { heading: m.marking_record_at(), width: 20, value: ({ at }) => formatInstant(at) },
  { heading: m.marking_record_marker(), value: ({ marker }) => marker },
  { heading: m.marking_record_question(), width: 20, value: itemCode },
  {
    heading: m.marking_record_person(),
    width: 20,
    value: ({ person }) => (person ? `${person.name} ${person.staffNumber}` : m.marking_record_hidden())
  },
  {
    heading: m.marking_record_state(),
    value: ({ points }) => (points === null ? m.marking_record_draft() : m.marking_record_finished())
  },
  { heading: m.marking_record_points(), value: ({ points }) => points },
  { heading: m.marking_record_lines(), width: 20, value: ({ given }) => given.map((one) => one ?? '–').join(' / ') },
  { heading: m.marking_comment(), width: 40, value: ({ comment }) => comment }
];

export const GET: RequestHandler = async ({ locals, params }) => {
  const { title, rows } = await locals.run(markingRecords, { examId: params.id });
  return download(
    `${title} ${m.marking_records()}.xlsx`,
    await writeWorkbook(m.marking_records(), columns(), rows),
    XLSX
  );
};
