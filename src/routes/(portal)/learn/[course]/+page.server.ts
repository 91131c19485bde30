import { listEntries } from '#lib/hours/ledger.server.ts';
import { creditOf } from '#lib/learning/learn-words.ts';
import { openCourse } from '#lib/learning/open-course.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const course = await locals.run(openCourse, params);
  // Whoever opens a course is on the roster.
  const cadreId = locals.actor.cadreId!;
  const year = Number(dayOf(locals.house.clock.now()).slice(0, 4));
  const { minutesPerHour } = await locals.run(listEntries, { cadreId, year });
  return { title: course.title, course, hours: creditOf(course.minutes, minutesPerHour), owner: locals.account!.id };
};
