import { fail, isHttpError } from '@sveltejs/kit';
import { keyedRows } from '#lib/assessment/key-form.ts';
import { keyingSheet, keyInPapers } from '#lib/assessment/paper-exam.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { optionalLine, paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many papers on a page: what one marker keys in at a sitting. */
const PAGE = 20;
const Query = paging.extend({ q: optionalLine(40), fix: optionalLine(64) });

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { q, fix, page } = readQuery(url, Query);
  const sheet = await locals.run(keyingSheet, { examId: params.id, search: q, page, pageSize: PAGE });
  return {
    title: m.exam_key_in_of({ title: sheet.exam.title }),
    wide: true,
    sheet,
    fix,
    query: { q, page, pageSize: PAGE }
  };
};

export const actions: Actions = {
  default: async (event) => {
    const typed = Object.fromEntries([...(await event.request.formData())].map(([name, said]) => [name, String(said)]));
    try {
      return await act(
        event,
        () => event.locals.run(keyInPapers, { examId: event.params.id, rows: keyedRows(typed) }),
        ({ papers }) => ({ to: event.url.pathname, say: m.exam_keyed_in({ count: papers }) })
      );
    } catch (problem) {
      if (!isHttpError(problem, 400)) throw problem;
      return fail(400, { problem: problem.body.message, cells: problem.body.fields ?? {}, typed });
    }
  }
};
