import type { RequestHandler } from '@sveltejs/kit';
import { writeTemplate } from '#lib/assessment/export.server.ts';
import { importQuestions } from '#lib/assessment/import.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { download, XLSX } from '#routes/download.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';

export const GET: RequestHandler = async ({ locals }) => {
  await requireAllowed(locals, importQuestions.allow);
  return download(`${m.bank_template_file()}.xlsx`, await writeTemplate(), XLSX);
};
