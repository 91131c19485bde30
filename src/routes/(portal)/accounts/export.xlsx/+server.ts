import type { RequestHandler } from '@sveltejs/kit';
import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { AccountFilter, exportAccounts } from '#lib/people/accounts.server.ts';
import { accountStateName, roleName } from '#lib/people/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '../../../download.ts';
import { readQuery } from '../../../submit.server.ts';

export const GET: RequestHandler = async ({ locals, url }) => {
  const rows = await locals.run(exportAccounts, readQuery(url, AccountFilter));
  const bytes = await writeWorkbook(
    m.people_accounts(),
    [
      { heading: m.people_login(), value: (row) => row.login },
      { heading: m.people_name(), value: (row) => row.displayName },
      { heading: m.people_unit(), width: 20, value: (row) => row.unit ?? '' },
      {
        heading: m.people_roles(),
        width: 30,
        value: (row) => row.roles.map(({ role }) => roleName(role)).join(m.people_comma())
      },
      { heading: m.people_state(), value: (row) => accountStateName(row.state) },
      {
        heading: m.people_last_sign_in(),
        width: 24,
        value: (row) => (row.lastSignInAt ? formatInstant(row.lastSignInAt) : '')
      }
    ],
    rows
  );
  return download(`${m.people_accounts()}.xlsx`, bytes, XLSX);
};
