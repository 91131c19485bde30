import { m } from '#lib/i18n/paraglide/messages.js';
import { holds } from '#lib/platform/actor.ts';
import { verifyAudit } from '#lib/platform/audit.server.ts';
import { AuditFilter } from '#lib/platform/audit-trail.server.ts';
import { actionName } from '#lib/platform/audit-words.server.ts';
import { registry } from '#lib/platform/door.server.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { readQuery } from '#routes/submit.server.ts';
import { readTrail } from './trail.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = readQuery(url, AuditFilter);
  const actions = [...registry.values()]
    .filter(({ trace }) => typeof trace === 'function')
    .map(({ name }) => ({ value: name, label: actionName(name) }))
    .sort((a, b) => a.value.localeCompare(b.value, 'en'));
  return { title: m.platform_audit_title(), wide: true, filter, actions, ...(await readTrail(locals, filter)) };
};

export const actions: Actions = {
  verify: async ({ locals }) => {
    await requireAllowed(locals, holds('audit.view'));
    return { verdict: await verifyAudit(locals.house) };
  }
};
