/**
 * Writes GIFT, Moodle's text format. Choices, true/false, one blank, pairs and free text are Moodle's own; ordering is
 * the notation of its ordering questions; a case is a description followed by its questions.
 */
import type { DraftQuestion, Part, QuestionBody } from '../question.ts';
import { writeNote, type Note } from './gift-note.ts';
import { writeBlanks, writeRubric } from './notation.ts';

/** Writes questions as GIFT; `readGift` gives them back unchanged. */
export function writeGift(questions: readonly DraftQuestion[]): string {
  const items: string[] = [];
  let topic: string | undefined;
  for (const [at, question] of questions.entries()) {
    if (question.topic !== topic) {
      topic = question.topic;
      items.push(`$CATEGORY: ${topic.replaceAll('/', '//')}`);
    }
    items.push(...(question.type === 'case' ? caseItems(question, `M${at + 1}`) : [questionItem(question)]));
  }
  return `${items.join('\n\n')}\n`;
}

const headNote = (question: DraftQuestion): Note => ({
  难度: String(question.difficulty),
  依据: question.basis,
  有效自: question.validFrom ?? '',
  有效至: question.validTo ?? ''
});
const nameOf = ({ code }: DraftQuestion) => (code ? `::${escaped(code)}::` : '');

function questionItem(question: DraftQuestion): string {
  return `${writeNote({ ...headNote(question), ...bodyNote(question) })}\n${nameOf(question)}${item(question, question.explanation)}`;
}

/** A description takes no feedback, so the explanation of a case travels in the note. */
function caseItems(question: DraftQuestion, number: string): string[] {
  const note: Note = { ...headNote(question), 材料: number, 解析: question.explanation };
  const parts = (question.details?.parts ?? []).map(
    (part: Part) => `${writeNote({ ...bodyNote(part), 材料: number, 分值: String(part.weight) })}\n${item(part, '')}`
  );
  return [`${writeNote(note)}\n${nameOf(question)}${rich(question.stem)}`, ...parts];
}

function bodyNote({ type, answer, details }: QuestionBody): Note {
  switch (type) {
    case 'fill-in':
      return details!.blanks!.length > 1 ? { 空: String(details!.blanks!.length) } : {};
    case 'ordering':
      return { 次序: answer.join('') };
    case 'matching':
      return { 右列: answer.map((pair) => pair.slice(1)).join(',') };
    case 'short-answer':
      return { 参考答案: answer[0] ?? '', 评分要点: writeRubric(details?.rubric ?? []) };
    default:
      return {};
  }
}

function item(body: QuestionBody, explanation: string): string {
  const feedback = explanation ? `\n\t####${rich(explanation)}` : '';
  return `${rich(body.stem)} {${answers(body)}${feedback}\n}`;
}

function answers(body: QuestionBody): string {
  const lines = (written: string[]) => `\n${written.map((line) => `\t${line}`).join('\n')}`;
  const textOf = (key: string) => body.options.find((option) => option.key === key)!.text;
  switch (body.type) {
    case 'true-false':
      return body.answer[0] === 'T' ? 'TRUE' : 'FALSE';
    case 'fill-in': {
      const blanks = body.details!.blanks!;
      return lines(
        blanks.length > 1 ? [`=${weighed(writeBlanks(blanks))}`] : blanks[0]!.map((one) => `=${weighed(one)}`)
      );
    }
    case 'ordering':
      return `>${body.answer.length} ALL VERTICAL ABSOLUTE_POSITION${lines(body.answer.map((key) => rich(textOf(key))))}`;
    case 'matching':
      return lines(pairLines(body));
    case 'short-answer':
      return '';
    default:
      return lines(body.options.map((option) => `${mark(body, option.key)}${rich(option.text)}`));
  }
}

/** The pairs, then what is on the right alone; GIFT has `= -> wrong` for that. */
function pairLines({ options, answer, details }: QuestionBody): string[] {
  const targets = details!.targets!;
  const partner = (key: string) => answer.find((pair) => pair.startsWith(key))!.slice(1);
  const alone = targets.filter((target) => !answer.some((pair) => pair.slice(1) === target.key));
  return [
    ...options.map(
      ({ key, text }) =>
        `=${weighed(text)} -> ${arrowless(targets.find((target) => target.key === partner(key))!.text)}`
    ),
    ...alone.map(({ text }) => `= -> ${arrowless(text)}`)
  ];
}

/** Moodle wants the shares of several right answers as percentages to five places. */
function mark({ type, answer, options }: QuestionBody, key: string): string {
  const right = answer.includes(key);
  const text = options.find((option) => option.key === key)!.text;
  if (type === 'multiple') return right ? `~%${Number((100 / answer.length).toFixed(5))}%` : '~%-100%';
  if (WEIGHT.test(text)) return right ? '=%100%' : '~%0%';
  return right ? '=' : '~';
}

/** Behind `=` a text that begins like a weight needs one before it, and an arrow would make a pair. */
const weighed = (text: string) => (WEIGHT.test(text) ? '%100%' : '') + arrowless(text);
const arrowless = (text: string) => rich(text).replaceAll('->', '-\\>');
const WEIGHT = /^%-?\d/;

const escaped = (text: string) => text.replace(/[\\~=#{}:]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
/** A text that begins like a format mark or a comment needs a mark before it. */
const rich = (text: string) => (MARKED.test(text) ? '[moodle]' : '') + escaped(text);
const MARKED = /^(?:\[(?:html|markdown|plain|moodle)\]|\/\/)/;
