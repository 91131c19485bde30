import type { RequestHandler } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeRosterTemplate } from '#lib/people/roster.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { download, XLSX } from '../../../download.ts';
import { requireAllowed } from '../../../require-allowed.server.ts';

export const GET: RequestHandler = async ({ locals }) => {
  await requireAllowed(locals, holds('roster.manage'));
  return download(`${m.people_template()}.xlsx`, await writeRosterTemplate(), XLSX);
};
