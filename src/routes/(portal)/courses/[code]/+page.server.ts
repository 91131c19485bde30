import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  archiveCourse,
  discardDraft,
  duplicateCourse,
  editContents,
  publishCourse,
  restoreCourse
} from '#lib/learning/course-editing.server.ts';
import { findCourse, versionsOf } from '#lib/learning/found-course.server.ts';
import type { ContentChange } from '#lib/learning/editing.ts';
import { act, submit, type Done } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Duplicate = z.object({ as: z.string().trim().min(1).max(40) });

export const load: PageServerLoad = async ({ locals, params }) => {
  const { problems, ...course } = await locals.run(findCourse, { code: params.code });
  return {
    title: course.title,
    wide: true,
    course,
    problems: problems.map(({ lesson, code, params: values }) => ({
      lesson,
      text: errorText(code, values, locals.locale)
    })),
    versions: await locals.run(versionsOf, { code: params.code }),
    duplicate: await superValidate({ as: `${course.code}-2`.slice(0, 40) }, zod4(Duplicate), { errors: false })
  };
};

/** A change that the form's fields describe; what does not fit is refused by the command. */
function change(kind: ContentChange['kind'], done?: (event: RequestEvent, key: string | null) => Done) {
  return async (event: RequestEvent) => {
    const fields = Object.fromEntries(await event.request.formData());
    const code = event.params.code!;
    return act(
      event,
      () => event.locals.run(editContents, { code, change: { kind, ...fields } as never }),
      ({ key }) => done?.(event, key) ?? `/courses/${code}`
    );
  };
}

const simple =
  (
    operation: typeof publishCourse | typeof archiveCourse | typeof restoreCourse | typeof discardDraft,
    say: () => string
  ) =>
  (event: RequestEvent) =>
    act(event, () => event.locals.run(operation as typeof archiveCourse, { code: event.params.code! }), {
      to: `/courses/${event.params.code}`,
      say: say()
    });

export const actions: Actions = {
  'add-section': change('add-section'),
  'rename-section': change('rename-section'),
  'move-section': change('move-section'),
  'remove-section': change('remove-section'),
  'add-lesson': change('add-lesson', ({ params }, key) => `/courses/${params.code}/lessons/${key}`),
  move: change('move-lesson'),
  publish: simple(publishCourse, m.courses_published_now),
  discard: simple(discardDraft, m.courses_discarded),
  archive: simple(archiveCourse, m.courses_archived_now),
  restore: simple(restoreCourse, m.courses_restored),
  duplicate: (event) =>
    submit(event, Duplicate, ({ as }) => event.locals.run(duplicateCourse, { code: event.params.code!, as }), {
      done: ({ code }) => ({ to: `/courses/${code}/settings`, say: m.courses_duplicated() })
    })
};
