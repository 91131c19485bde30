import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { rowsFile } from '../rows-file.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { name, columns, rows } = await rowsFile(event);
  return download(`${name}.xlsx`, await writeWorkbook(name, columns, rows), XLSX);
};
