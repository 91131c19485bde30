/** From a file to drafts. Reading is slow and may fail: it happens before the door, the commands get plain data. */
import { decodeText, readTable } from '#lib/platform/spreadsheet.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { LARGEST_FILE } from '#lib/platform/files.server.ts';
import { readGift } from './gift.ts';
import { neededHeadings, readQuestionRows, type ReadFile } from './question-table.ts';

export type FileFormat = 'xlsx' | 'csv' | 'gift';

/**
 * Reads questions from Excel, CSV or GIFT; the content decides, the name only between CSV and GIFT.
 * @throws DomainError of `readTable`, `file.too-large`, `bank.file-empty`
 */
export async function readQuestionFile(name: string, bytes: Uint8Array): Promise<ReadFile & { format: FileFormat }> {
  if (bytes.byteLength > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  const format = formatOf(name, bytes);
  const read =
    format === 'gift' ? readGift(decodeText(bytes)) : readQuestionRows(await readTable(bytes, neededHeadings));
  if (!read.questions.length && !read.problems.length) throw invalid('bank.file-empty');
  return { format, ...read };
}

function formatOf(name: string, bytes: Uint8Array): FileFormat {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'xlsx';
  if (/\.csv$/i.test(name)) return 'csv';
  if (/\.(gift|txt)$/i.test(name)) return 'gift';
  const beginning = decodeText(bytes.slice(0, 4000)).replace(/^\ufeff/, '');
  return neededHeadings.every((heading) => beginning.split(/\r?\n/, 1)[0]!.includes(heading)) ? 'csv' : 'gift';
}
