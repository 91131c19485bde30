/**
 * The table format of the bank: one question a row. Its headings and words are part of the format, the same
 * whatever the language of the pages.
 */
import { isDay, type Day } from '#lib/platform/clock.ts';
import type { Column, TableRow } from '#lib/platform/spreadsheet.server.ts';
import {
  cleanText,
  optionLetters,
  settledDraft,
  isChoiceType,
  type ChoiceType,
  type DraftQuestion,
  type Option,
  type QuestionProblem,
  type QuestionType
} from './question.ts';

export const headings = [
  '编号',
  '题型',
  '专题',
  '难度',
  '题干',
  ...optionLetters,
  '答案',
  '解析',
  '依据',
  '有效自',
  '有效至'
] as const;
type Heading = (typeof headings)[number];
/** Without these a table cannot be a table of questions. */
export const neededHeadings: readonly Heading[] = ['题型', '题干', '答案'];

const typeNames: Record<ChoiceType, string> = { single: '单选', multiple: '多选', 'true-false': '判断' };
const typeWords: Record<string, ChoiceType> = {
  单选: 'single',
  单项选择: 'single',
  单选择: 'single',
  single: 'single',
  多选: 'multiple',
  多项选择: 'multiple',
  多选择: 'multiple',
  不定项选择: 'multiple',
  multiple: 'multiple',
  判断: 'true-false',
  是非: 'true-false',
  'true-false': 'true-false',
  truefalse: 'true-false'
};
/** Types of the bank that a row of this table has no place for. */
const otherTypeWords = ['填空', '排序', '连线', '匹配', '简答', '案例', '案例分析'];
const difficultyWords: Record<string, number> = {
  '': 2,
  易: 1,
  中: 2,
  难: 3,
  容易: 1,
  简单: 1,
  中等: 2,
  较难: 3,
  困难: 3
};
const trueWords = ['对', '√', '✓', '✔', '正确', '是', 't', 'true', 'y'];
const falseWords = ['错', '×', '✗', '✘', 'x', '错误', '否', 'f', 'false', 'n', '不对', '不正确'];

/** A question found in a file, and where: the row of a table, the line of a text. */
export interface FileQuestion {
  row: number;
  draft: DraftQuestion;
}

/** Something in a file that is not a question: broken, or of a kind that the bank does not have. */
export interface FileProblem {
  row: number;
  kind: 'error' | 'unsupported';
  code: string;
  params: QuestionProblem['params'];
  /** The beginning of what stands there, so that people find it. */
  excerpt: string;
}

export interface ReadFile {
  questions: FileQuestion[];
  problems: FileProblem[];
}

/** Reads the rows of a table. A row with a word that cannot be understood becomes problems, never half a question. */
export function readQuestionRows(rows: readonly TableRow[]): ReadFile {
  const questions: FileQuestion[] = [];
  const problems: FileProblem[] = [];
  for (const { row, cells } of rows) {
    const cell = (heading: Heading) => cleanText(cells[heading] ?? '');
    const say: Say = (code, params, kind = 'error') =>
      problems.push({ row, kind, code, params, excerpt: cell('题干').slice(0, 60) });
    const draft = readRow(cell, say);
    if (draft) questions.push({ row, draft: settledDraft(draft) });
  }
  return { questions, problems };
}

type Say = (code: string, params: QuestionProblem['params'], kind?: FileProblem['kind']) => void;

function readRow(cell: (heading: Heading) => string, say: Say): DraftQuestion | undefined {
  const word = wordOf(cell('题型')).replace(/题$/, '');
  const type = typeWords[word];
  const difficulty = difficultyWords[cell('难度')] ?? Number(wordOf(cell('难度')));
  const answer = type && parseAnswer(cell('答案'), type);
  const validFrom = readDay(cell('有效自'));
  const validTo = readDay(cell('有效至'));
  if (!type && otherTypeWords.includes(word)) say('bank.type-unsupported', { word: cell('题型') }, 'unsupported');
  else if (!type) say('bank.type-unknown', { word: cell('题型') });
  if (type && !answer)
    say(type === 'true-false' ? 'bank.answer-true-false' : 'bank.answer-format', { answer: cell('答案') });
  if (validFrom === undefined) say('bank.day-format', { word: cell('有效自') });
  if (validTo === undefined) say('bank.day-format', { word: cell('有效至') });
  if (!type || !answer || validFrom === undefined || validTo === undefined) return undefined;
  const options: Option[] = optionLetters.flatMap((key) => (cell(key) ? { key, text: cell(key) } : []));
  return {
    code: cell('编号'),
    type,
    topic: cell('专题'),
    difficulty,
    stem: cell('题干'),
    options,
    answer,
    details: null,
    explanation: cell('解析'),
    basis: cell('依据'),
    validFrom,
    validTo
  };
}

