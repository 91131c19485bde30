import type { Day } from '#lib/platform/clock.ts';
import type { ErrorParams } from '#lib/platform/errors.ts';
import { blanksIn, foldReply } from './fill-in.ts';
import { picturesIn } from './rich-text.ts';

/** 单选, 多选, 判断, 填空, 排序, 连线, 简答, 案例. */
export const questionTypes = [
  'single',
  'multiple',
  'true-false',
  'fill-in',
  'ordering',
  'matching',
  'short-answer',
  'case'
] as const;
export type QuestionType = (typeof questionTypes)[number];

/** What a case is made of: any type but another case. */
export const partTypes = [
  'single',
  'multiple',
  'true-false',
  'fill-in',
  'ordering',
  'matching',
  'short-answer'
] as const satisfies readonly QuestionType[];
export type PartType = (typeof partTypes)[number];

/** The types that are answered by choosing among options and nothing else. */
export const choiceTypes = ['single', 'multiple', 'true-false'] as const satisfies readonly QuestionType[];
export type ChoiceType = (typeof choiceTypes)[number];
export const isChoiceType = (type: QuestionType): type is ChoiceType => choiceTypes.some((known) => known === type);

/** draft → reviewed by a second person → live → retired. */
export const questionStatuses = ['draft', 'reviewed', 'live', 'retired'] as const;
export type QuestionStatus = (typeof questionStatuses)[number];

/** One choice; `key` is its letter in the bank (`A`…`J`), `T`/`F` of a true/false question, `1`… on the right of a matching. */
export interface Option {
  key: string;
  text: string;
}

export const optionLetters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] as const;
export const targetNumbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;
export const FEWEST_OPTIONS = 2;
/** With two steps a guess is right every second time. */
export const FEWEST_STEPS = 3;
export const trueFalseOptions: readonly Option[] = [
  { key: 'T', text: '' },
  { key: 'F', text: '' }
];
export const difficulties = [1, 2, 3] as const;
export const LONGEST = {
  code: 40,
  topic: 60,
  stem: 2000,
  /** 材料 of a case. */
  material: 6000,
  option: 600,
  explanation: 4000,
  basis: 1000,
  /** One way of writing what belongs in a blank. */
  blank: 100,
  /** What a candidate may write into one answer, and a model answer. */
  reply: 4000,
  criterion: 300
} as const;
export const MOST = { blanks: 10, ways: 20, criteria: 10, parts: 10, weight: 100 } as const;

/** A line of 评分标准: what earns so many of the points that the rubric adds up to. */
export interface Criterion {
  criterion: string;
  points: number;
}

/** What a type has beyond options and answer; of each type only its own. */
export interface QuestionDetails {
  /** fill-in: of each blank the accepted answers; `answer` holds the first of each. */
  blanks?: string[][];
  /** matching: the right side, with the keys `1`… */
  targets?: Option[];
  /** short-answer: what a marker looks for. Its points are scaled to what the question is worth in a paper. */
  rubric?: Criterion[];
  /** case: the sub-questions; the stem is the material (材料). */
  parts?: Part[];
}

/** What is asked and what is right, in a question and in a part of a case alike. */
export interface QuestionBody {
  type: QuestionType;
  /** A blank is written as four or more underscores. */
  stem: string;
  options: Option[];
  /**
   * The right response, in the shape of every response: options' keys (single, multiple, true-false) · one string a
   * blank (fill-in) · options' keys in order (ordering) · pairs like `A1` (matching) · one string (short-answer) ·
   * nothing of its own (case).
   */
  answer: string[];
  details: QuestionDetails | null;
}

/** 小题: a sub-question of a case. */
export interface Part extends QuestionBody {
  type: PartType;
  /** Its share of the case's points, against the weights of the others. */
  weight: number;
}

