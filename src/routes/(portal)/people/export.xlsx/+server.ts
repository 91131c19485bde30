import type { RequestHandler } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { CadreFilter, exportCadres } from '#lib/people/cadres.server.ts';
import { writeRoster } from '#lib/people/roster.server.ts';
import { download, XLSX } from '../../../download.ts';
import { readQuery } from '../../../submit.server.ts';

export const GET: RequestHandler = async ({ locals, url }) => {
  const people = await locals.run(exportCadres, readQuery(url, CadreFilter));
  return download(`${m.people_roster()}.xlsx`, await writeRoster(people), XLSX);
};
