/**
 * The table format of the bank: one question a row, a case over several. Its headings and words are part of the
 * format, the same whatever the language of the pages.
 */
import type { Column, TableRow } from '#lib/platform/spreadsheet.server.ts';
import {
  cleanText,
  optionLetters,
  settledDraft,
  targetNumbers,
  type DraftQuestion,
  type Part,
  type PartType,
  type QuestionBody,
  type QuestionType
} from '../question.ts';
import { parseAnswer } from './answers.ts';
import { excerptOf, type FileProblem, type ReadFile } from './format.ts';
import { readBlanks, readList, readRubric, writeBlanks, writeList, writeRubric } from './notation.ts';
import { readDay, readDifficulty, readType, typeNames, wordOf } from './words.ts';

export const headings = [
  '编号',
  '题型',
  '材料编号',
  '专题',
  '难度',
  '题干',
  ...optionLetters,
  '右列',
  '答案',
  '评分要点',
  '分值',
  '解析',
  '依据',
  '有效自',
  '有效至'
] as const;
export type Heading = (typeof headings)[number];
/** Without these a table cannot be a table of questions. */
export const neededHeadings: readonly Heading[] = ['题型', '题干', '答案'];

/** What only the row of the material says; rows of its questions may repeat it, but not contradict. */
const ofTheCase = ['编号', '专题', '难度', '有效自', '有效至'] as const;

type Say = (code: string, params?: FileProblem['params']) => void;

interface Row {
  row: number;
  cell(heading: Heading): string;
  say: Say;
}

/** Reads the rows of a table. A row with a word that cannot be understood becomes problems, never half a question. */
export function readQuestionRows(table: readonly TableRow[]): ReadFile {
  const read: ReadFile = { questions: [], problems: [] };
  const rows = table.map(({ row, cells }): Row => {
    const cell = (heading: Heading) => cleanText(cells[heading] ?? '');
    return {
      row,
      cell,
      say: (code, params = {}) =>
        read.problems.push({ row, kind: 'error', code, params, excerpt: excerptOf(cell('题干')) })
    };
  });
  const isCase = ({ cell }: Row) => readType(cell('题型')) === 'case';
  const partsOf = new Map<string, Row[]>();
  for (const row of rows) {
    const number = wordOf(row.cell('材料编号'));
    if (isCase(row)) {
      if (!number) row.say('bank.case-number');
      else if (partsOf.has(number)) row.say('bank.case-twice', { number });
      else partsOf.set(number, []);
    }
  }
  for (const row of rows) {
    const number = wordOf(row.cell('材料编号'));
    if (!number || isCase(row)) continue;
    const parts = partsOf.get(number);
    if (parts) parts.push(row);
    else row.say('bank.case-unknown', { number });
  }
  for (const row of rows) {
    const number = wordOf(row.cell('材料编号'));
    if (number && !isCase(row)) continue;
    const draft = readRow(row, (number && partsOf.get(number)) || []);
    if (draft) read.questions.push({ row: row.row, draft: settledDraft(draft) });
  }
  read.problems.sort((a, b) => a.row - b.row);
  return read;
}

function readRow({ cell, say }: Row, partRows: readonly Row[]): DraftQuestion | undefined {
  const body = readBody(cell, say);
  const validFrom = readDay(cell('有效自'));
  const validTo = readDay(cell('有效至'));
  if (validFrom === undefined) say('bank.day-format', { word: cell('有效自') });
  if (validTo === undefined) say('bank.day-format', { word: cell('有效至') });
  const parts = partRows.map((row) => readPart(row, cell));
  if (!body || validFrom === undefined || validTo === undefined || parts.includes(undefined)) return undefined;
  const besides = (heading: '解析' | '依据') => partRows.map((row) => row.cell(heading));
  return {
    ...body,
    ...(body.type === 'case' ? { details: { parts: parts as Part[] } } : {}),
    code: cell('编号'),
    topic: cell('专题'),
    difficulty: readDifficulty(cell('难度')),
    explanation: [cell('解析'), ...besides('解析').map((text, at) => text && `（${at + 1}）${text}`)]
      .filter(Boolean)
      .join('\n'),
    basis: [...new Set([cell('依据'), ...besides('依据')])].filter(Boolean).join('；'),
    validFrom,
    validTo
  };
}

function readPart(row: Row, caseCell: Row['cell']): Part | undefined {
  const other = ofTheCase.find((heading) => row.cell(heading) && row.cell(heading) !== caseCell(heading));
  if (other) row.say('bank.part-column', { column: other });
  const weight = row.cell('分值') ? Number(wordOf(row.cell('分值')).replace(/分$/, '')) : 1;
  if (!(weight > 0)) row.say('bank.weight-format', { word: row.cell('分值') });
  const body = readBody(row.cell, row.say);
  if (!body || other || !(weight > 0)) return undefined;
  return { ...body, type: body.type as PartType, weight };
}

