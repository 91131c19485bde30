import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { questionsCiting } from '#lib/assessment/question-list.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { endVersion, findStatute } from '#lib/law/collection.server.ts';
import { dayOf, type Day } from '#lib/platform/clock.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const EndForm = z.object({ versionId: rowId, lastDay: dayInput });

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { versions, shownId, ...statute } = await locals.run(findStatute, {
    code: params.code,
    version: (url.searchParams.get('version') ?? undefined) as Day | undefined,
    articles: 'shown'
  });
  const version = versions.find(({ id }) => id === shownId)!;
  const mayManage = locals.actor.may('law.manage');
  return {
    title: statute.shortTitle,
    statute,
    version: {
      ...version,
      articles: version.articles.map(({ id, number, position, summary, text }) => ({
        id,
        number,
        position,
        summary,
        text
      }))
    },
    versions: versions.map(({ articles: _, frame: __, ...one }) => one),
    questions: locals.actor.may('bank.view') ? await locals.run(questionsCiting, { statuteId: statute.id }) : [],
    form: mayManage
      ? await superValidate(
          { versionId: version.id, lastDay: version.effectiveTo ?? dayOf(locals.house.clock.now()) },
          zod4(EndForm)
        )
      : null
  };
};

export const actions: Actions = {
  end: (event) =>
    submit(event, EndForm, (data) => event.locals.run(endVersion, data), {
      done: () => ({ to: event.url.pathname, say: m.law_end_saved() })
    }),
  reopen: async (event) => {
    const versionId = Number((await event.request.formData()).get('versionId'));
    return act(event, () => event.locals.run(endVersion, { versionId, lastDay: null }), {
      to: event.url.pathname,
      say: m.law_reopened()
    });
  }
};
