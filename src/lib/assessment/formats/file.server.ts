/** From a file to drafts. Reading is slow and may fail: it happens before the door, the commands get plain data. */
import { archiveNames, isArchive } from '#lib/platform/archive.server.ts';
import { invalid } from '#lib/platform/errors.ts';
import { LARGEST_FILE } from '#lib/platform/files.server.ts';
import { decodeText } from '#lib/platform/spreadsheet.server.ts';
import { formats } from './all.server.ts';
import { DraftInput } from '../question-input.ts';
import {
  excerptOf,
  type FileProblem,
  type FileQuestion,
  type FormatName,
  type QuestionFormat,
  type ReadFile,
  type Unit
} from './format.ts';

/** As many as one import takes. */
const MOST_QUESTIONS = 20_000;

export interface ReadQuestionFile extends ReadFile {
  format: FormatName;
  unit: Unit;
}

/**
 * Reads questions from a file of any of the formats.
 * @param asked the format that somebody chose; otherwise the content decides, the name only where both would fit.
 * @throws DomainError of the format's reader, `file.too-large`, `bank.file-empty`, `bank.file-many`
 */
export async function readQuestionFile(name: string, bytes: Uint8Array, asked?: FormatName): Promise<ReadQuestionFile> {
  if (bytes.byteLength > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  const format = asked ? formatNamed(asked) : formatOf(name, bytes);
  const read = withinBounds(await format.read(bytes));
  if (!read.questions.length && !read.problems.length) throw invalid('bank.file-empty');
  if (read.questions.length > MOST_QUESTIONS) throw invalid('bank.file-many', { most: MOST_QUESTIONS });
  return { format: format.name, unit: format.unit, ...read };
}

/** What no command would take, because something in it is out of all measure, is named like any other problem. */
function withinBounds({ questions, problems }: ReadFile): ReadFile {
  const kept: FileQuestion[] = [];
  const beyond: FileProblem[] = [];
  for (const question of questions) {
    const read = DraftInput.safeParse(question.draft);
    if (read.success) kept.push(question);
    else
      beyond.push({
        row: question.row,
        ...(question.item === undefined ? {} : { item: question.item }),
        kind: 'error',
        code: 'bank.out-of-bounds',
        params: { field: read.error.issues[0]!.path.join('.') },
        excerpt: excerptOf(question.draft.stem)
      });
  }
  return { questions: kept, problems: [...problems, ...beyond].sort((a, b) => a.row - b.row) };
}

export const formatNamed = (name: FormatName): QuestionFormat => formats.find((format) => format.name === name)!;

/** The formats that questions are written in, in the order in which they are offered. */
export const writtenFormats: readonly FormatName[] = formats.filter(({ write }) => write).map(({ name }) => name);

/** What a file of this name would be written as. */
export const formatByExtension = (file: string): FormatName | undefined =>
  formats.find(({ write, extension }) => write && file.toLowerCase().endsWith(`.${extension}`))?.name;

function formatOf(name: string, bytes: Uint8Array): QuestionFormat {
  const entries = isArchive(bytes) ? archiveNames(bytes) : undefined;
  const beginning = entries ? '' : decodeText(bytes.slice(0, 8000), true).replace(/^\ufeff/, '');
  return formats.find((format) => format.detect({ name, bytes, entries, beginning }))!;
}
