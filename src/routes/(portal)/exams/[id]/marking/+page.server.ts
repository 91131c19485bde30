import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { markingDesk, saveMark, setMarkingRules } from '#lib/assessment/human-marking.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Mark = z.object({
  ticket: z.string().max(20),
  given: z.array(z.string().max(10)),
  comment: z.string().max(1000),
  finish: z.enum(['yes', 'no'])
});
const Rules = z.object({ markers: z.enum(['1', '2']), tolerance: z.number().min(0).max(100), blind: z.boolean() });

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const [question, ticket] = [url.searchParams.get('question') ?? '', url.searchParams.get('ticket') ?? ''];
  const desk = await locals.run(markingDesk, { examId: params.id, question, ticket });
  const { markers, tolerance, blind } = desk.exam;
  const rules = { markers: String(markers) as '1' | '2', tolerance, blind };
  return {
    title: m.marking_title({ title: desk.exam.title }),
    wide: true,
    desk,
    rich: richTexts(desk.question ? [desk.question] : []),
    rules: await superValidate(rules, zod4(Rules), { id: 'rules', errors: false }),
    mayManage: locals.actor.may('exam.manage'),
    maySeeResults: locals.actor.may('exam.results')
  };
};

export const actions: Actions = {
  mark: (event) =>
    submit(
      event,
      Mark,
      ({ ticket, given, comment, finish }) =>
        event.locals.run(saveMark, {
          examId: event.params.id,
          ticket,
          given: given.map((points) => (points === '' ? null : Number(points))),
          comment,
          finish: finish === 'yes'
        }),
      {
        id: 'mark',
        done: (_, { finish, ticket }) =>
          finish === 'yes'
            ? { to: withoutTicket(event.url), say: m.marking_finished() }
            : `${event.url.pathname}?ticket=${ticket}`
      }
    ),
  rules: (event) =>
    submit(
      event,
      Rules,
      ({ markers, ...rules }) =>
        event.locals.run(setMarkingRules, { examId: event.params.id, markers: Number(markers) as 1 | 2, ...rules }),
      { id: 'rules', done: () => ({ to: event.url.pathname, say: m.marking_rules_saved() }) }
    )
};

/** The next answer to the same question. */
function withoutTicket(url: URL): string {
  const question = url.searchParams.get('question');
  return question ? `${url.pathname}?question=${question}` : url.pathname;
}
