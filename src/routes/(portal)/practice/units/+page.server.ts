import { unitStrengths } from '#lib/assessment/practice-units.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.practice_units(),
  wide: true,
  strengths: await locals.run(unitStrengths, {}),
  /** Teaching is planned by those who make sessions. */
  plans: locals.actor.may('session.manage')
});
