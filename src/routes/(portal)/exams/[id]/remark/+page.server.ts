import { isHttpError } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { applyRemark, remarkItem, remarkList, tryRemark } from '#lib/assessment/remark.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line } from '#lib/platform/input.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import { RemarkQuery, rulingOf } from './remark-query.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE_SIZE = 50;
const Apply = z.object({ reason: line(200), changed: z.number(), newlyPassed: z.number(), newlyFailed: z.number() });

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const query = readQuery(url, RemarkQuery);
  const list = await locals.run(remarkList, { examId: params.id });
  const item = query.item ? await locals.run(remarkItem, { examId: params.id, item: query.item }) : undefined;
  const mayManage = locals.actor.may('exam.manage');
  return {
    title: m.marking_remark_title({ title: list.exam.title }),
    wide: true,
    query,
    pageSize: PAGE_SIZE,
    list,
    item,
    mayManage,
    trial: mayManage && item && query.kind ? await trialOf(locals, params.id, query) : undefined,
    apply: await superValidate(zod4(Apply), { errors: false })
  };
};

/** What the ruling would change, or the sentence that says why it cannot be tried. */
async function trialOf(locals: App.Locals, examId: string, query: z.output<typeof RemarkQuery>) {
  try {
    const asked = { examId, item: query.item, ruling: rulingOf(query), page: query.page, pageSize: PAGE_SIZE };
    return { problem: undefined, ...(await locals.run(tryRemark, asked)) };
  } catch (problem) {
    if (isHttpError(problem) && problem.status < 500) return { problem: problem.body.message };
    throw problem;
  }
}

export const actions: Actions = {
  default: (event) => {
    const query = readQuery(event.url, RemarkQuery);
    return submit(
      event,
      Apply,
      ({ reason, ...expected }) =>
        event.locals.run(applyRemark, {
          examId: event.params.id,
          item: query.item,
          ruling: rulingOf(query),
          reason,
          expected
        }),
      { done: () => ({ to: event.url.pathname, say: m.marking_remark_applied() }) }
    );
  }
};
