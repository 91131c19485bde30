import { m } from '#lib/i18n/paraglide/messages.js';
import { overseeMentoring, type MatrixRow } from '#lib/mentoring/oversight.server.ts';
import { levelWords } from '#lib/mentoring/words.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The matrix of tasks and mentees. */
export const GET: RequestHandler = async ({ locals }) => {
  const { matrix } = await locals.run(overseeMentoring, {});
  const columns: Column<MatrixRow>[] = [
    { heading: m.mentoring_area(), width: 18, value: ({ area }) => area },
    { heading: m.mentoring_task(), width: 24, value: ({ title }) => title },
    ...matrix.mentees.map(({ name, staffNumber }, at): Column<MatrixRow> => ({
      heading: `${name} ${staffNumber}`,
      width: 16,
      value: ({ cells }) => {
        const cell = cells[at];
        if (!cell) return m.mentoring_not_planned();
        return cell.level ? levelWords[cell.level]() : m.mentoring_level_none();
      }
    }))
  ];
  return download(
    `${m.mentoring_matrix()}.xlsx`,
    await writeWorkbook(m.mentoring_matrix(), columns, matrix.rows),
    XLSX
  );
};
