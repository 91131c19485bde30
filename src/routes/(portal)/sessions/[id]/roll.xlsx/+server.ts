import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listRoll, type RollRow } from '#lib/learning/roll.server.ts';
import { creditWords, stateWords } from '#lib/learning/session-words.ts';
import { findSession } from '#lib/learning/session-drafting.server.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { RollPage } from '../roll-query.ts';
import type { RequestHandler } from './$types';

const timeOf = (at: number | null) => (at === null ? null : formatInstant(at));
const columns = (): Column<RollRow>[] => [
  { heading: m.sessions_column_number(), value: ({ staffNumber }) => staffNumber },
  { heading: m.sessions_column_person(), value: ({ name }) => name },
  { heading: m.sessions_column_unit(), width: 18, value: ({ unitName }) => unitName },
  { heading: m.sessions_column_state(), value: ({ attendance }) => stateWords[attendance.state]() },
  { heading: m.sessions_column_arrived(), width: 20, value: ({ attendance }) => timeOf(attendance.arrivedAt) },
  { heading: m.sessions_column_left(), width: 20, value: ({ attendance }) => timeOf(attendance.leftAt) },
  { heading: m.sessions_column_credit(), value: ({ credit }) => creditWords[credit]() },
  { heading: m.sessions_column_reason(), width: 30, value: ({ attendance }) => attendance.reason }
];

/** The attendance table as it is filtered and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { q, state, sort } = readQuery(url, RollPage);
  const session = await locals.run(findSession, { id: params.id });
  const rows: RollRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listRoll, { sessionId: session.id, q, state, sort, page, pageSize: 200 });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) break;
  }
  const name = `${m.sessions_roll_of({ title: session.title })}.xlsx`;
  return download(name, await writeWorkbook(m.sessions_roll(), columns(), rows), XLSX);
};
