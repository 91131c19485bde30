import { pdfPaper } from '#lib/reporting/annual/paper.server.ts';
import { download, PDF } from '#routes/download.ts';
import { askedPaper } from '../paper.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { name, paper } = await askedPaper(event);
  return download(`${name}.pdf`, await event.locals.attempt(() => pdfPaper(paper)), PDF);
};
