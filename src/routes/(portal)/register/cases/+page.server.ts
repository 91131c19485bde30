import { m } from '#lib/i18n/paraglide/messages.js';
import { ListCases, listCases, listLeavers, openCase } from '#lib/certification/case.server.ts';
import { listCertificates } from '#lib/certification/register.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many of those who expire soon are offered at once. */
const SOON = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readQuery(url, ListCases);
  const rows = await locals.run(listCases, asked);
  const open = asked.show === 'open' && !asked.kind && !asked.q ? rows : await locals.run(listCases, {});
  const begun = new Set(open.filter(({ kind }) => kind === 'renewal').map(({ staffNumber }) => staffNumber));
  const expiring = await locals.run(listCertificates, { state: 'expiring', pageSize: 200 });
  const today = dayOf(locals.house.clock.now());
  return {
    title: m.register_cases_title(),
    asked,
    rows,
    today,
    expiring: expiring.rows.filter(({ staffNumber }) => !begun.has(staffNumber)).slice(0, SOON),
    expiringDays: (await settingsOn(locals.house.store.read, today))['certificate.expiring-days'],
    leavers: await locals.run(listLeavers, {}),
    mayManage: locals.actor.may('register.manage')
  };
};

export const actions: Actions = {
  open: async (event) => {
    const given = Object.fromEntries(await event.request.formData());
    return act(
      event,
      () => event.locals.run(openCase, given as never),
      ({ id }) => ({ to: `/register/cases/${id}`, say: m.register_cases_opened() })
    );
  }
};
