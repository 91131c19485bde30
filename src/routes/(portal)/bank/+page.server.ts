import { z } from 'zod';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { changeStatus } from '#lib/assessment/question-editing.server.ts';
import { findQuestion, listQuestions, QuestionFilter, questionSorts } from '#lib/assessment/question-list.server.ts';
import { questionStatuses } from '#lib/assessment/question.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { statuteNames } from '#lib/law/collection.server.ts';
import { paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const ListQuery = QuestionFilter.extend({
  ...paging.shape,
  pageSize: paging.shape.pageSize.removeDefault().default(20),
  sort: z.enum(questionSorts).default('code'),
  /** The question that lies open beside the list. */
  open: z.string().max(100).optional()
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const { open, ...filter } = readQuery(url, ListQuery);
  const [list, topics, statutes] = await Promise.all([
    locals.run(listQuestions, filter),
    locals.run(listTopics, {}),
    locals.run(statuteNames, {})
  ]);
  const shown = open && list.rows.some(({ code }) => code === open) ? open : undefined;
  const question = shown ? await locals.run(findQuestion, { code: shown }) : null;
  return {
    title: m.bank_title(),
    wide: true,
    filter,
    ...list,
    topics: topics.map(({ id, name }) => ({ id, name })),
    statutes,
    question,
    rich: richTexts(question ? [question.versions[0]!] : []),
    may: { manage: locals.actor.may('bank.manage'), review: locals.actor.may('bank.review') }
  };
};

export const actions: Actions = {
  move: async (event) => {
    const data = await event.request.formData();
    const codes = data.getAll('codes').map(String);
    const to = z.enum(questionStatuses).catch('draft').parse(data.get('to'));
    return act(
      event,
      () => event.locals.run(changeStatus, { codes, to }),
      (count) => ({
        to: event.url.pathname + event.url.search.replace(/[?&]\/move/, ''),
        say: m.bank_moved({ count })
      })
    );
  }
};
