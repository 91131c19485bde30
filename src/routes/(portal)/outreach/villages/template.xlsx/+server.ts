import { m } from '#lib/i18n/paraglide/messages.js';
import { writeVillageTemplate } from '#lib/outreach/village-import.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { download, XLSX } from '#routes/download.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
  await requireAllowed(locals, holds('outreach.manage'));
  const name = m.outreach_villages_import();
  return download(`${name}.xlsx`, await writeVillageTemplate(name, m.outreach_lawyer_example()), XLSX);
};
