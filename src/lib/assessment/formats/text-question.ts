/** From the gathered lines of one question to a draft. */
import { blanksIn } from '../fill-in.ts';
import {
  settledDraft,
  type DraftQuestion,
  type Option,
  type Part,
  type PartType,
  type QuestionBody,
  type QuestionType
} from '../question.ts';
import { parseAnswer } from './answers.ts';
import type { FileProblem } from './format.ts';
import { partsOf, readBlanks, readRubric, withoutBackslashes } from './notation.ts';
import { tagOf, type Field } from './text-marks.ts';
import { readDifficulty, readTruth, readType, typeNames, usualRubric, wordOf } from './words.ts';

export interface TextQuestion {
  line: number;
  number: number;
  /** What the heading or a tag says; else it is concluded from options and answer. */
  type: QuestionType | undefined;
  anyNumber: boolean;
  topic: string;
  stem: string[];
  options: Option[];
  fields: Partial<Record<Field, string>>;
  parts: TextQuestion[];
}

export const emptyText = (line: number, type: QuestionType | undefined): TextQuestion => ({
  line,
  number: 0,
  type,
  anyNumber: false,
  topic: '',
  stem: [],
  options: [],
  fields: {},
  parts: []
});

type Say = (kind: FileProblem['kind'], code: string, params?: FileProblem['params']) => void;

/** A settled draft; undefined when something was said that keeps it from being one. */
export function draftOfText(question: TextQuestion, say: Say): DraftQuestion | undefined {
  const body = bodyOf(question, say);
  if (!body) return undefined;
  const { fields } = question;
  const besides = question.parts.map((part, at) => ({
    explanation: part.fields.explanation && `（${at + 1}）${part.fields.explanation}`,
    basis: part.fields.basis
  }));
  return settledDraft({
    ...body,
    code: fields.code ?? '',
    topic: fields.topic ?? question.topic,
    difficulty: readDifficulty(fields.difficulty ?? ''),
    explanation: [fields.explanation, ...besides.map(({ explanation }) => explanation)].filter(Boolean).join('\n'),
    basis: [fields.basis, ...besides.map(({ basis }) => basis)].filter(Boolean).join('；'),
    validFrom: null,
    validTo: null
  });
}

function bodyOf(question: TextQuestion, say: Say): QuestionBody | undefined {
  const stated = question.fields.type ? readType(question.fields.type) : undefined;
  if (question.fields.type && !stated) return void say('error', 'bank.type-unknown', { word: question.fields.type });
  const written = question.stem.join('\n');
  const tag = tagOf(written);
  const given = stated ?? tag?.type ?? question.type;
  if (given === 'matching') {
    return void say('unsupported', 'bank.kind-unsupported', { name: `${question.number}`, kind: typeNames.matching });
  }
  if (given === 'case') return caseOf(question, tag?.rest ?? written, say);
  const asked = withoutAnswer(tag?.rest ?? written, question, given);
  const answerText = bare(question.fields.answer ?? '');
  if (asked.answer && answerText && wordOf(asked.answer) !== wordOf(answerText)) {
    return void say('error', 'bank.answer-twice', { first: asked.answer, second: answerText });
  }
  const answer = answerText || asked.answer;
  const anyNumber = tag?.anyNumber ?? (question.anyNumber || /不定项/.test(question.fields.type ?? ''));
  const type = settledType(given, anyNumber, question, asked.stem, answer);
  const response = type === 'fill-in' ? [] : parseAnswer(answer, type);
  if (!response)
    return void say('error', type === 'true-false' ? 'bank.answer-true-false' : 'bank.answer-format', { answer });
  const base = { type, stem: asked.stem, options: question.options, answer: response, details: null };
  if (type === 'fill-in') return fillIn(base, answer);
  return type === 'short-answer' ? shortAnswer(base, question, say) : base;
}

/** `单选` with several letters stays what it was called, so that the contradiction is found; 不定项 follows its answer. */
function settledType(
  given: QuestionType | undefined,
  anyNumber: boolean,
  { options }: TextQuestion,
  stem: string,
  answer: string
): QuestionType {
  if (given && !(anyNumber && given === 'multiple')) return given;
  if (options.length) return (parseAnswer(answer, 'multiple') ?? []).length > 1 ? 'multiple' : 'single';
  if (readTruth(answer)) return 'true-false';
  return blanksIn(stem) || blanksIn(withBlanks(stem)) ? 'fill-in' : 'short-answer';
}