const wordOf = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** The keys that an answer cell means: `AC`, `A、C`, `ａ，ｃ`, 对, ×; empty for an empty cell; undefined when it means nothing. */
export function parseAnswer(text: string, type: QuestionType): string[] | undefined {
  const word = wordOf(text).replace(/[,、;.。/和及|]/g, '');
  if (type === 'true-false') {
    if (trueWords.includes(word)) return ['T'];
    if (falseWords.includes(word)) return ['F'];
    return word ? undefined : [];
  }
  return /^[a-j]*$/.test(word) ? [...new Set(word.toUpperCase())].sort() : undefined;
}

function readDay(text: string): Day | null | undefined {
  if (!text) return null;
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC')) ?? [];
  const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** The columns of the format, for writing. */
export const questionColumns: Column<DraftQuestion>[] = [
  { heading: '编号', width: 12, value: ({ code }) => code },
  { heading: '题型', width: 8, value: ({ type }) => (isChoiceType(type) ? typeNames[type] : '') },
  { heading: '专题', width: 16, value: ({ topic }) => topic },
  { heading: '难度', width: 6, value: ({ difficulty }) => difficulty },
  { heading: '题干', width: 60, value: ({ stem }) => stem },
  ...optionLetters.map((key) => ({
    heading: key,
    width: 24,
    value: ({ type, options }: DraftQuestion) =>
      type === 'true-false' ? '' : (options.find((option) => option.key === key)?.text ?? '')
  })),
  {
    heading: '答案',
    width: 8,
    value: ({ type, answer }) => (type === 'true-false' ? (answer[0] === 'T' ? '对' : '错') : answer.join(''))
  },
  { heading: '解析', width: 60, value: ({ explanation }) => explanation },
  { heading: '依据', width: 40, value: ({ basis }) => basis },
  { heading: '有效自', width: 12, value: ({ validFrom }) => validFrom ?? '' },
  { heading: '有效至', width: 12, value: ({ validTo }) => validTo ?? '' }
];

/** One row of each type that shows how a row is written. */
export const templateRows: DraftQuestion[] = [
  {
    code: '',
    type: 'single',
    topic: '行政处罚',
    difficulty: 1,
    stem: '行政处罚应当由几名以上具有行政执法资格的执法人员实施？',
    options: [
      { key: 'A', text: '一名' },
      { key: 'B', text: '两名' },
      { key: 'C', text: '三名' },
      { key: 'D', text: '四名' }
    ],
    answer: ['B'],
    details: null,
    explanation: '法律另有规定的除外。',
    basis: '行政处罚法 第四十二条',
    validFrom: '2021-07-15',
    validTo: null
  },
  {
    code: '',
    type: 'multiple',
    topic: '行政强制',
    difficulty: 2,
    stem: '下列属于行政强制措施的有哪些？',
    options: [
      { key: 'A', text: '扣押财物' },
      { key: 'B', text: '代履行' },
      { key: 'C', text: '查封场所' }
    ],
    answer: ['A', 'C'],
    details: null,
    explanation: '代履行是行政强制执行的方式。',
    basis: '行政强制法 第九条；行政强制法 第十二条',
    validFrom: '2012-01-01',
    validTo: null
  },
  {
    code: '',
    type: 'true-false',
    topic: '行政处罚',
    difficulty: 1,
    stem: '镇里的通知可以设定五十元以下的罚款。',
    options: [],
    answer: ['F'],
    details: null,
    explanation: '其他规范性文件不得设定行政处罚。',
    basis: '行政处罚法 第十六条',
    validFrom: '2021-07-15',
    validTo: null
  }
];
