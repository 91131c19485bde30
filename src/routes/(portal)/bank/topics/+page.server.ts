import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { LONGEST } from '#lib/assessment/question.ts';
import { addTopic, listTopics, renameTopic } from '#lib/assessment/topic.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { holds } from '#lib/platform/actor.ts';
import { line } from '#lib/platform/input.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const TopicForm = z.object({ name: line(LONGEST.topic) });

export const load: PageServerLoad = async ({ locals }) => {
  await requireAllowed(locals, holds('bank.view'));
  return {
    title: m.bank_topics(),
    topics: await locals.run(listTopics, {}),
    mayManage: locals.actor.may('bank.manage'),
    form: await superValidate(zod4(TopicForm), { errors: false })
  };
};

export const actions: Actions = {
  add: (event) =>
    submit(event, TopicForm, (data) => event.locals.run(addTopic, data), {
      done: () => ({ to: '/bank/topics', say: m.bank_topic_added() })
    }),
  rename: async (event) => {
    const data = await event.request.formData();
    const input = { id: Number(data.get('id')), name: String(data.get('name') ?? '') };
    return act(event, () => event.locals.run(renameTopic, input), { to: '/bank/topics', say: m.bank_topic_renamed() });
  }
};
