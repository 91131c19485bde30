import type { RequestHandler } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { createMissingAccounts } from '#lib/people/accounts.server.ts';
import { writeHandouts } from '#lib/people/roster.server.ts';
import { download, XLSX } from '../../../download.ts';

/** Makes the missing accounts and answers with the sheet of their initial passwords: the only time they can be read. */
export const POST: RequestHandler = async ({ locals }) => {
  const { house, actor, requestId } = locals;
  const handouts = await locals.attempt(() => createMissingAccounts(house, actor, requestId));
  return download(`${m.people_handout_file()}.xlsx`, await writeHandouts(handouts), XLSX);
};
