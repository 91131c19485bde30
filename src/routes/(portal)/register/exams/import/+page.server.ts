import { m } from '#lib/i18n/paraglide/messages.js';
import { readExams } from '#lib/certification/exam-import-file.server.ts';
import { ExamImportRows, importExams, previewExams } from '#lib/certification/exam-import.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { importActions } from '../../import-actions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('register.manage'));
  return { title: m.register_exams_import() };
};

export const actions = importActions({
  read: readExams,
  preview: (locals, rows) => locals.run(previewExams, { rows }),
  rows: ExamImportRows,
  write: (locals, data) => locals.run(importExams, data),
  done: (count) => ({ to: '/register/exams', say: m.register_exams_import_done({ count }) })
});
