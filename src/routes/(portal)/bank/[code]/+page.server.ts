import { z } from 'zod';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { changeStatus, stepsFor } from '#lib/assessment/question-editing.server.ts';
import { findQuestion } from '#lib/assessment/question-list.server.ts';
import { questionStatistics } from '#lib/assessment/question-statistics.server.ts';
import { questionStatuses } from '#lib/assessment/question.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const question = await locals.run(findQuestion, { code: params.code });
  const writtenBy = question.versions[0]!.writtenBy;
  return {
    title: question.code,
    question,
    rich: richTexts(question.versions),
    statistics: await locals.run(questionStatistics, { code: params.code }),
    maySeeResults: locals.actor.may('exam.results'),
    steps: stepsFor(locals.actor, { status: question.status, writtenBy }),
    own: writtenBy !== null && writtenBy === locals.actor.accountId,
    mayManage: locals.actor.may('bank.manage')
  };
};

export const actions: Actions = {
  move: async (event) => {
    const to = z
      .enum(questionStatuses)
      .catch('draft')
      .parse((await event.request.formData()).get('to'));
    return act(event, () => event.locals.run(changeStatus, { codes: [event.params.code], to }), {
      to: event.url.pathname,
      say: m.bank_moved({ count: 1 })
    });
  }
};
