import { examsToMark } from '#lib/assessment/human-marking.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.marking_list_title(),
  exams: await locals.run(examsToMark, {})
});
