import { handInMock, openMock } from '#lib/assessment/practice-mock.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { saidIn } from '#lib/assessment/practice-form.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const mock = await locals.run(openMock, { runId: params.run });
  return { title: m.practice_mock(), mock, rich: richTexts(mock.questions) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const answers = [...new Set(form.keys())]
      .filter((name) => /^choice-\d+$/.test(name))
      .map((name) => ({ versionId: name.slice('choice-'.length), choice: saidIn(form, name) }));
    const { run } = event.params;
    return act(event, () => event.locals.run(handInMock, { runId: run, answers }), `/practice/mock/${run}`);
  }
};
