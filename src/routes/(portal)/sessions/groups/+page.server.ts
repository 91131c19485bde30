import { m } from '#lib/i18n/paraglide/messages.js';
import { listGroups } from '#lib/learning/groups.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.sessions_groups(),
  groups: await locals.run(listGroups, {}),
  mayManage: locals.actor.may('session.manage')
});
