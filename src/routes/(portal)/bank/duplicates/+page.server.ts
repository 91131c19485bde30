import { DuplicateFilter, findDuplicates, markDistinct } from '#lib/assessment/duplicates.server.ts';
import { changeStatus } from '#lib/assessment/question-editing.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Query = DuplicateFilter.extend(paging.shape);

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = { ...readQuery(url, Query), pageSize: 10 };
  const pairs = await locals.run(findDuplicates, filter);
  return {
    title: m.bank_duplicates(),
    filter,
    pairs,
    rich: richTexts(pairs.rows.flatMap(({ first, second }) => [first, second])),
    mayManage: locals.actor.may('bank.manage')
  };
};

/** The list as it was, without the name of the action. */
const here = ({ url }: RequestEvent) => url.pathname + url.search.replace(/[?&]\/\w+/, '');

export const actions: Actions = {
  retire: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '');
    return act(event, () => event.locals.run(changeStatus, { codes: [code], to: 'retired' }), {
      to: here(event),
      say: m.bank_queue_retired({ code })
    });
  },
  distinct: async (event) => {
    const [first = '', second = ''] = (await event.request.formData()).getAll('code').map(String);
    return act(event, () => event.locals.run(markDistinct, { codes: [first, second] }), {
      to: here(event),
      say: m.bank_duplicates_kept()
    });
  }
};
