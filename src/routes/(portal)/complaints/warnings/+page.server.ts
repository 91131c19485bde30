import { m } from '#lib/i18n/paraglide/messages.js';
import {
  AddWarningRule,
  addWarningRule,
  endWarningRule,
  listWarnings,
  SettleWarning,
  settleWarning
} from '#lib/complaints/warning.server.ts';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const home = '/complaints/warnings';

export const load: PageServerLoad = async ({ locals }) => {
  const found = await locals.run(listWarnings, {});
  const [first] = found.watchers;
  return {
    title: m.complaints_warnings(),
    ...found,
    sets: locals.actor.may('complaints.approve'),
    rule: await superValidate({ count: 3, months: 12, watcherId: first?.accountId ?? 0 }, zod4(AddWarningRule), {
      id: 'rule',
      errors: false
    })
  };
};

export const actions: Actions = {
  settle: (event) =>
    submit(event, SettleWarning, (data) => event.locals.run(settleWarning, data), {
      id: 'settle',
      done: () => ({ to: home, say: m.complaints_warning_saved() })
    }),
  rule: (event) =>
    submit(event, AddWarningRule, (data) => event.locals.run(addWarningRule, data), {
      id: 'rule',
      done: () => ({ to: home, say: m.complaints_warning_rule_added() })
    }),
  endRule: async (event) => {
    const ruleId = Number((await event.request.formData()).get('ruleId')) || 0;
    return act(event, () => event.locals.run(endWarningRule, { ruleId }), {
      to: home,
      say: m.complaints_warning_rule_ended()
    });
  }
};
