import { m } from '#lib/i18n/paraglide/messages.js';
import { personFile } from '#lib/reporting/person-file.server.ts';
import { personPdf } from '#lib/reporting/person-paper.server.ts';
import { download, PDF } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The person's own file, or somebody's within a supervisor's reach. Its name names nobody. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.run(personFile, { staffNumber: params.staffNumber });
  const bytes = await locals.attempt(() => personPdf(file, locals.house.clock.now(), locals.locale));
  return download(`${m.person_file()}.pdf`, bytes, PDF);
};
