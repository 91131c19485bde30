import { z } from 'zod';
import { paperForms } from '#lib/assessment/attempt-events.ts';
import { printedPaper } from '#lib/assessment/paper-exam.server.ts';
import { richTexts } from '#lib/assessment/rich-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

const Query = z.object({
  form: z.enum(paperForms).default('A'),
  sheet: z.enum(['paper', 'answers', 'key']).default('paper')
});

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { form, sheet } = readQuery(url, Query);
  const printed = await locals.run(printedPaper, { examId: params.id, form });
  return {
    title: m.exam_print_of({ title: printed.exam.title }),
    form,
    sheet,
    printed,
    rich: richTexts(printed.places)
  };
};
