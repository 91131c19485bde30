import { m } from '#lib/i18n/paraglide/messages.js';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { LearnerFilter, listLearners } from '#lib/learning/learners.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { paging } from '#lib/platform/input.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const query = readQuery(url, LearnerFilter.extend(paging.shape));
  const { code, title, waiting, begun, version } = await locals.run(findCourse, { code: params.code });
  return {
    title: m.courses_learners_of({ title }),
    wide: true,
    code,
    course: title,
    waiting,
    begun,
    published: version !== null,
    query,
    learners: await locals.run(listLearners, { ...query, code }),
    units: (await locals.run(listUnits, {})).map(({ id, name }) => ({ id, name }))
  };
};
