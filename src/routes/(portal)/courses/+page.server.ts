import { CourseFilter, courseSorts, listCourses } from '#lib/learning/course-list.server.ts';
import { listAsked } from '#lib/learning/lesson-questions.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { paging } from '#lib/platform/input.ts';
import { readQuery } from '#routes/submit.server.ts';
import { z } from 'zod';
import type { PageServerLoad } from './$types';

const Query = CourseFilter.extend({ ...paging.shape, sort: z.enum(courseSorts).default('title') });

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readQuery(url, Query);
  const list = await locals.run(listCourses, query);
  const { waiting } = await locals.run(listAsked, { pageSize: 1 });
  return { title: m.courses_title(), wide: true, query, list, waiting };
};
