/** 富文本: which texts of a question have markup. The parser stays on the server; pages get what it made, by text. */
import type { SafeHtml } from '#lib/platform/markdown.server.ts';
import type { Option, QuestionDetails } from './question.ts';

/** What has markup, by the text as it is written; what is not in it is shown as it is. */
export interface RichTexts {
  /** Stems and materials: paragraphs, lists, tables. */
  blocks: Record<string, SafeHtml>;
  /** Options, steps and what stands around blanks: within a line. */
  lines: Record<string, SafeHtml>;
}

/** Anything with texts of a question in it. */
export interface RichSource {
  stem?: string;
  material?: string | null;
  options?: readonly Option[];
  targets?: readonly Option[];
  details?: QuestionDetails | null;
  parts?: readonly RichSource[];
}

export const plainTexts: RichTexts = { blocks: {}, lines: {} };

const IMAGE = /!\[([^\]\n]*)\]\(file:([0-9a-f]{64})(?: "[^"\n]*")?\)/g;

/** The pictures that a text shows: their hashes, and what is said instead of them. */
export const picturesIn = (text: string): { hash: string; alt: string }[] =>
  [...text.matchAll(IMAGE)].map(([, alt = '', hash = '']) => ({ alt: alt.trim(), hash }));

/** A text in one run of words, for lists, titles and whoever hears it: a picture by what is said of it. */
export const withoutMarks = (text: string): string =>
  text.replace(IMAGE, '［$1］').replace(/\*{1,3}(?=\S)|(?<=\S)\*{1,3}/g, '');
