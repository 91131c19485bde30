import { m } from '#lib/i18n/paraglide/messages.js';
import { readCertificates } from '#lib/certification/import-file.server.ts';
import { importCertificates, ImportRows, previewImport } from '#lib/certification/import.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { importActions } from '../import-actions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('register.manage'));
  return { title: m.certification_import_title() };
};

export const actions = importActions({
  read: readCertificates,
  preview: (locals, rows) => locals.run(previewImport, { rows }),
  rows: ImportRows,
  write: (locals, data) => locals.run(importCertificates, data),
  done: (count) => ({ to: '/register', say: m.certification_import_done({ count }) })
});
