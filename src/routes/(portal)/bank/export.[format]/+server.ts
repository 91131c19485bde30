import { error, type RequestHandler } from '@sveltejs/kit';
import { exportQuestions, questionTable, walkQuestions, writeQuestionFile } from '#lib/assessment/export.server.ts';
import { formatNamed, writtenFormats } from '#lib/assessment/formats/file.server.ts';
import { QuestionFilter } from '#lib/assessment/question-list.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Place } from '#lib/platform/walk.ts';
import { CSV, download, downloadStream, PLAIN, XLSX, XML, ZIP } from '#routes/download.ts';
import { allRows } from '#routes/pieces.ts';
import { readQuery } from '#routes/submit.server.ts';

const types: Record<string, string> = { xlsx: XLSX, csv: CSV, gift: PLAIN, xml: XML, zip: ZIP };

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const format = writtenFormats.find((name) => name === params.format);
  if (!format) error(404, { message: errorText('page.not-found', {}, locals.locale) });
  const filter = readQuery(url, QuestionFilter);
  const { extension } = formatNamed(format);
  if (format === 'xlsx' || format === 'csv') {
    const all = await allRows((after?: Place) => locals.run(walkQuestions, { ...filter, after }));
    return downloadStream(`${m.bank_title()}.${extension}`, questionTable(format, all), types[extension]!);
  }
  const questions = await locals.run(exportQuestions, filter);
  return download(`${m.bank_title()}.${extension}`, await writeQuestionFile(format, questions), types[extension]!);
};
