import { m } from '#lib/i18n/paraglide/messages.js';
import { writeExamTemplate } from '#lib/certification/exam-import-file.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { download, XLSX } from '#routes/download.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
  await requireAllowed(locals, holds('register.manage'));
  return download(`${m.register_sheet_exams()}.xlsx`, await writeExamTemplate(), XLSX);
};
