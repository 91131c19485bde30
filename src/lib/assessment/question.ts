import type { Day } from '#lib/platform/clock.ts';
import type { ErrorParams } from '#lib/platform/errors.ts';

export const questionTypes = ['single', 'multiple', 'true-false'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** draft → reviewed by a second person → live → retired. */
export const questionStatuses = ['draft', 'reviewed', 'live', 'retired'] as const;
export type QuestionStatus = (typeof questionStatuses)[number];

/** One choice; `key` is its letter in the bank (`A`…`F`), or `T`/`F` of a true/false question. */
export interface Option {
  key: string;
  text: string;
}

export const optionLetters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const FEWEST_OPTIONS = 2;
export const trueFalseOptions: readonly Option[] = [
  { key: 'T', text: '' },
  { key: 'F', text: '' }
];
export const difficulties = [1, 2, 3] as const;
export const LONGEST = { code: 40, topic: 60, stem: 2000, option: 600, explanation: 4000, basis: 1000 } as const;

/** A question as it is written, before the bank knows it: topic and legal basis are still words. */
export interface DraftQuestion {
  /** 编号; empty: the bank gives the next free one. */
  code: string;
  type: QuestionType;
  topic: string;
  difficulty: number;
  stem: string;
  options: Option[];
  answer: string[];
  explanation: string;
  /** 依据: citations, parted by ；. */
  basis: string;
  validFrom: Day | null;
  validTo: Day | null;
}

export type QuestionField =
  | 'code'
  | 'type'
  | 'topic'
  | 'difficulty'
  | 'stem'
  | 'options'
  | 'answer'
  | 'explanation'
  | 'basis'
  | 'validFrom'
  | 'validTo';

/** What is wrong, at which field, as a code with values. */
export interface QuestionProblem {
  field: QuestionField;
  code: string;
  params: ErrorParams;
}

/** Everything that keeps a draft from being a question; empty when it is one. */
export function checkQuestion(draft: DraftQuestion): QuestionProblem[] {
  const problems: QuestionProblem[] = [];
  const say = (field: QuestionField, code: string, params: ErrorParams = {}) => problems.push({ field, code, params });
  if (draft.code && !isQuestionCode(draft.code)) say('code', 'bank.code-format');
  if (!draft.topic) say('topic', 'bank.topic-missing');
  if (!difficulties.some((known) => known === draft.difficulty)) say('difficulty', 'bank.difficulty');
  if (!foldStem(draft.stem)) say('stem', 'bank.stem-missing');
  for (const field of ['topic', 'stem', 'explanation', 'basis'] as const) {
    if (draft[field].length > LONGEST[field]) say(field, 'bank.too-long', { most: LONGEST[field] });
  }
  if (draft.validFrom && draft.validTo && draft.validTo < draft.validFrom) say('validTo', 'bank.validity-order');
  checkOptions(draft, say);
  checkAnswer(draft, say);
  return problems;
}

type Say = (field: QuestionField, code: string, params?: ErrorParams) => void;

function checkOptions({ type, options }: DraftQuestion, say: Say) {
  if (type === 'true-false') {
    if (options.some(({ text }) => text)) say('options', 'bank.true-false-options');
    return;
  }
  const gap = options.findIndex(({ key }, at) => key !== optionLetters[at]);
  if (gap >= 0) say('options', 'bank.options-gap', { key: optionLetters[gap] ?? '' });
  else if (options.length < FEWEST_OPTIONS) say('options', 'bank.options-few', { least: FEWEST_OPTIONS });
  const long = options.find(({ text }) => text.length > LONGEST.option);
  if (long) say('options', 'bank.option-too-long', { key: long.key, most: LONGEST.option });
  for (const [at, { key, text }] of options.entries()) {
    const twin = options.slice(0, at).find((other) => folded(other.text) === folded(text));
    if (twin) return say('options', 'bank.options-same', { first: twin.key, second: key });
  }
}

function checkAnswer({ type, options, answer }: DraftQuestion, say: Say) {
  if (!answer.length) return say('answer', 'bank.answer-missing');
  if (type === 'true-false') {
    if (answer.length !== 1 || !'TF'.includes(answer[0]!)) say('answer', 'bank.answer-true-false');
    return;
  }
  const unknown = answer.find((key) => !options.some((option) => option.key === key));
  if (unknown !== undefined) say('answer', 'bank.answer-unknown', { key: unknown, last: options.at(-1)?.key ?? '' });
  else if (type === 'single' && answer.length !== 1) say('answer', 'bank.answer-one', { answer: answer.join('') });
  else if (type === 'multiple' && new Set(answer).size < 2) say('answer', 'bank.answer-several');
}

/** Letters, digits, dots and dashes: fit for an address and for every file format. */
export const isQuestionCode = (code: string) =>
  code.length <= LONGEST.code && /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(code);

/** The fingerprint of a stem: without case, width, spaces and punctuation two writings of one question agree. */
export const foldStem = (stem: string) =>
  stem
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+\-×÷=<>≤≥%√]/gu, '');

const folded = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

/** Text as the bank keeps it: Unix line ends, no control characters, nothing that a file format could not carry. */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|\u2028|\u2029/g, '\n')
      .replace(/\t/g, ' ')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/g, '')
      .trim()
  );
}

/** The same draft with clean text, options and answer in the order of their letters, true/false with its two keys. */
export function settledDraft(draft: DraftQuestion): DraftQuestion {
  const order = (key: string) => [...optionLetters, 'T'].indexOf(key as 'A');
  const given = draft.options.map(({ key, text }) => ({ key, text: cleanText(text) }));
  const plain = draft.type === 'true-false' && !given.some(({ text }) => text);
  return {
    ...draft,
    code: cleanText(draft.code),
    topic: cleanText(draft.topic).replace(/\s+/g, ' '),
    stem: cleanText(draft.stem),
    explanation: cleanText(draft.explanation),
    basis: cleanText(draft.basis),
    options: plain
      ? [...trueFalseOptions]
      : given.filter(({ text }) => text).sort((a, b) => order(a.key) - order(b.key)),
    answer: [...new Set(draft.answer)].sort()
  };
}

/** The law is looked up as of today, within the time for which the question is meant. */
export function citationDay({ validFrom, validTo }: Pick<DraftQuestion, 'validFrom' | 'validTo'>, today: Day): Day {
  if (validFrom && validFrom > today) return validFrom;
  return validTo && validTo < today ? validTo : today;
}

/** Citations as the table format writes them: 行政处罚法 第四十二条；公务员法 第六十条. */
export const basisOf = (citations: readonly { shortTitle: string; number: string | null }[]) =>
  citations.map(({ shortTitle, number }) => (number ? `${shortTitle} ${number}` : shortTitle)).join('；');
