import { m } from '#lib/i18n/paraglide/messages.js';
import type { EventListRow } from '#lib/outreach/event-list.server.ts';
import { kindWords, methodWords, speakerWords, standWords } from '#lib/outreach/words.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { allEvents } from '../all-events.server.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<EventListRow>[] => [
  { heading: m.outreach_field_day(), width: 14, value: ({ heldOn }) => heldOn },
  { heading: m.outreach_field_place(), width: 18, value: ({ place }) => place },
  { heading: m.outreach_field_theme(), width: 32, value: ({ theme }) => theme },
  { heading: m.outreach_field_kind(), width: 12, value: ({ kind }) => kindWords[kind]() },
  { heading: m.outreach_column_state(), width: 10, value: ({ stand }) => standWords[stand]() },
  {
    heading: m.outreach_filter_size(),
    width: 10,
    value: ({ large }) => (large ? m.outreach_large() : m.outreach_not_large())
  },
  { heading: m.outreach_person_times(), value: ({ headcount }) => headcount },
  {
    heading: m.outreach_field_method(),
    value: ({ countMethod }) => (countMethod ? methodWords[countMethod]() : null)
  },
  { heading: m.outreach_field_minutes(), value: ({ minutes }) => minutes },
  {
    heading: m.outreach_field_speakers(),
    width: 30,
    value: ({ speakers, guests }) => speakerWords(speakers, guests)
  }
];

/** The list of the page as a file. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { year, rows } = await allEvents(locals, url);
  const name = m.outreach_list_caption({ year });
  return download(`${name}.xlsx`, await writeWorkbook(name, columns(), rows), XLSX);
};
