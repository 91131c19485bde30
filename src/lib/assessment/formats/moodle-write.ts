/**
 * Writes Moodle XML. Every type is one that Moodle has (several blanks: Cloze; ordering: its ordering questions, part
 * of Moodle since 4.4); a case is a description followed by its questions, tied together by a tag.
 */
import { encoded } from '#lib/platform/xml.ts';
import { aroundBlanks } from '../fill-in.ts';
import type { DraftQuestion, Part, QuestionBody, QuestionType } from '../question.ts';
import { criterionLine, FIELD_LIKE, JOINT, RUBRIC, writeTags, type Tags } from './moodle-words.ts';

/** Writes questions as Moodle XML; `readMoodle` gives them back unchanged. */
export function writeMoodle(questions: readonly DraftQuestion[]): string {
  const items: string[] = [];
  let topic: string | undefined;
  for (const [at, question] of questions.entries()) {
    if (question.topic !== topic) {
      topic = question.topic;
      items.push(category(topic));
    }
    items.push(...(question.type === 'case' ? caseItems(question, `M${at + 1}`) : [questionItem(question)]));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${items.join('\n')}\n</quiz>\n`;
}

const category = (topic: string) =>
  `<question type="category"><category>${text(topic.replaceAll('/', '//'))}</category></question>`;

const headTags = (question: DraftQuestion): Tags => ({
  难度: String(question.difficulty),
  依据: question.basis,
  有效自: question.validFrom ?? '',
  有效至: question.validTo ?? ''
});

const questionItem = (question: DraftQuestion) =>
  item(question, question.code, question.explanation, { ...headTags(question), ...bodyTags(question) });

function caseItems(question: DraftQuestion, number: string): string[] {
  const parts = (question.details?.parts ?? []).map((part: Part, at) =>
    item(part, '', '', { ...bodyTags(part), 材料: number, 分值: String(part.weight) }, `${question.code}（${at + 1}）`)
  );
  return [item(question, question.code, question.explanation, { ...headTags(question), 材料: number }), ...parts];
}

function bodyTags({ type, answer }: QuestionBody): Tags {
  if (type === 'ordering') return { 次序: answer.join('') };
  return type === 'matching' ? { 右列: answer.map((pair) => pair.slice(1)).join(',') } : {};
}

const kinds: Record<QuestionType, string> = {
  single: 'multichoice',
  multiple: 'multichoice',
  'true-false': 'truefalse',
  'fill-in': 'shortanswer',
  ordering: 'ordering',
  matching: 'matching',
  'short-answer': 'essay',
  case: 'description'
};
const isCloze = ({ type, details }: QuestionBody) => type === 'fill-in' && details!.blanks!.length > 1;

function item(body: QuestionBody, code: string, explanation: string, tags: Tags, name = ''): string {
  const lines = [
    `<question type="${isCloze(body) ? 'cloze' : kinds[body.type]}">`,
    `<name>${text(code || name || body.stem.replace(/\s+/g, ' ').slice(0, 40))}</name>`,
    `<questiontext format="plain_text">${text(isCloze(body) ? cloze(body) : body.stem)}</questiontext>`,
    `<generalfeedback format="plain_text">${text(explanation)}</generalfeedback>`,
    ...(code ? [`<idnumber>${encoded(code)}</idnumber>`] : []),
    ...answers(body),
    `<tags>${writeTags(tags)
      .map((tag) => `<tag>${text(tag)}</tag>`)
      .join('')}</tags>`,
    '</question>'
  ];
  return lines.join('\n');
}

const text = (words: string) => `<text>${encoded(words)}</text>`;
const answer = (fraction: number, words: string, format = ' format="plain_text"') =>
  `<answer fraction="${fraction}"${format}>${text(words)}</answer>`;

function answers(body: QuestionBody): string[] {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return [
        `<single>${body.type === 'single'}</single>`,
        '<shuffleanswers>true</shuffleanswers>',
        '<answernumbering>ABCD</answernumbering>',
        ...body.options.map(({ key, text: words }) => answer(share(body, key), words))
      ];
    case 'true-false':
      return ['true', 'false'].map((word) => answer(word[0]!.toUpperCase() === body.answer[0] ? 100 : 0, word));
    case 'fill-in':
      return isCloze(body)
        ? []
        : ['<usecase>0</usecase>', ...body.details!.blanks![0]!.map((one) => answer(100, literal(one)))];
    case 'ordering':
      return [
        '<layouttype>VERTICAL</layouttype>',
        '<selecttype>ALL</selecttype>',
        '<gradingtype>ABSOLUTE_POSITION</gradingtype>',
        ...body.answer.map((key, at) => answer(at + 1, body.options.find((option) => option.key === key)!.text))
      ];
    case 'matching':
      return ['<shuffleanswers>true</shuffleanswers>', ...pairs(body)];
    case 'short-answer':
      return ['<responseformat>plain</responseformat>', graderInfo(body)];
    case 'case':
      return [];
  }
}

function share({ type, answer: right }: QuestionBody, key: string): number {
  if (type === 'single') return right.includes(key) ? 100 : 0;
  return right.includes(key) ? Number((100 / right.length).toFixed(5)) : -100;
}

/** In a short answer `*` stands for anything. */
const literal = (words: string) => words.replaceAll('*', '\\*');

function cloze({ stem, details }: QuestionBody): string {
  const around = aroundBlanks(stem);
  const fields = details!.blanks!.map(
    (accepted) =>
      `{1:SHORTANSWER:${accepted.map((one) => `=${/^%-?\d/.test(one) ? '%100%' : ''}${clozeText(literal(one))}`).join('~')}}`
  );
  return around.map((words, at) => clozeOutside(words) + (fields[at] ?? '')).join('');
}

const clozeText = (words: string) => words.replace(/[\\}~#"=/]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
/** What looks like a field in the stem must not be read as one. */
const clozeOutside = (words: string) => words.replace(FIELD_LIKE, `{${JOINT}`);

function pairs({ options, answer: right, details }: QuestionBody): string[] {
  const targets = details!.targets!;
  const pair = (left: string, words: string) =>
    `<subquestion format="plain_text">${text(left)}<answer>${text(words)}</answer></subquestion>`;
  const partner = (key: string) => right.find((one) => one.startsWith(key))!.slice(1);
  const alone = targets.filter((target) => !right.some((one) => one.slice(1) === target.key));
  return [
    ...options.map(({ key, text: words }) => pair(words, targets.find((target) => target.key === partner(key))!.text)),
    ...alone.map((target) => pair('', target.text))
  ];
}

/** What the grader sees: the model answer, then the rubric, a criterion a line. */
function graderInfo({ answer: right, details }: QuestionBody): string {
  const rubric = (details?.rubric ?? []).map(criterionLine);
  return `<graderinfo format="plain_text">${text([right[0] ?? '', RUBRIC, ...rubric].join('\n'))}</graderinfo>`;
}
