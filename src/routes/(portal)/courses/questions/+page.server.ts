import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { courseCode } from '#lib/learning/course.ts';
import { answerQuestion, listAsked } from '#lib/learning/lesson-questions.server.ts';
import { paging } from '#lib/platform/input.ts';
import { act, readQuery } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = paging.extend({
  course: courseCode.optional(),
  state: z.enum(['waiting', 'answered']).default('waiting')
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url, Query);
  const course = query.course ? await locals.run(findCourse, { code: query.course }) : undefined;
  return {
    title: m.courses_questions(),
    query,
    course: course && { code: course.code, title: course.title, begun: course.begun, waiting: course.waiting },
    asked: await locals.run(listAsked, query)
  };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const input = { id: String(data.get('id')), answer: String(data.get('answer') ?? '') };
    return act(event, () => event.locals.run(answerQuestion, input), {
      to: event.url.pathname + event.url.search,
      say: m.courses_answered_now()
    });
  }
};
