import { m } from '#lib/i18n/paraglide/messages.js';
import { complaintPatterns } from '#lib/complaints/patterns.server.ts';
import { complaintStatistics } from '#lib/complaints/statistics.server.ts';
import { yearAsked } from './year.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { year, thisYear, period } = yearAsked(url, locals.house.clock.now());
  return {
    title: m.complaints_statistics(),
    year,
    thisYear,
    statistics: await locals.run(complaintStatistics, period),
    patterns: await locals.run(complaintPatterns, period),
    plans: locals.actor.may('session.manage')
  };
};
