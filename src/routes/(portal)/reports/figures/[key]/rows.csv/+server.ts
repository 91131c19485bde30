import { csvPieces } from '#lib/platform/workbook-stream.server.ts';
import { CSV, downloadStream } from '#routes/download.ts';
import { rowsFile } from '../rows-file.server.ts';
import type { RequestHandler } from './$types';

/** The same as text, written out piece by piece: a long list never stands in memory as a file. */
export const GET: RequestHandler = async (event) => {
  const { name, columns, rows } = await rowsFile(event);
  return downloadStream(`${name}.csv`, csvPieces(columns, rows), CSV);
};
