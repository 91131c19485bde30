import { error, type RequestHandler } from '@sveltejs/kit';
import { exportQuestions, writeQuestionFile } from '#lib/assessment/export.server.ts';
import { QuestionFilter } from '#lib/assessment/question-list.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { CSV, download, PLAIN, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';

const types = { xlsx: XLSX, csv: CSV, gift: PLAIN };

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const format = params.format as keyof typeof types;
  if (!Object.hasOwn(types, format)) error(404, { message: errorText('page.not-found', {}, locals.locale) });
  const questions = await locals.run(exportQuestions, readQuery(url, QuestionFilter));
  return download(`${m.bank_title()}.${format}`, await writeQuestionFile(format, questions), types[format]);
};