const IN_STEM =
  /[（(]\s*([A-JＡ-Ｊ](?:[、,，\s]{0,3}[A-JＡ-Ｊ]){0,9}|√|×|✓|✗|对|错|正确|错误)\s*[)）]([。.？?！!；;]?)/g;

/** An answer that stands in the brackets of the stem is taken out of them. */
function withoutAnswer(stem: string, { options }: TextQuestion, type: QuestionType | undefined) {
  const judged = type === 'true-false' || (!type && !options.length);
  if (!options.length && !judged) return { stem, answer: '' };
  const found = [...stem.matchAll(IN_STEM)].filter(([, said]) => (readTruth(said!) !== undefined) === judged).at(-1);
  if (!found) {
    const empty = judged ? stem.replace(/[（(][\s\u3000]{0,20}[)）](?=[。.]?$)/, '') : stem;
    return { stem: empty.trim(), answer: '' };
  }
  const before = stem.slice(0, found.index).trimEnd();
  const after = stem.slice(found.index + found[0].length);
  const atEnd = judged && !after.trim();
  return { stem: atEnd ? before + found[2]! : `${before}（ ）${found[2]}${after}`, answer: found[1]! };
}

/** （B） is B. */
function bare(answer: string): string {
  const inside = /^[（(]([^（()）]*)[)）]$/.exec(answer.trim())?.[1];
  return (inside ?? answer).trim();
}

function caseOf(question: TextQuestion, stem: string, say: Say): QuestionBody | undefined {
  spreadAnswers(question);
  const parts = question.parts.map((part) => ({ part, body: bodyOf(part, say) }));
  if (parts.some(({ body }) => !body)) return undefined;
  return {
    type: 'case',
    stem,
    options: [],
    answer: [],
    details: {
      parts: parts.map(({ part, body }): Part => ({ ...body!, type: body!.type as PartType, weight: weightOf(part) }))
    }
  };
}

const weightOf = ({ fields, stem }: TextQuestion) =>
  Number(fields.weight?.replace(/分$/, '') ?? /[（(]\s*(\d{1,2})\s*分\s*[)）]/.exec(stem.join(' '))?.[1] ?? 1) || 0;

/** 答案：（1）…（2）… below the last part, or below the case, holds the answers of all. */
function spreadAnswers({ fields, parts }: TextQuestion) {
  const last = parts.at(-1);
  const source = fields.answer ? fields : last?.fields;
  const silent = parts.slice(0, -1).every((part) => !part.fields.answer);
  if (!last || !source?.answer || !silent) return;
  const pieces = source.answer.split(/[（(]\s*\d{1,2}\s*[)）]/).map((piece) => piece.trim());
  if (pieces.length !== parts.length + 1 || pieces[0]) return;
  delete source.answer;
  for (const [at, part] of parts.entries()) part.fields.answer = pieces[at + 1]!.replace(/[；;]$/, '');
}

/** Blanks of all writings become four underscores. */
const withBlanks = (stem: string) => stem.replace(/_{2,}|[＿﹍]+|[（(][\s\u3000_＿]{0,40}[)）]/g, '____');

function fillIn(body: QuestionBody, answer: string): QuestionBody {
  const stem = withBlanks(body.stem);
  const count = blanksIn(stem);
  const blanks = blanksOf(answer, count);
  return { ...body, stem, details: { blanks }, answer: blanks.map(([first]) => first ?? '') };
}

/** Blanks are parted by ；, or by whatever sign gives as many parts as there are blanks. */
function blanksOf(answer: string, count: number): string[][] {
  const blanks = readBlanks(answer);
  if (count < 2 && blanks.length > 1) return [partsOf(answer, '|｜').map(withoutBackslashes).filter(Boolean)];
  if (blanks.length === count) return blanks;
  for (const between of [/[、，,]/, /\s{2,}/, /\s/]) {
    const parts = answer.split(between).map((part) => part.trim());
    if (parts.length === count) return parts.map((part) => readBlanks(part)[0] ?? []);
  }
  return blanks;
}

function shortAnswer(body: QuestionBody, { fields, number }: TextQuestion, say: Say): QuestionBody | undefined {
  const rubric = fields.rubric === undefined ? [] : readRubric(fields.rubric.replaceAll('\n', '|'));
  if (!rubric) return void say('error', 'bank.rubric-format', { word: fields.rubric ?? '' });
  if (!rubric.length) say('left-out', 'bank.rubric-added', { name: `${number}` });
  return { ...body, details: { rubric: rubric.length ? rubric : [...usualRubric] } };
}
