import { m } from '#lib/i18n/paraglide/messages.js';
import { ListCertificates, walkCertificates, type CertificateRow } from '#lib/certification/register.server.ts';
import { standingName } from '#lib/certification/words.ts';
import type { Place } from '#lib/platform/walk.ts';
import { workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { downloadStream, XLSX } from '#routes/download.ts';
import { allRows } from '#routes/pieces.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** The register as filtered on the page; its headings are those an import reads. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const asked = readQuery(url, ListCertificates.omit({ page: true, pageSize: true }));
  const rows = await allRows((after?: Place) => locals.run(walkCertificates, { ...asked, after }));
  const sheet = m.certification_sheet_register();
  const file = workbookPieces<CertificateRow>(
    sheet,
    [
      { heading: m.certification_column_staff(), value: (row) => row.staffNumber },
      { heading: m.certification_column_name(), value: (row) => row.name },
      { heading: m.certification_column_unit(), width: 20, value: (row) => row.unitName },
      { heading: m.certification_column_number(), width: 18, value: (row) => row.number },
      { heading: m.certification_column_issuer(), width: 20, value: (row) => row.issuer },
      { heading: m.certification_column_field(), width: 16, value: (row) => row.field },
      { heading: m.certification_column_issued(), width: 14, value: (row) => row.issuedOn },
      { heading: m.certification_column_expires(), width: 14, value: (row) => row.expiresOn },
      { heading: m.certification_column_state(), value: (row) => standingName(row.state) }
    ],
    rows
  );
  return downloadStream(`${sheet}.xlsx`, file, XLSX);
};
