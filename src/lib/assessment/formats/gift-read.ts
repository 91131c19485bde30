/**
 * Reads GIFT, Moodle's text format: choices, true/false, short answers (blanks), pairs, ordering and essays; numbers
 * and pictures are named with their line. `$CATEGORY` is the topic, the item's name its 编号, general feedback the
 * explanation; what GIFT has no place for stands in a note (`gift-note.ts`).
 */
import { blanksIn } from '../fill-in.ts';
import {
  isQuestionCode,
  optionLetters,
  settledDraft,
  targetNumbers,
  type DraftQuestion,
  type Part,
  type PartType,
  type QuestionBody
} from '../question.ts';
import { choiceBody, matchingBody, orderingBody } from './foreign.ts';
import { excerptOf, type FileProblem, type ReadFile } from './format.ts';
import { isNote, readNote, type Note } from './gift-note.ts';
import { wordsOfHtml } from './markup.ts';
import { readBlanks, readRubric } from './notation.ts';
import { readDay, readDifficulty, usualRubric } from './words.ts';

/** Reads GIFT text. Rows of what is returned are lines of the text, counted from 1. */
export function readGift(text: string): ReadFile {
  const read: ReadFile = { questions: [], problems: [] };
  const cases = new Map<string, { row: number; draft: DraftQuestion }>();
  let topic = '';
  for (const block of blocksOf(text)) {
    if (block.category !== undefined) topic = block.category;
    if (!block.text.trim()) continue;
    const say = (kind: FileProblem['kind'], code: string, params: FileProblem['params'] = {}) =>
      read.problems.push({ row: block.line, kind, code, params, excerpt: excerptOf(plain(signsOf(block.text))) });
    const item = readItem(block, say);
    if (!item) continue;
    const { note } = block;
    const { name, explanation, ...body } = item;
    const parent = body.type !== 'case' && note.材料 !== undefined ? cases.get(note.材料) : undefined;
    if (parent) {
      const weight = Number(note.分值 ?? 1) || 0;
      (parent.draft.details!.parts as Part[]).push({ ...body, type: body.type as PartType, weight });
      continue;
    }
    if (body.type !== 'case' && note.材料 !== undefined) {
      say('error', 'bank.case-unknown', { number: note.材料 });
      continue;
    }
    const draft = withNote({ ...body, code: isQuestionCode(name) ? name : '', topic, explanation }, note, say);
    if (!draft) continue;
    const question = { row: block.line, draft };
    if (draft.type === 'case') cases.set(note.材料!, question);
    read.questions.push(question);
  }
  for (const question of read.questions) question.draft = settledDraft(question.draft);
  return read;
}

type Say = (kind: FileProblem['kind'], code: string, params?: FileProblem['params']) => void;

interface Block {
  line: number;
  text: string;
  note: Note;
  category?: string;
}

/** Items are parted by blank lines; comment lines and categories are taken out of them. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | undefined;
  for (const [at, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const line = raw.trim();
    if (!line) {
      // A note or a category stays with the item that follows it.
      if (block?.text) block = undefined;
      continue;
    }
    if (!block || (line.startsWith('$CATEGORY:') && block.text))
      blocks.push((block = { line: at + 1, text: '', note: {} }));
    if (line.startsWith('$CATEGORY:')) block.category = categoryOf(line);
    else if (isNote(line)) block.note = readNote(line);
    else if (!line.startsWith('//')) {
      if (!block.text) block.line = at + 1;
      block.text += `${raw}\n`;
    }
  }
  return blocks;
}

function categoryOf(line: string): string {
  const path = line.slice('$CATEGORY:'.length).trim();
  const last = path.split(/(?<!\/)\/(?!\/)/).at(-1)!;
  return last === 'top' || last === '$course$' ? '' : last.replaceAll('//', '/');
}

/** Characters, an escaped one together with its backslash. */
type Signs = string[];

