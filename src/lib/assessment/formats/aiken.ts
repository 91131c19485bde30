/**
 * Aiken, the plainest of Moodle's text formats: the stem, options `A.` or `A)`, then `ANSWER: B`. Several letters in the
 * answer make a multiple choice.
 */
import { optionLetters, settledDraft, type Option } from '../question.ts';
import { parseAnswer } from './answers.ts';
import { excerptOf, type FileProblem, type ReadFile } from './format.ts';

const OPTION = /^([A-Z])[.)]\s*(.*)$/;
const ANSWER = /^ANSWER\s*:\s*(.*)$/i;

/** Whether a text looks like Aiken rather than like a list of questions in Chinese layout. */
export const isAiken = (text: string) => /^ANSWER\s*:\s*[A-Z]/m.test(text) && /^[A-Z][.)]/m.test(text);

interface Item {
  line: number;
  stem: string[];
  options: Option[];
}

/** Reads Aiken text. Rows of what is returned are the lines on which questions begin, counted from 1. */
export function readAiken(text: string): ReadFile {
  const read: ReadFile = { questions: [], problems: [] };
  let item: Item | undefined;
  const say = (row: number, code: string, params: FileProblem['params'], excerpt: string) =>
    read.problems.push({ row, kind: 'error', code, params, excerpt: excerptOf(excerpt) });
  for (const [at, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const line = raw.trim();
    if (!line) continue;
    const [, answer] = ANSWER.exec(line) ?? [];
    const [, key, words] = OPTION.exec(line) ?? [];
    if (answer !== undefined) {
      if (item) finish(item, answer);
      else say(at + 1, 'bank.aiken-answer-alone', {}, line);
      item = undefined;
    } else if (key && item) item.options.push({ key, text: words! });
    else if (!item) item = { line: at + 1, stem: [line], options: [] };
    else if (item.options.length) item.options.at(-1)!.text += `\n${line}`;
    else item.stem.push(line);
  }
  if (item) say(item.line, 'bank.aiken-answer-missing', {}, item.stem.join(' '));
  return read;

  function finish({ line, stem, options }: Item, answerText: string) {
    const answer = parseAnswer(answerText, 'multiple');
    if (options.length > optionLetters.length) say(line, 'bank.many-options', { name: '' }, stem.join(' '));
    else if (!answer?.length) say(line, 'bank.answer-format', { answer: answerText }, stem.join(' '));
    else
      read.questions.push({
        row: line,
        draft: settledDraft({
          code: '',
          type: answer.length > 1 ? 'multiple' : 'single',
          topic: '',
          difficulty: 2,
          stem: stem.join('\n'),
          options,
          answer,
          details: null,
          explanation: '',
          basis: '',
          validFrom: null,
          validTo: null
        })
      });
  }
}
