import { m } from '#lib/i18n/paraglide/messages.js';
import { writeImportTemplate } from '#lib/hours/import.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { download, XLSX } from '#routes/download.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
  await requireAllowed(locals, holds('hours.enter'));
  return download(`${m.hours_import()}.xlsx`, await writeImportTemplate(), XLSX);
};
