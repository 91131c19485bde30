/**
 * Questions as people write them in Word: numbered, options A to J on one line or several, 答案：/解析：/依据：/难度：/专题：
 * below, headings that set the type, answers in the brackets of the stem or in a key at the end. What is no question is
 * named with its line.
 */
import type { QuestionType } from '../question.ts';
import { excerptOf, type FileProblem, type ReadFile } from './format.ts';
import { keyStart, readKey, type KeyEntry } from './text-key.ts';
import {
  bracketedNumberOf,
  continued,
  fieldOf,
  headingOf,
  isAnyNumber,
  isKeyHead,
  isOtherHeading,
  numberOf,
  optionsOf,
  partOf,
  piecesOf,
  type Field,
  type Numbered
} from './text-marks.ts';
import { draftOfText, emptyText, type TextQuestion } from './text-question.ts';

/** Reads a numbered question list. Rows of what is returned are lines of the text, counted from 1. */
export function readText(text: string): ReadFile {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|[\n\v\u2028]/)
    .map((line) =>
      line
        .replace(/[\t\u00a0]/g, ' ')
        .replace(/\s{5,}/g, '    ')
        .trim()
    );
  const keyAt = keyStart(lines);
  const reader = new ListReader(lines.slice(0, keyAt));
  const problems: FileProblem[] = [];
  const unread = (row: number, words: string) =>
    problems.push({ row, kind: 'unsupported', code: 'bank.text-unread', params: {}, excerpt: excerptOf(words) });
  for (const { line, text: words } of reader.unread) unread(line, words);
  if (keyAt !== undefined) {
    const key = readKey(lines.slice(keyAt + 1), keyAt + 2);
    for (const { line, text: words } of key.unread) unread(line, words);
    const byNumber = Map.groupBy(reader.questions, ({ number }) => number);
    for (const entry of key.entries) {
      const code = takeKey(entry, byNumber.get(entry.number) ?? []);
      if (code)
        problems.push({
          row: entry.line,
          kind: 'error',
          code,
          params: { number: entry.number },
          excerpt: excerptOf(`${entry.number}. ${entry.answer}`)
        });
    }
  }
  const read: ReadFile = { questions: [], problems };
  for (const question of reader.questions) {
    const say = (kind: FileProblem['kind'], code: string, params: FileProblem['params'] = {}) =>
      problems.push({ row: question.line, kind, code, params, excerpt: excerptOf(question.stem.join(' ')) });
    const draft = draftOfText(question, say);
    if (draft) read.questions.push({ row: question.line, draft });
  }
  problems.sort((a, b) => a.row - b.row);
  return read;
}

/** Gives an entry of the key to the question of its number; @returns the code of what is wrong. */
function takeKey(entry: KeyEntry, numbered: readonly TextQuestion[]): string | undefined {
  const ofType = entry.type ? numbered.filter(({ type }) => type === entry.type) : numbered;
  const found = ofType.length ? ofType : numbered;
  if (!found.length) return 'bank.key-no-question';
  if (found.length > 1) return 'bank.key-ambiguous';
  const [question] = found;
  if (question!.fields.answer) return question!.fields.answer === entry.answer ? undefined : 'bank.key-contradicts';
  question!.fields.answer = entry.answer;
  question!.fields.explanation = continued(question!.fields.explanation, entry.explanation);
  return undefined;
}

/** Goes through the lines once and gathers them into questions. */
class ListReader {
  readonly questions: TextQuestion[] = [];
  readonly unread: { line: number; text: string }[] = [];
  /** The heading above. */
  private type: QuestionType | undefined;
  private anyNumber = false;
  private topic = '';
  private question: TextQuestion | undefined;
  /** The question or, in a case, the part that lines belong to. */
  private body: TextQuestion | undefined;
  /** What a line without a mark continues. */
  private into: 'stem' | 'option' | Field = 'stem';
  private readonly bracketed: boolean;

  constructor(lines: readonly string[]) {
    // （1） numbers questions only where nothing else does.
    this.bracketed = !lines.some((line) => numberOf(line));
    for (const [at, line] of lines.entries()) if (line) this.take(line, at + 1);
  }

  private take(line: string, row: number) {
    const heading = headingOf(line);
    if (heading) {
      this.type = heading.type;
      this.anyNumber = isAnyNumber(line);
      this.question = this.body = undefined;
      return;
    }
    if (this.complete && isOtherHeading(line)) {
      this.question = this.body = undefined;
      this.unread.push({ line: row, text: line });
      return;
    }
    const numbered = this.numbered(line);
    if (numbered) return this.begin(numbered, row);
    if (this.question && (this.question.type ?? this.type) === 'case') {
      const part = partOf(line);
      if (part && part.number === this.question.parts.length + 1) return this.beginPart(part, row);
    }
    for (const piece of piecesOf(line)) this.takePiece(piece, row);
  }

  private get complete() {
    return Boolean(this.body && (this.body.options.length || this.body.fields.answer));
  }

  private numbered(line: string): Numbered | undefined {
    const found = this.bracketed && this.type !== 'case' ? bracketedNumberOf(line) : numberOf(line);
    if (!found?.rest) return undefined;
    const { question } = this;
    if (!question) return found;
    if (found.number === question.number + 1) return found;
    // A list within an explanation or an answer counts from 1 again and is none of ours.
    const inside = this.into !== 'option' && this.into !== 'stem' && this.into !== 'answer';
    return this.complete && !inside && (found.number === 1 || found.number > question.number) ? found : undefined;
  }

  private begin({ number, rest }: Numbered, row: number) {
    this.question = this.body = { ...emptyText(row, this.type), number, anyNumber: this.anyNumber, topic: this.topic };
    this.questions.push(this.question);
    this.into = 'stem';
    for (const piece of piecesOf(rest)) this.takePiece(piece, row);
  }

  private beginPart({ number, rest }: Numbered, row: number) {
    this.body = { ...emptyText(row, undefined), number };
    this.question!.parts.push(this.body);
    this.into = 'stem';
    for (const piece of piecesOf(rest)) this.takePiece(piece, row);
  }

  private takePiece(piece: string, row: number) {
    const field = fieldOf(piece);
    const { body } = this;
    if (!body) {
      if (field?.field === 'topic') this.topic = field.value;
      else if (!isKeyHead(piece)) this.unread.push({ line: row, text: piece });
      return;
    }
    if (field) {
      this.into = field.field;
      body.fields[field.field] = continued(body.fields[field.field], field.value);
      return;
    }
    const options = this.into === 'stem' || this.into === 'option' ? this.optionsIn(piece, body) : [];
    if (options.length) {
      body.options.push(...options);
      this.into = 'option';
    } else if (this.into === 'stem') body.stem.push(piece);
    else if (this.into === 'option') body.options.at(-1)!.text += `\n${piece}`;
    else body.fields[this.into] = continued(body.fields[this.into], piece);
  }

  /** Options may begin behind the stem on its own line. */
  private optionsIn(piece: string, body: TextQuestion) {
    const options = optionsOf(piece, body.options.length);
    if (options.length || body.options.length) return options;
    const at = piece.search(/[\s）)。？?：:][（(]?[AＡ]\s?[.．、)）]/);
    const behind = at > 0 ? optionsOf(piece.slice(at + 1).trimStart(), 0) : [];
    if (behind.length < 2) return [];
    body.stem.push(piece.slice(0, at + 1).trim());
    return behind;
  }
}
