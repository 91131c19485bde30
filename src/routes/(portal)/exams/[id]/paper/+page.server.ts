import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { changeExamPaper, drawExamPaper, examPaper } from '#lib/assessment/exam-paper.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { line, optionalLine } from '#lib/platform/input.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Add = z.object({
  code: line(40),
  points: z.number().min(0.5).max(100).multipleOf(0.5).default(1),
  section: optionalLine(30)
});
const Change = z.object({
  kind: z.enum(['remove', 'move', 'swap']),
  position: z.coerce.number().int(),
  to: z.coerce.number().int().default(1)
});

export const load: PageServerLoad = async ({ locals, params }) => {
  const paper = await locals.run(examPaper, { id: params.id });
  return { title: m.assessment_paper_of({ title: paper.exam.title }), paper, add: await superValidate(zod4(Add)) };
};

export const actions: Actions = {
  draw: (event) =>
    act(event, () => event.locals.run(drawExamPaper, { id: event.params.id }), {
      to: event.url.pathname,
      say: m.assessment_paper_drawn_now()
    }),
  add: (event) =>
    submit(
      event,
      Add,
      (form) => event.locals.run(changeExamPaper, { id: event.params.id, change: { kind: 'add', ...form } }),
      { done: () => event.url.pathname }
    ),
  change: async (event) => {
    const change = Change.safeParse(Object.fromEntries(await event.request.formData()));
    return act(
      event,
      () => event.locals.run(changeExamPaper, { id: event.params.id, change: change.data as never }),
      event.url.pathname
    );
  }
};
