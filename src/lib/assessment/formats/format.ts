/** What every file format of questions has in common. One value for each format stands in `all.server.ts`. */
import type { ErrorParams } from '#lib/platform/errors.ts';
import type { DraftQuestion } from '../question.ts';

export const formatNames = ['xlsx', 'csv', 'text', 'aiken', 'gift', 'moodle', 'qti'] as const;
export type FormatName = (typeof formatNames)[number];

/** What a number beside a question counts: rows of a table, lines of a text, items of a package. */
export type Unit = 'row' | 'line' | 'item';

/** A question found in a file, and where. */
export interface FileQuestion {
  /** Counted from 1 in the format's unit; unique within the file. */
  row: number;
  /** How the file itself calls the item. */
  item?: string;
  draft: DraftQuestion;
}

/** Something in a file that did not become a question, or not whole. */
export interface FileProblem {
  row: number;
  item?: string;
  /**
   * `error`: broken, and nothing goes in until it is mended; `unsupported`: of a kind that the bank does not have, passed
   * over; `left-out`: the question is read, this part of it is not.
   */
  kind: 'error' | 'unsupported' | 'left-out';
  code: string;
  params: ErrorParams;
  /** The beginning of what stands there, so that people find it. */
  excerpt: string;
}

export interface ReadFile {
  questions: FileQuestion[];
  problems: FileProblem[];
}

/** A file as detection sees it. */
export interface SeenFile {
  name: string;
  bytes: Uint8Array;
  /** Names inside, when it is an archive. */
  entries: string[] | undefined;
  /** Its first few thousand characters, when it is none. */
  beginning: string;
}

export interface QuestionFormat {
  name: FormatName;
  unit: Unit;
  /** Of the files that are written. */
  extension: string;
  detect(file: SeenFile): boolean;
  /** @throws DomainError when the file as a whole cannot be read. */
  read(bytes: Uint8Array): ReadFile | Promise<ReadFile>;
  /** Absent: the format only comes in. What is written reads back identical. */
  write?(questions: readonly DraftQuestion[]): string | Uint8Array | Promise<Uint8Array>;
}

export const excerptOf = (text: string) => text.replace(/\s+/g, ' ').slice(0, 60);
