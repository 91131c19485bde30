import { writeCourseFile } from '#lib/learning/course-file.ts';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { download } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The newest contents as a file that can be taken in elsewhere. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const course = await locals.run(findCourse, { code: params.code });
  return download(`${course.code}.md`, writeCourseFile(course), 'text/markdown; charset=utf-8');
};
