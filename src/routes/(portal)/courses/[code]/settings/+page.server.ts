import { courseFormOf } from '#lib/learning/course-form.ts';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { courseFormPage, saveCourseForm } from '../../course-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { code, title, settings, waiting, begun } = await locals.run(findCourse, { code: params.code });
  return { title, code, waiting, begun, ...(await courseFormPage(locals, courseFormOf(settings))) };
};

export const actions: Actions = { default: (event) => saveCourseForm(event, event.params.code) };
