import { m } from '#lib/i18n/paraglide/messages.js';
import { AuditFilter } from '#lib/platform/audit-trail.server.ts';
import type { Place } from '#lib/platform/walk.ts';
import { workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { downloadStream, XLSX } from '#routes/download.ts';
import { allRows } from '#routes/pieces.ts';
import { readQuery } from '#routes/submit.server.ts';
import { walkTrail, type TrailRow } from '../trail.server.ts';
import type { RequestHandler } from './$types';

/** The trail as filtered on the page, newest first, however long. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const filter = readQuery(url, AuditFilter.omit({ page: true, pageSize: true }));
  const rows = await allRows((after?: Place) => walkTrail(locals, { ...filter, after }));
  const sheet = m.platform_audit_sheet();
  const file = workbookPieces<TrailRow>(
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
  return downloadStream(`${sheet}.xlsx`, file, XLSX);
};
