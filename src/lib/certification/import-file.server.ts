/** The table that cards are imported from. Its headings are Chinese whoever reads the screen: the files go round the town. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { readTable, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import type { ImportRow } from './import.server.ts';

type ImportColumn = Exclude<keyof ImportRow, 'row'>;

const zh = { locale: 'zh-CN' } as const;
const headings: Record<ImportColumn, string> = {
  staffNumber: m.certification_column_staff({}, zh),
  number: m.certification_column_number({}, zh),
  issuer: m.certification_column_issuer({}, zh),
  field: m.certification_column_field({}, zh),
  issuedOn: m.certification_column_issued({}, zh),
  expiresOn: m.certification_column_expires({}, zh)
};
const columns = Object.keys(headings) as ImportColumn[];
/** Rows of the template that show how to fill it in begin so, and are passed over. */
const exampleMark = m.certification_template_mark({}, zh);

/** Reads a file of cards, Excel or CSV. @throws DomainError `file.…` when it is no table with these headings. */
export async function readCertificates(bytes: Uint8Array): Promise<ImportRow[]> {
  const table = await readTable(bytes, Object.values(headings));
  return table
    .map(({ row, cells }) => {
      const read = Object.fromEntries(columns.map((column) => [column, cells[headings[column]] ?? '']));
      return { row, ...(read as Record<ImportColumn, string>) };
    })
    .filter(({ staffNumber }) => !staffNumber.startsWith(exampleMark));
}

/** An empty table with one row that shows how to fill it in. */
export function writeCertificateTemplate(): Promise<Uint8Array> {
  const example: Record<ImportColumn, string> = {
    staffNumber: `${exampleMark}017`,
    number: m.certification_template_number({}, zh),
    issuer: m.certification_template_issuer({}, zh),
    field: m.certification_template_field({}, zh),
    issuedOn: '2021-12-01',
    expiresOn: '2026-11-30'
  };
  return writeWorkbook(
    m.certification_sheet_template({}, zh),
    columns.map((column) => ({ heading: headings[column], width: 18, value: (row: typeof example) => row[column] })),
    [example]
  );
}
