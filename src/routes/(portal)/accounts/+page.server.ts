import { m } from '#lib/i18n/paraglide/messages.js';
import { ListAccounts, listAccounts, listCadresWithoutAccount } from '#lib/people/accounts.server.ts';
import { needsSecurityAdmin } from '#lib/people/roles.server.ts';
import { readQuery } from '../../submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url, ListAccounts);
  const mayManage = locals.actor.may('accounts.manage');
  return {
    title: m.people_accounts(),
    wide: true,
    query,
    list: await locals.run(listAccounts, query),
    mayManage,
    without: mayManage ? (await locals.run(listCadresWithoutAccount, { limit: 1 })).total : 0,
    namesSecurityAdmin: mayManage && (await locals.run(needsSecurityAdmin, {}))
  };
};
