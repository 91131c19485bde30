import { confirmQuestion, lawChanged, LawChangedFilter } from '#lib/assessment/law-changed.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { changeStatus } from '#lib/assessment/question-editing.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { statuteNames } from '#lib/law/collection.server.ts';
import { paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const QueueQuery = LawChangedFilter.extend({
  ...paging.shape,
  pageSize: paging.shape.pageSize.removeDefault().default(10)
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = readQuery(url, QueueQuery);
  const [queue, statutes] = await Promise.all([locals.run(lawChanged, filter), locals.run(statuteNames, {})]);
  return {
    title: m.bank_queue_title(),
    filter,
    ...queue,
    rich: richTexts(queue.rows),
    statutes,
    may: { manage: locals.actor.may('bank.manage'), review: locals.actor.may('bank.review') }
  };
};

export const actions: Actions = {
  confirm: async (event) => {
    const data = await event.request.formData();
    const code = String(data.get('code') ?? '');
    return act(
      event,
      () =>
        event.locals.run(confirmQuestion, {
          code,
          version: Number(data.get('version')),
          articleIds: data.getAll('articleIds').map(Number)
        }),
      ({ version }) => ({ to: backTo(event.url), say: m.bank_queue_confirmed({ code, number: version }) })
    );
  },
  retire: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '');
    return act(event, () => event.locals.run(changeStatus, { codes: [code], to: 'retired' }), {
      to: backTo(event.url),
      say: m.bank_queue_retired({ code })
    });
  }
};

/** The same place in the queue, without the name of the action. */
const backTo = ({ pathname, search }: URL) => pathname + search.replace(/[?&]\/\w+/, '').replace(/^&/, '?');
