import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#lib/platform/actor.ts';
import type { Door } from '#lib/platform/door.server.ts';
import { importCourse } from './course-editing.server.ts';
import { readCourseFile, type CourseFile, type FileProblem } from './course-file.ts';
import { listCourses } from './course-list.server.ts';

/** Who stands behind a course whose file names nobody. */
const STARTER_AUTHOR = '持证入门库';

export type StarterCourse = CourseFile & { file: string; problems: FileProblem[] };

/** The courses that come with the portal, file by file, read by the reader of everybody's files. */
export async function readStarterCourses(
  folder = join(process.cwd(), 'src/lib/learning/starter')
): Promise<StarterCourse[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (file) => {
      const { course, problems } = readCourseFile(await readFile(join(folder, file), 'utf8'));
      return { ...course, author: course.author || STARTER_AUTHOR, file, problems };
    })
  );
}

/** Takes the starter courses in as drafts; what has the code already is the town's own and stays. */
export async function loadStarterCourses(run: Door['run'], actor: Actor): Promise<{ taken: string[] }> {
  const taken: string[] = [];
  for (const { file: _, problems: __, ...course } of await readStarterCourses()) {
    const { rows } = await run(listCourses, actor, { q: course.code, pageSize: 200 });
    if (rows.some(({ code }) => code === course.code)) continue;
    await run(importCourse, actor, course);
    taken.push(course.code);
  }
  return { taken };
}