const signsOf = (text: string): Signs => text.match(/\\[\\~=#{}:n>]|[\s\S]/gu) ?? [];

type Item = QuestionBody & { name: string; explanation: string };

function readItem({ text, note }: Block, say: Say): Item | undefined {
  const { name, signs } = withoutName(signsOf(text));
  const open = signs.indexOf('{');
  if (open < 0) {
    if (note.材料 === undefined || note.分值 !== undefined)
      return void say('unsupported', 'bank.description', { name });
    const { text: stem } = readRich(signs);
    return { name, type: 'case', stem, options: [], answer: [], details: { parts: [] }, explanation: note.解析 ?? '' };
  }
  const close = signs.indexOf('}', open);
  if (close < 0) return void say('error', 'bank.gift-braces', { name });
  if (/<img\b|@@PLUGINFILE@@/i.test(text)) return void say('unsupported', 'bank.media', { name, kind: 'img' });
  const { format, text: before } = readRich(signs.slice(0, open));
  const { answers, feedback } = withoutFeedback(signs.slice(open + 1, close));
  const body = readBody(answers, format, note, name, say);
  if (!body) return undefined;
  const after = readRich(signs.slice(close + 1), format).text;
  const asked = after ? `${before} ____ ${after}` : before;
  const stem = body.type === 'fill-in' && !blanksIn(asked) ? `${asked} ____` : asked;
  const { comments, ...rest } = body;
  return { ...rest, name, stem, explanation: joined([readRich(feedback, format).text, ...comments]) };
}

function withoutName(signs: Signs): { name: string; signs: Signs } {
  const start = signs.findIndex((sign) => sign.trim());
  if (signs[start] !== ':' || signs[start + 1] !== ':') return { name: '', signs };
  const end = signs.findIndex((sign, at) => at > start + 1 && sign === ':' && signs[at + 1] === ':');
  return end < 0 ? { name: '', signs } : { name: plain(signs.slice(start + 2, end)), signs: signs.slice(end + 2) };
}

function withoutFeedback(signs: Signs): { answers: Signs; feedback: Signs } {
  const at = signs.findIndex(
    (sign, start) => sign === '#' && signs[start + 1] === '#' && signs[start + 2] === '#' && signs[start + 3] === '#'
  );
  return at < 0 ? { answers: signs, feedback: [] } : { answers: signs.slice(0, at), feedback: signs.slice(at + 4) };
}

type Body = Omit<QuestionBody, 'stem'> & { comments: string[] };

/** The part in braces. */
function readBody(answers: Signs, format: string, note: Note, name: string, say: Say): Body | undefined {
  const first = answers.find((sign) => sign.trim());
  if (first === undefined) return essay(note, name, say);
  if (first === '#') return void say('unsupported', 'bank.kind-unsupported', { name, kind: 'numerical' });
  if (first === '>') return ordering(answers, format, note, name, say);
  const [verdict = [], ...comments] = split(answers, '#');
  const truth = /^(t|true|f|false)$/i.exec(plain(verdict));
  if (truth) {
    return {
      type: 'true-false',
      options: [],
      answer: [truth[1]![0]!.toUpperCase()],
      details: null,
      comments: comments.map((part) => readRich(part, format).text)
    };
  }
  if (first !== '=' && first !== '~') return void say('error', 'bank.gift-answer', { name });
  return choices(answers, format, note, name, say);
}

/** Free text; without a rubric a marker goes by the model answer. */
function essay(note: Note, name: string, say: Say): Body | undefined {
  const rubric = readRubric(note.评分要点 ?? '');
  if (!rubric) return void say('error', 'bank.rubric-format', { word: note.评分要点 ?? '' });
  if (!rubric.length) say('left-out', 'bank.rubric-added', { name });
  return {
    type: 'short-answer',
    options: [],
    answer: note.参考答案 ? [note.参考答案] : [],
    details: { rubric: rubric.length ? rubric : [...usualRubric] },
    comments: []
  };
}

/** `{>4 ALL VERTICAL …`, then a step a line, in the right order. */
function ordering(answers: Signs, format: string, note: Note, name: string, say: Say): Body | undefined {
  const steps = split(answers, '\n')
    .slice(1)
    .map((line) => readRich(line, format).text)
    .filter(Boolean);
  if (steps.length > optionLetters.length) return void say('unsupported', 'bank.many-options', { name });
  return { ...orderingBody(steps, note.次序), comments: [] };
}

interface Choice {
  right: boolean;
  weight: number | undefined;
  words: Signs;
  comment: string;
}

function choices(answers: Signs, format: string, note: Note, name: string, say: Say): Body | undefined {
  const read = choicesOf(answers, format);
  if (!read.some(({ right }) => !right) && !answers.includes('~')) {
    return read.every(({ words }) => arrowIn(words) >= 0)
      ? pairs(read, format, note, name, say)
      : blanks(read, format, note, name, say);
  }
  if (read.length > optionLetters.length) return void say('unsupported', 'bank.many-options', { name });
  if (read.some(({ words }) => !plain(words))) return void say('error', 'bank.option-empty', { name });
  const body = choiceBody(read.map(({ words, right }) => ({ text: readRich(words, format).text, right })));
  const comments = read.map(({ comment }, at) => (comment ? `${optionLetters[at]}：${comment}` : ''));
  return { ...body, comments };
}

function choicesOf(signs: Signs, format: string): Choice[] {
  const starts = signs.flatMap((sign, at) => (sign === '=' || sign === '~' ? at : []));
  return starts.map((start, at) => {
    const [words = [], ...comments] = split(signs.slice(start + 1, starts[at + 1]), '#');
    const [, share, rest] = /^\s*%(-?\d{1,3}(?:\.\d{1,7})?)%([\s\S]*)$/.exec(words.join('')) ?? [];
    const weight = share === undefined ? undefined : Number(share);
    return {
      right: weight === undefined ? signs[start] === '=' : weight > 0,
      weight,
      words: rest === undefined ? words : signsOf(rest),
      comment: readRich(comments.flat(), format).text
    };
  });
}

/** Short answers: one blank with its accepted answers, or several blanks in the notation of the table. */
function blanks(read: readonly Choice[], format: string, note: Note, name: string, say: Say): Body | undefined {
  const comments = read.map(({ comment }) => comment);
  const body = { type: 'fill-in' as const, options: [], answer: [], comments };
  const several = Number(note.空 ?? 1) > 1;
  if (several) return { ...body, details: { blanks: readBlanks(readRich(read[0]!.words, format).text) } };
  const accepted: string[] = [];
  for (const { words, weight } of read) {
    const { text } = readRich(words, format);
    if (weight !== undefined && weight < 100) say('left-out', 'bank.partly-right', { name, answer: excerptOf(text) });
    else accepted.push(text);
  }
  return { ...body, details: { blanks: [accepted] } };
}

function pairs(read: readonly Choice[], format: string, note: Note, name: string, say: Say): Body | undefined {
  const sides = read.map(({ words }) => {
    const arrow = arrowIn(words);
    const [left, right] = [words.slice(0, arrow), words.slice(arrow + 2)];
    return [readRich(left, format).text, readRich(right, format).text] as const;
  });
  if (read.length > targetNumbers.length) return void say('unsupported', 'bank.many-options', { name });
  if (sides.some(([, right]) => !right)) return void say('error', 'bank.option-empty', { name });
  return { ...matchingBody(sides, note.右列?.split(',')), comments: [] };
}

const arrowIn = (signs: Signs) => signs.findIndex((sign, at) => sign === '-' && signs[at + 1] === '>');

const joined = (parts: string[]) => parts.filter(Boolean).join('\n');

function split(signs: Signs, by: string): Signs[] {
  const parts: Signs[] = [[]];
  for (const sign of signs) {
    if (sign === by) parts.push([]);
    else parts.at(-1)!.push(sign);
  }
  return parts;
}

const FORMAT = /^\s*\[(html|markdown|plain|moodle)\]/;

/** Text with its format mark: HTML becomes plain words, raw line ends are only layout. */
function readRich(signs: Signs, inherited = 'moodle'): { format: string; text: string } {
  const raw = signs.join('').trimStart();
  const mark = FORMAT.exec(raw);
  const format = mark?.[1] ?? inherited;
  const text = plain(mark ? signsOf(raw.slice(mark[0].length)) : signs);
  return { format, text: format === 'html' ? wordsOfHtml(text).text : text };
}

function plain(signs: Signs): string {
  return signs
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')
    .replace(/\\([\\~=#{}:n>])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

/** Puts the note into the draft. */
function withNote(
  draft: Omit<DraftQuestion, 'difficulty' | 'basis' | 'validFrom' | 'validTo'>,
  note: Note,
  say: Say
): DraftQuestion | undefined {
  const [validFrom, validTo] = [readDay(note.有效自 ?? ''), readDay(note.有效至 ?? '')];
  if (validFrom === undefined || validTo === undefined) {
    return void say('error', 'bank.day-format', { word: (validFrom === undefined ? note.有效自 : note.有效至) ?? '' });
  }
  return { ...draft, difficulty: readDifficulty(note.难度 ?? ''), basis: note.依据 ?? '', validFrom, validTo };
}
