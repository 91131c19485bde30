import { m } from '#lib/i18n/paraglide/messages.js';
import { AuditFilter } from '#lib/platform/audit-trail.server.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { readTrail, type TrailRow } from '../trail.server.ts';
import type { RequestHandler } from './$types';

/** As many rows as a sheet stays handy with; narrower filters reach the rest. */
const MOST = 20_000;

/** The trail as filtered on the page, newest first. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const filter = readQuery(url, AuditFilter.omit({ page: true, pageSize: true }));
  const rows: TrailRow[] = [];
  for (let page = 1; ; page += 1) {
    const read = await readTrail(locals, { ...filter, page, pageSize: 200 });
    rows.push(...read.rows);
    if (rows.length >= Math.min(read.total, MOST)) break;
  }
  const sheet = m.platform_audit_sheet();
  const bytes = await writeWorkbook<TrailRow>(
    sheet,
    [
      { heading: m.platform_audit_col_id(), value: (row) => row.id },
      { heading: m.platform_audit_col_at(), width: 22, value: (row) => row.at },
      { heading: m.platform_audit_col_who(), value: (row) => row.who },
      { heading: m.platform_audit_col_action(), width: 22, value: (row) => row.action },
      { heading: m.platform_audit_col_subject(), width: 22, value: (row) => row.subjectWords },
      { heading: m.platform_audit_col_detail(), width: 60, value: (row) => row.detail }
    ],
    rows
  );
  return download(`${sheet}.xlsx`, bytes, XLSX);
};
