import { m } from '#lib/i18n/paraglide/messages.js';
import { listPairings, type PairingListRow } from '#lib/mentoring/view.server.ts';
import { phaseWords, statusWords } from '#lib/mentoring/words.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { PairingsQuery } from '../pairings-query.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<PairingListRow>[] => [
  { heading: m.mentoring_column_code(), width: 16, value: ({ code }) => code },
  { heading: m.mentoring_mentor(), value: ({ mentor }) => mentor },
  { heading: m.mentoring_column_mentor_number(), value: ({ mentorNumber }) => mentorNumber },
  { heading: m.mentoring_mentee(), value: ({ mentee }) => mentee },
  { heading: m.mentoring_column_mentee_number(), value: ({ menteeNumber }) => menteeNumber },
  { heading: m.mentoring_column_unit(), width: 18, value: ({ unitName }) => unitName },
  { heading: m.mentoring_field_of_work(), width: 20, value: ({ field }) => field },
  { heading: m.mentoring_column_status(), value: ({ status }) => statusWords[status].word() },
  { heading: m.mentoring_column_phase(), value: ({ phase }) => phaseWords[phase]() },
  { heading: m.mentoring_column_starts(), value: ({ startsOn }) => startsOn },
  { heading: m.mentoring_column_ends(), value: ({ endsOn }) => endsOn },
  { heading: m.mentoring_column_learnt(), value: ({ learnt }) => learnt },
  { heading: m.mentoring_column_tasks(), value: ({ tasks }) => tasks },
  { heading: m.mentoring_column_records(), value: ({ records }) => records },
  { heading: m.mentoring_column_last(), value: ({ lastOn }) => lastOn }
];

/** The list as it is filtered and sorted on the page, all of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { tab: _, ...query } = readQuery(url, PairingsQuery);
  const rows: PairingListRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await locals.run(listPairings, { ...query, page, pageSize: 200 });
    rows.push(...part.rows);
    if (rows.length >= part.total || !part.rows.length) break;
  }
  return download(`${m.mentoring_title()}.xlsx`, await writeWorkbook(m.mentoring_title(), columns(), rows), XLSX);
};
