import { m } from '#lib/i18n/paraglide/messages.js';
import { ListExams, listOfficialExams } from '#lib/certification/exam-import.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, ListExams.omit({ pageSize: true }));
  const { rows, total } = await locals.run(listOfficialExams, asked);
  return { title: m.register_exams_title(), asked, rows, total, mayManage: locals.actor.may('register.manage') };
};
