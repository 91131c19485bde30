import { m } from '#lib/i18n/paraglide/messages.js';
import { overseeMentoring } from '#lib/mentoring/oversight.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.mentoring_watch(),
  wide: true,
  watch: await locals.run(overseeMentoring, {}),
  mayTeach: locals.actor.may('course.manage'),
  mayAsk: locals.actor.may('bank.manage')
});
