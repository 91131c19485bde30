import { error, fail, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { editContents } from '#lib/learning/course-editing.server.ts';
import { keepCourseFile } from '#lib/learning/course-files.server.ts';
import { CaseForm, caseFormOf, caseOfForm, LessonForm, lessonFormOf, lessonOfForm } from '#lib/learning/course-form.ts';
import { findCourse, namedQuestions } from '#lib/learning/found-course.server.ts';
import { lessonsOf, type CourseContent, type Lesson } from '#lib/learning/course.ts';
import { act, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const course = await locals.run(findCourse, { code: params.code });
  const lesson = requireLesson(locals, course, params.key);
  return {
    title: lesson.title,
    wide: true,
    course: { code: course.code, title: course.title },
    lesson,
    archived: course.status === 'archived',
    problems: course.problems
      .filter((problem) => problem.lesson === lesson.key)
      .map(({ code, params: values }) => errorText(code, values, locals.locale)),
    files: course.files,
    questions: lesson.kind === 'check' ? await locals.run(namedQuestions, { codes: lesson.questions }) : [],
    form:
      lesson.kind === 'case'
        ? undefined
        : await superValidate(lessonFormOf(lesson), zod4(LessonForm), { errors: false }),
    caseForm:
      lesson.kind === 'case' ? await superValidate(caseFormOf(lesson), zod4(CaseForm), { errors: false }) : undefined
  };
};

export const actions: Actions = {
  save: async (event) => {
    const lesson = await lessonBehind(event);
    if (lesson.kind === 'case')
      return submit(event, CaseForm, (form) => save(event, caseOfForm(lesson.key, form)), { done: () => saved(event) });
    return submit(event, LessonForm, (form) => save(event, lessonOfForm(lesson, form)), { done: () => saved(event) });
  },
  remove: (event) =>
    act(
      event,
      () =>
        event.locals.run(editContents, {
          code: event.params.code!,
          change: { kind: 'remove-lesson', key: event.params.key! }
        }),
      { to: `/courses/${event.params.code}`, say: m.courses_lesson_removed() }
    ),
  /** A PDF or an image, whole; videos come in pieces by `/api/courses/…/uploads`. */
  file: async (event) => {
    const { locals, params, request } = event;
    await lessonBehind(event);
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || !file.size) return fail(400, { problem: m.courses_file_choose() });
    try {
      const kept = await locals.attempt(async () => locals.house.files.put(new Uint8Array(await file.arrayBuffer())));
      await locals.run(keepCourseFile, { code: params.code, name: file.name.slice(0, 200), ...kept } as never);
      return { kept: { hash: kept.hash, name: file.name, type: kept.type } };
    } catch (problem) {
      if (!isHttpError(problem) || problem.status >= 500) throw problem;
      return fail(problem.status, { problem: problem.body.message });
    }
  }
};

const save = ({ locals, params }: RequestEvent, lesson: Lesson) =>
  locals.run(editContents, { code: params.code!, change: { kind: 'save-lesson', lesson } });

const saved = ({ params }: RequestEvent) => ({
  to: `/courses/${params.code}/lessons/${params.key}`,
  say: m.courses_saved()
});

async function lessonBehind({ locals, params }: RequestEvent): Promise<Lesson> {
  return requireLesson(locals, await locals.run(findCourse, { code: params.code! }), params.key!);
}

function requireLesson(locals: App.Locals, { content }: { content: CourseContent }, key: string): Lesson {
  const lesson = lessonsOf(content).find((one) => one.key === key);
  if (!lesson)
    error(404, {
      message: errorText('learning.lesson-not-found', {}, locals.locale),
      code: 'learning.lesson-not-found'
    });
  return lesson;
}
