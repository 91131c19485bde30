import { CourseFilter, courseSorts, listCourses, type CourseListRow } from '#lib/learning/course-list.server.ts';
import { courseStatusWords } from '#lib/learning/course-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { z } from 'zod';
import type { RequestHandler } from './$types';

const columns = (): Column<CourseListRow>[] => [
  { heading: m.courses_code(), value: ({ code }) => code },
  { heading: m.courses_course(), width: 30, value: ({ title }) => title },
  { heading: m.courses_topic(), width: 18, value: ({ topic }) => topic },
  { heading: m.courses_status(), value: ({ status }) => courseStatusWords[status]() },
  {
    heading: m.courses_duty(),
    value: ({ mandatory }) => (mandatory ? m.courses_mandatory() : m.courses_voluntary())
  },
  { heading: m.courses_due_on(), value: ({ dueOn }) => dueOn },
  { heading: m.courses_minutes(), value: ({ minutes }) => minutes },
  { heading: m.courses_lessons(), value: ({ lessons }) => lessons },
  { heading: m.courses_begun(), value: ({ begun }) => begun },
  { heading: m.courses_state_completed(), value: ({ completed }) => completed },
  { heading: m.courses_author(), value: ({ author }) => author }
];

/** The list as it is filtered and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const query = readQuery(url, CourseFilter.extend({ sort: z.enum(courseSorts).default('title') }));
  const rows: CourseListRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listCourses, { ...query, page, pageSize: 200 });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) break;
  }
  return download(`${m.courses_title()}.xlsx`, await writeWorkbook(m.courses_title(), columns(), rows), XLSX);
};
