import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listSessions, type SessionListRow } from '#lib/learning/session.server.ts';
import { instructorWords, kindWords, standingOf } from '#lib/learning/session-words.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { SessionsQuery } from '../sessions-query.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<SessionListRow>[] => [
  { heading: m.sessions_field_title(), width: 32, value: ({ title }) => title },
  { heading: m.sessions_column_kind(), value: ({ kind }) => kindWords[kind]() },
  { heading: m.sessions_column_status(), value: ({ status, phase }) => standingOf(status, phase).word },
  { heading: m.sessions_field_starts(), width: 20, value: ({ startsAt }) => formatInstant(startsAt) },
  { heading: m.sessions_field_ends(), width: 20, value: ({ endsAt }) => formatInstant(endsAt) },
  { heading: m.sessions_field_place(), width: 18, value: ({ place }) => place },
  { heading: m.sessions_field_instructors(), width: 30, value: ({ instructors }) => instructorWords(instructors) },
  { heading: m.sessions_field_hours(), value: ({ hours }) => hours },
  { heading: m.sessions_column_attended(), value: ({ attended }) => attended },
  { heading: m.sessions_column_invited(), value: ({ invited }) => invited }
];

/** The list as it is filtered and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { tab: _, ...query } = readQuery(url, SessionsQuery);
  const rows: SessionListRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listSessions, { ...query, page, pageSize: 200 });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) break;
  }
  return download(`${m.sessions_title()}.xlsx`, await writeWorkbook(m.sessions_title(), columns(), rows), XLSX);
};
