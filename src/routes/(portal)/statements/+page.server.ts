import { m } from '#lib/i18n/paraglide/messages.js';
import { giveStatement, GiveStatement, myStatements } from '#lib/complaints/statement.server.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.complaints_statements(),
  statements: await locals.run(myStatements, {})
});

export const actions: Actions = {
  give: (event) =>
    submit(event, GiveStatement, (data) => event.locals.run(giveStatement, data), {
      id: 'give',
      done: () => ({ to: '/statements', say: m.complaints_statement_sent() })
    })
};
