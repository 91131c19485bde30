import { exportLawChanged, LawChangedFilter, type CitationChange } from '#lib/assessment/law-changed.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { changeWords } from '#lib/law/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** The queue as filtered on the page: a line for each citation that ended. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const rows = await locals.run(exportLawChanged, readQuery(url, LawChangedFilter));
  const lines = rows.flatMap((row) => row.citations.filter(({ ended }) => ended).map((change) => ({ row, change })));
  const words = (side: CitationChange['after']) => side?.text ?? side?.summary ?? '';
  const bytes = await writeWorkbook<(typeof lines)[number]>(
    m.bank_queue_title(),
    [
      { heading: m.bank_code(), value: ({ row }) => row.code },
      { heading: m.bank_stem(), width: 50, value: ({ row }) => row.stem },
      { heading: m.bank_statute(), width: 24, value: ({ change }) => change.shortTitle },
      { heading: m.bank_queue_kind(), value: ({ change }) => changeWords[change.kind]() },
      { heading: m.law_side_old(), width: 14, value: ({ change }) => change.before.number ?? '' },
      { heading: m.bank_queue_old_text(), width: 60, value: ({ change }) => words(change.before) },
      { heading: m.law_side_new(), width: 14, value: ({ change }) => change.after?.number ?? '' },
      { heading: m.bank_queue_new_text(), width: 60, value: ({ change }) => words(change.after) }
    ],
    lines
  );
  return download(`${m.bank_queue_title()}.xlsx`, bytes, XLSX);
};
