import { error, type RequestHandler } from '@sveltejs/kit';
import { importQuestions } from '#lib/assessment/import.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { requireAllowed } from '#routes/require-allowed.server.ts';
import { batchOf } from '../batch.server.ts';
import { lookAt, type Place } from '../preview.server.ts';

/** Everything that was said about a file, to be taken along and mended. */
export const POST: RequestHandler = async ({ locals, request }) => {
  await requireAllowed(locals, importQuestions.allow);
  // What is no form at all holds no batch either.
  const data = await request.formData().catch(() => undefined);
  const batch = data && batchOf(data);
  if (!batch) error(400, { message: m.bank_file_again() });
  const { wrong, unsupported, leftOut } = await lookAt(locals, batch);
  const rows = [
    ...listed(m.bank_import_wrong(), wrong),
    ...listed(m.bank_import_unsupported(), unsupported),
    ...listed(m.bank_import_left_out(), leftOut)
  ];
  const file = await writeWorkbook(
    m.bank_import_wrong(),
    [
      { heading: m.bank_import_kind(), width: 12, value: ({ kind }) => kind },
      { heading: m.bank_import_place_label(), width: 8, value: ({ row }) => row },
      { heading: m.bank_import_item_label(), width: 16, value: ({ item }) => item },
      { heading: m.bank_stem(), width: 50, value: ({ stem }) => stem },
      { heading: m.bank_import_what_to_do(), width: 70, value: ({ texts }) => texts.join('\n') }
    ],
    rows
  );
  return download(`${m.bank_import_problem_file()}.xlsx`, file, XLSX);
};

const listed = (kind: string, places: readonly Place[]) => places.map((place) => ({ kind, ...place }));