/** A question as it is written, before the bank knows it: topic and legal basis are still words. */
export interface DraftQuestion extends QuestionBody {
  /** 编号; empty: the bank gives the next free one. */
  code: string;
  topic: string;
  difficulty: number;
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
  | 'blanks'
  | 'targets'
  | 'rubric'
  | 'parts'
  | 'weight'
  | 'explanation'
  | 'basis'
  | 'validFrom'
  | 'validTo';

/** What is wrong, at which field, as a code with values. */
export interface QuestionProblem {
  field: QuestionField;
  code: string;
  params: ErrorParams;
  /** Which sub-question of a case, counted from 1; absent where the question itself is meant. */
  part?: number;
}

/** Everything that keeps a draft from being a question; empty when it is one. */
export function checkQuestion(draft: DraftQuestion): QuestionProblem[] {
  const problems: QuestionProblem[] = [];
  const say: Say = (field, code, params = {}) => problems.push({ field, code, params });
  if (draft.code && !isQuestionCode(draft.code)) say('code', 'bank.code-format');
  if (!draft.topic) say('topic', 'bank.topic-missing');
  if (!difficulties.some((known) => known === draft.difficulty)) say('difficulty', 'bank.difficulty');
  for (const field of ['topic', 'explanation', 'basis'] as const) {
    if (draft[field].length > LONGEST[field]) say(field, 'bank.too-long', { most: LONGEST[field] });
  }
  if (draft.validFrom && draft.validTo && draft.validTo < draft.validFrom) say('validTo', 'bank.validity-order');
  checkBody(draft, say);
  if (draft.type !== 'case') return problems;
  const parts = draft.details?.parts ?? [];
  if (!parts.length) say('parts', 'bank.parts-missing');
  else if (parts.length > MOST.parts) say('parts', 'bank.parts-many', { most: MOST.parts });
  for (const [at, part] of parts.entries()) {
    const sayOfPart: Say = (field, code, params = {}) => problems.push({ field, code, params, part: at + 1 });
    if (!(part.weight > 0 && part.weight <= MOST.weight))
      sayOfPart('weight', 'bank.part-weight', { most: MOST.weight });
    checkBody(part, sayOfPart);
  }
  return problems;
}

/** What is asked at one place: the question itself, or a part of a case. */
export function bodyAt(question: QuestionBody, part: number | null): QuestionBody {
  return part === null ? question : (question.details?.parts?.[part] ?? question);
}

type Say = (field: QuestionField, code: string, params?: ErrorParams) => void;

function checkBody(body: QuestionBody, say: Say) {
  const most = body.type === 'case' ? LONGEST.material : LONGEST.stem;
  if (!foldStem(body.stem)) say('stem', 'bank.stem-missing');
  if (body.stem.length > most) say('stem', 'bank.too-long', { most });
  if (saysNothingOfPicture(body.stem)) say('stem', 'bank.picture-alt');
  for (const { key, text } of [...body.options, ...(body.details?.targets ?? [])]) {
    if (saysNothingOfPicture(text)) say('options', 'bank.option-picture-alt', { key });
  }
  const check: Record<QuestionType, () => void> = {
    single: () => (checkOptions(body, FEWEST_OPTIONS, say), checkChoice(body, say)),
    multiple: () => (checkOptions(body, FEWEST_OPTIONS, say), checkChoice(body, say)),
    'true-false': () => checkTrueFalse(body, say),
    'fill-in': () => checkBlanks(body, say),
    ordering: () => checkOrdering(body, say),
    matching: () => checkMatching(body, say),
    'short-answer': () => checkShortAnswer(body, say),
    case: () => {}
  };
  check[body.type]();
}

/** A picture without a word for whoever does not see it. */
const saysNothingOfPicture = (text: string) => picturesIn(text).some(({ alt }) => !alt);

function checkTrueFalse({ options, answer }: QuestionBody, say: Say) {
  if (options.some(({ text }) => text)) say('options', 'bank.true-false-options');
  if (!answer.length) say('answer', 'bank.answer-missing');
  else if (answer.length !== 1 || !'TF'.includes(answer[0]!)) say('answer', 'bank.answer-true-false');
}

function checkOptions({ options }: QuestionBody, least: number, say: Say) {
  const gap = options.findIndex(({ key }, at) => key !== optionLetters[at]);
  if (gap >= 0) say('options', 'bank.options-gap', { key: optionLetters[gap] ?? '' });
  else if (options.length < least) say('options', 'bank.options-few', { least });
  const long = options.find(({ text }) => text.length > LONGEST.option);
  if (long) say('options', 'bank.option-too-long', { key: long.key, most: LONGEST.option });
  const twins = findTwins(options);
  if (twins) say('options', 'bank.options-same', twins);
}

function findTwins(options: readonly Option[]): { first: string; second: string } | undefined {
  for (const [at, { key, text }] of options.entries()) {
    const twin = options.slice(0, at).find((other) => folded(other.text) === folded(text));
    if (twin) return { first: twin.key, second: key };
  }
  return undefined;
}

function checkChoice({ type, options, answer }: QuestionBody, say: Say) {
  if (!answer.length) return say('answer', 'bank.answer-missing');
  const unknown = answer.find((key) => !options.some((option) => option.key === key));
  if (unknown !== undefined) say('answer', 'bank.answer-unknown', { key: unknown, last: options.at(-1)?.key ?? '' });
  else if (type === 'single' && answer.length !== 1) say('answer', 'bank.answer-one', { answer: answer.join('') });
  else if (type === 'multiple' && new Set(answer).size < 2) say('answer', 'bank.answer-several');
}

function checkBlanks({ stem, options, answer, details }: QuestionBody, say: Say) {
  const blanks = details?.blanks ?? [];
  const inStem = blanksIn(stem);
  if (options.length) say('options', 'bank.options-unused');
  if (!inStem) return say('stem', 'bank.blanks-missing');
  if (inStem > MOST.blanks) return say('stem', 'bank.blanks-many', { most: MOST.blanks });
  if (blanks.length !== inStem) return say('blanks', 'bank.blanks-count', { stem: inStem, answers: blanks.length });
  const empty = blanks.findIndex((ways) => !ways.length || ways.some((way) => !foldReply(way)));
  if (empty >= 0) say('blanks', 'bank.blank-empty', { blank: empty + 1 });
  const long = blanks.findIndex((ways) => ways.length > MOST.ways || ways.some((way) => way.length > LONGEST.blank));
  if (long >= 0) say('blanks', 'bank.blank-long', { blank: long + 1, most: LONGEST.blank, ways: MOST.ways });
  if (answer.join('\n') !== blanks.map(([first]) => first ?? '').join('\n')) say('answer', 'bank.answer-blanks');
}

function checkOrdering(body: QuestionBody, say: Say) {
  const { options, answer } = body;
  checkOptions(body, FEWEST_STEPS, say);
  const complete = new Set(answer).size === answer.length && answer.length === options.length;
  if (!complete || !options.every(({ key }) => answer.includes(key))) say('answer', 'bank.answer-order');
}

function checkMatching(body: QuestionBody, say: Say) {
  const { options, answer, details } = body;
  const targets = details?.targets ?? [];
  checkOptions(body, FEWEST_OPTIONS, say);
  if (targets.some(({ key }, at) => key !== targetNumbers[at])) say('targets', 'bank.targets-gap');
  else if (targets.length < FEWEST_OPTIONS) say('targets', 'bank.targets-few', { least: FEWEST_OPTIONS });
  const long = targets.find(({ text }) => text.length > LONGEST.option);
  if (long) say('targets', 'bank.option-too-long', { key: long.key, most: LONGEST.option });
  const twins = findTwins(targets);
  if (twins) say('targets', 'bank.options-same', twins);
  const unpaired = options.find(({ key }) => answer.filter((pair) => pair.startsWith(key)).length !== 1);
  const wrong = answer.find((pair) => !isPair(pair, options, targets));
  if (wrong !== undefined) say('answer', 'bank.answer-pair', { pair: wrong });
  else if (unpaired) say('answer', 'bank.answer-unpaired', { key: unpaired.key });
}

/** Whether `A3` names something on the left and something on the right. */
export function isPair(pair: string, options: readonly Option[], targets: readonly Option[]): boolean {
  return options.some(({ key }) => key === pair.slice(0, 1)) && targets.some(({ key }) => key === pair.slice(1));
}

function checkShortAnswer({ options, answer, details }: QuestionBody, say: Say) {
  const rubric = details?.rubric ?? [];
  if (options.length) say('options', 'bank.options-unused');
  if (answer.length !== 1 || !answer[0]) say('answer', 'bank.answer-missing');
  else if (answer[0].length > LONGEST.reply) say('answer', 'bank.too-long', { most: LONGEST.reply });
  if (!rubric.length) say('rubric', 'bank.rubric-missing');
  else if (rubric.length > MOST.criteria) say('rubric', 'bank.rubric-many', { most: MOST.criteria });
  const broken = rubric.findIndex(
    ({ criterion, points }) => !criterion || criterion.length > LONGEST.criterion || !(points > 0 && points <= 100)
  );
  if (broken >= 0) say('rubric', 'bank.rubric-line', { line: broken + 1, most: LONGEST.criterion });
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

/** The same draft with clean text, options and answer in their order, and of the details only what its type has. */
export function settledDraft(draft: DraftQuestion): DraftQuestion {
  return {
    ...draft,
    ...settledBody(draft),
    code: cleanText(draft.code),
    topic: cleanText(draft.topic).replace(/\s+/g, ' '),
    explanation: cleanText(draft.explanation),
    basis: cleanText(draft.basis)
  };
}

function settledBody({ type, stem, options, answer, details }: QuestionBody): QuestionBody {
  const given = options.map(({ key, text }) => ({ key, text: cleanText(text) }));
  const base = { type, stem: cleanText(stem), options: given.filter(({ text }) => text).sort(byKey), details: null };
  switch (type) {
    case 'true-false': {
      const plain = !base.options.length;
      return { ...base, options: plain ? [...trueFalseOptions] : base.options, answer: inOrder(answer) };
    }
    case 'single':
    case 'multiple':
      return { ...base, answer: inOrder(answer) };
    case 'fill-in': {
      const blanks = (details?.blanks ?? []).map((ways) => [...new Set(ways.map(cleanText).filter(Boolean))]);
      // However long a blank was drawn: formats that have real fields for blanks could not say.
      const drawn = base.stem.replace(/_{4,}/g, '____');
      return { ...base, stem: drawn, answer: blanks.map(([first]) => first ?? ''), details: { blanks } };
    }
    case 'ordering':
      return { ...base, answer: [...answer] };
    case 'matching': {
      const targets = (details?.targets ?? []).map(({ key, text }) => ({ key, text: cleanText(text) }));
      const kept = targets.filter(({ text }) => text).sort((a, b) => Number(a.key) - Number(b.key));
      return { ...base, answer: inOrder(answer), details: { targets: kept } };
    }
    case 'short-answer': {
      const rubric = (details?.rubric ?? []).map(({ criterion, points }) => ({
        criterion: cleanText(criterion),
        points
      }));
      return { ...base, answer: answer.map(cleanText).filter(Boolean), details: { rubric } };
    }
    case 'case': {
      const parts = (details?.parts ?? []).map((part) => ({ ...(settledBody(part) as Part), weight: part.weight }));
      return { ...base, answer: [], details: { parts } };
    }
  }
}

const inOrder = (answer: readonly string[]) => [...new Set(answer)].sort();
const byKey = (a: Option, b: Option) => placeOf(a.key) - placeOf(b.key);
const placeOf = (key: string) => [...optionLetters, 'T'].indexOf(key as 'A');

/** The law is looked up as of today, within the time for which the question is meant. */
export function citationDay({ validFrom, validTo }: Pick<DraftQuestion, 'validFrom' | 'validTo'>, today: Day): Day {
  if (validFrom && validFrom > today) return validFrom;
  return validTo && validTo < today ? validTo : today;
}

/** Citations as the table format writes them: 行政处罚法 第四十二条；公务员法 第六十条. */
export const basisOf = (citations: readonly { shortTitle: string; number: string | null }[]) =>
  citations.map(({ shortTitle, number }) => (number ? `${shortTitle} ${number}` : shortTitle)).join('；');
