import { formatTime } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { home } from '#lib/reporting/home.server.ts';
import { partOfDay } from '#lib/reporting/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const page = await locals.run(home, {});
  return {
    ...page,
    title: m.reporting_home_title(),
    wide: page.supervisor !== undefined,
    part: partOfDay(Number(formatTime(page.now).slice(0, 2))),
    name: locals.account?.displayName ?? ''
  };
};