function readBody(cell: Row['cell'], say: Say): QuestionBody | undefined {
  const type = readType(cell('题型'));
  if (!type) {
    say('bank.type-unknown', { word: cell('题型') });
    return undefined;
  }
  const answer = type === 'case' ? [] : parseAnswer(cell('答案'), type);
  if (!answer) say(answerCodes[type] ?? 'bank.answer-format', { answer: cell('答案') });
  const rubric = readRubric(cell('评分要点'));
  if (!rubric) say('bank.rubric-format', { word: excerptOf(cell('评分要点')) });
  if (!answer || !rubric) return undefined;
  const unused = unusedColumns(type).find((heading) => cell(heading));
  if (unused) {
    say('bank.column-unused', { column: unused, type: typeNames[type] });
    return undefined;
  }
  return {
    type,
    stem: cell('题干'),
    options: optionLetters.flatMap((key) => (cell(key) ? { key, text: cell(key) } : [])),
    answer,
    details: detailsOf(type, cell, rubric)
  };
}

const answerCodes: Partial<Record<QuestionType, string>> = {
  'true-false': 'bank.answer-true-false',
  ordering: 'bank.answer-order-format',
  matching: 'bank.answer-pairs-format'
};

/** What stands in a column that the type has no use for would be lost without a word. Options are told of later. */
function unusedColumns(type: QuestionType): Heading[] {
  const unused: Heading[] = [];
  if (type !== 'matching') unused.push('右列');
  if (type !== 'short-answer') unused.push('评分要点');
  if (type === 'case') unused.push('答案', ...optionLetters);
  return unused;
}

function detailsOf(
  type: QuestionType,
  cell: Row['cell'],
  rubric: NonNullable<ReturnType<typeof readRubric>>
): QuestionBody['details'] {
  if (type === 'fill-in') return { blanks: readBlanks(cell('答案')) };
  if (type === 'short-answer') return { rubric };
  if (type !== 'matching') return null;
  return { targets: readList(cell('右列')).map((text, at) => ({ key: targetNumbers[at] ?? String(at + 1), text })) };
}

/** One row as it is written: a question, the material of a case, or one of its questions. */
export interface TableLine {
  draft: DraftQuestion;
  body: QuestionBody;
  case: string;
  weight: number | null;
}

/** The rows of questions, cases with their questions beneath them. */
export const linesOf = (questions: readonly DraftQuestion[]): TableLine[] =>
  questions.flatMap((draft, at) => linesOfOne(draft, at + 1));

/** The rows of one question. @param number tells the cases of a file apart */
export function linesOfOne(draft: DraftQuestion, number: number): TableLine[] {
  const name = draft.type === 'case' ? `M${number}` : '';
  const parts = (draft.details?.parts ?? []).map((part) => ({ draft, body: part, case: name, weight: part.weight }));
  return [{ draft, body: draft, case: name, weight: null }, ...parts];
}

const own = (value: (draft: DraftQuestion) => string | number) => (line: TableLine) =>
  line.body === line.draft ? value(line.draft) : '';

/** The columns of the format, for writing. */
export const questionColumns: Column<TableLine>[] = [
  { heading: '编号', width: 12, value: own(({ code }) => code) },
  { heading: '题型', width: 8, value: ({ body }) => typeNames[body.type] },
  { heading: '材料编号', width: 10, value: (line) => line.case },
  { heading: '专题', width: 16, value: own(({ topic }) => topic) },
  { heading: '难度', width: 6, value: own(({ difficulty }) => difficulty) },
  { heading: '题干', width: 60, value: ({ body }) => body.stem },
  ...optionLetters.map((key) => ({
    heading: key,
    width: 24,
    value: ({ body }: TableLine) =>
      body.type === 'true-false' ? '' : (body.options.find((option) => option.key === key)?.text ?? '')
  })),
  { heading: '右列', width: 24, value: ({ body }) => writeList((body.details?.targets ?? []).map(({ text }) => text)) },
  { heading: '答案', width: 12, value: ({ body }) => writeAnswer(body) },
  { heading: '评分要点', width: 24, value: ({ body }) => writeRubric(body.details?.rubric ?? []) },
  { heading: '分值', width: 6, value: ({ weight }) => weight ?? '' },
  { heading: '解析', width: 60, value: own(({ explanation }) => explanation) },
  { heading: '依据', width: 40, value: own(({ basis }) => basis) },
  { heading: '有效自', width: 12, value: own(({ validFrom }) => validFrom ?? '') },
  { heading: '有效至', width: 12, value: own(({ validTo }) => validTo ?? '') }
];

function writeAnswer({ type, answer, details }: QuestionBody): string {
  if (type === 'true-false') return answer[0] === 'T' ? '对' : '错';
  if (type === 'fill-in') return writeBlanks(details?.blanks ?? []);
  return answer.join(type === 'matching' ? '、' : '');
}
