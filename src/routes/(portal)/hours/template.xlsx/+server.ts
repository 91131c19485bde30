import { m } from '#lib/i18n/paraglide/messages.js';
import { writeImportTemplate } from '#lib/hours/import.server.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () => download(`${m.hours_import()}.xlsx`, await writeImportTemplate(), XLSX);
