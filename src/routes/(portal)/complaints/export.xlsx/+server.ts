import { m } from '#lib/i18n/paraglide/messages.js';
import { listCases, ListCases } from '#lib/complaints/desk.server.ts';
import { channelWords, stageName } from '#lib/complaints/words.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** The list as the desk shows it, all pages; nobody who complained is in it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const asked = readQuery(url, ListCases);
  const rows = [];
  for (let page = 1; ; page += 1) {
    const found = await locals.run(listCases, { ...asked, page, pageSize: 200 });
    rows.push(...found.rows);
    if (rows.length >= found.total || found.rows.length === 0) break;
  }
  const bytes = await writeWorkbook<(typeof rows)[number]>(
    m.complaints_title(),
    [
      { heading: m.complaints_column_number(), width: 16, value: (row) => row.number },
      { heading: m.complaints_column_stage(), value: (row) => stageName(row.stage) },
      { heading: m.complaints_column_due(), width: 14, value: (row) => row.dueOn },
      { heading: m.complaints_column_channel(), width: 16, value: (row) => channelWords[row.channel]() },
      { heading: m.complaints_field_channel_number(), width: 20, value: (row) => row.channelNumber },
      { heading: m.complaints_column_place(), width: 20, value: (row) => row.place },
      { heading: m.complaints_column_received(), width: 14, value: (row) => row.receivedOn },
      { heading: m.complaints_column_handler(), width: 14, value: (row) => row.handler }
    ],
    rows
  );
  return download(`${m.complaints_title()}.xlsx`, bytes, XLSX);
};
