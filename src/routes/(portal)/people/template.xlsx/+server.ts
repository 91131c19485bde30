import type { RequestHandler } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeRosterTemplate } from '#lib/people/roster.server.ts';
import { download, XLSX } from '../../../download.ts';

export const GET: RequestHandler = async () =>
  download(`${m.people_template()}.xlsx`, await writeRosterTemplate(), XLSX);
