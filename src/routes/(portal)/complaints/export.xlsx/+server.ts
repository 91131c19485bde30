import { m } from '#lib/i18n/paraglide/messages.js';
import { ListCases, walkCases } from '#lib/complaints/desk.server.ts';
import { channelWords, stageName } from '#lib/complaints/words.ts';
import type { Place } from '#lib/platform/walk.ts';
import { workbookPieces } from '#lib/platform/workbook-stream.server.ts';
import { downloadStream, XLSX } from '#routes/download.ts';
import { allRows } from '#routes/pieces.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** The list as the desk shows it, all pages; nobody who complained is in it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const asked = readQuery(url, ListCases.omit({ page: true, pageSize: true }));
  const rows = await allRows((after?: Place) => locals.run(walkCases, { ...asked, after }));
  const file = workbookPieces(
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
  return downloadStream(`${m.complaints_title()}.xlsx`, file, XLSX);
};
