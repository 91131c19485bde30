import { m } from '#lib/i18n/paraglide/messages.js';
import { courseStateWords } from '#lib/learning/course-words.ts';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { exportLearners, LearnerFilter, type LearnerRow } from '#lib/learning/learners.server.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<LearnerRow>[] => [
  { heading: m.courses_staff_number(), value: ({ staffNumber }) => staffNumber },
  { heading: m.courses_person(), value: ({ name }) => name },
  { heading: m.courses_unit(), width: 18, value: ({ unitName }) => unitName },
  { heading: m.courses_state(), value: ({ state }) => courseStateWords[state]() },
  { heading: m.courses_overdue(), value: ({ overdue }) => (overdue ? m.courses_yes() : '') },
  { heading: m.courses_lessons_done(), value: ({ done }) => done },
  { heading: m.courses_lessons(), value: ({ total }) => total },
  { heading: m.courses_percent(), value: ({ percent }) => percent },
  { heading: m.courses_started_on(), value: ({ startedOn }) => startedOn },
  { heading: m.courses_completed_on(), value: ({ completedOn }) => completedOn }
];

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { code, title } = await locals.run(findCourse, { code: params.code });
  const rows = await locals.run(exportLearners, { ...readQuery(url, LearnerFilter), code });
  const name = `${m.courses_learners_of({ title })}.xlsx`;
  return download(name, await writeWorkbook(m.courses_learners(), columns(), rows), XLSX);
};
