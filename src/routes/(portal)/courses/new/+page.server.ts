import { fail } from '@sveltejs/kit';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { importCourse } from '#lib/learning/course-editing.server.ts';
import { readCourseFile } from '#lib/learning/course-file.ts';
import { holds } from '#lib/platform/actor.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { act } from '#routes/submit.server.ts';
import { courseFormPage, saveCourseForm } from '../course-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?title=` comes from where somebody saw that a course is wanted. */
export const load: PageServerLoad = async ({ locals, url }) => {
  await requireAllowed(locals, holds('course.manage'));
  const title = url.searchParams.get('title')?.slice(0, 100) ?? '';
  const begun = { author: locals.account!.displayName, title };
  return { title: m.courses_new(), ...(await courseFormPage(locals, begun)) };
};

export const actions: Actions = {
  save: (event) => saveCourseForm(event),
  import: async (event) => {
    const file = (await event.request.formData()).get('file');
    if (!(file instanceof File) || !file.size) return fail(400, { problem: m.courses_file_choose() });
    if (file.size > 2_000_000)
      return fail(400, { problem: errorText('file.too-large', { megabytes: 2 }, event.locals.locale) });
    const { course, problems } = readCourseFile(await file.text());
    const lines = problems.map(({ line, code, params }) =>
      m.courses_file_line({ line, text: errorText(code, params, event.locals.locale) })
    );
    if (lines.length) return fail(400, { problem: m.courses_file_unreadable(), lines });
    const author = course.author || event.locals.account!.displayName;
    return act(
      event,
      () => event.locals.run(importCourse, { ...course, author }),
      ({ code }) => ({ to: `/courses/${code}`, say: m.courses_imported() })
    );
  }
};
