import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { createCourse, saveCourse } from '#lib/learning/course-editing.server.ts';
import { CourseForm } from '#lib/learning/course-form.ts';
import { courseTopics } from '#lib/learning/course-list.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { submit } from '#routes/submit.server.ts';

/** The settings form, and what there is to choose from. */
export async function courseFormPage(locals: App.Locals, given: Partial<CourseForm>) {
  return {
    form: await superValidate(given, zod4(CourseForm), { errors: false }),
    topics: await locals.run(courseTopics, {}),
    units: (await locals.run(listUnits, {})).map(({ id, name, people }) => ({ id, name, people }))
  };
}

/** A new course goes on with its contents, a known one back to them. */
export const saveCourseForm = (event: RequestEvent, code?: string) =>
  submit(
    event,
    CourseForm,
    (form) =>
      code === undefined ? event.locals.run(createCourse, form) : event.locals.run(saveCourse, { ...form, code }),
    { done: (saved) => ({ to: `/courses/${saved.code}`, say: m.courses_saved() }) }
  );
