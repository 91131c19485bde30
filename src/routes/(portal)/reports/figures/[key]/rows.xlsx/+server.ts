import { workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { downloadStream, XLSX } from '#routes/download.ts';
import { rowsFile } from '../rows-file.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { name, columns, rows } = await rowsFile(event);
  return downloadStream(`${name}.xlsx`, workbookPieces(name, columns, rows), XLSX);
};
