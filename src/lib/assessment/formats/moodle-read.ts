/**
 * Reads Moodle XML: multichoice, truefalse, shortanswer, cloze made of short answers, matching, ordering, essay, and
 * description where it is the material of a case. Others are named by their kind. Rows are questions counted from 1.
 */
import { invalid } from '#lib/platform/errors.ts';
import { elements, first, named, rawText, readXml, type XmlElement } from '#lib/platform/xml.ts';
import { blanksIn } from '../fill-in.ts';
import {
  isQuestionCode,
  optionLetters,
  settledDraft,
  targetNumbers,
  type Criterion,
  type DraftQuestion,
  type Part,
  type PartType,
  type QuestionBody
} from '../question.ts';
import { choiceBody, matchingBody, orderingBody } from './foreign.ts';
import { excerptOf, type FileProblem, type ReadFile } from './format.ts';
import { wordsOfHtml } from './markup.ts';
import { JOINT, readCriterion, readTags, RUBRIC, type Tags } from './moodle-words.ts';
import { readDay, readDifficulty, usualRubric } from './words.ts';

/** @throws invalid of `readXml`, `bank.xml-unknown` when it is no quiz. */
export function readMoodle(text: string): ReadFile {
  const quiz = readXml(text);
  if (quiz.name !== 'quiz') throw invalid('bank.xml-unknown', { name: quiz.name });
  const read: ReadFile = { questions: [], problems: [] };
  const cases = new Map<string, DraftQuestion>();
  let topic = '';
  let row = 0;
  for (const element of elements(quiz)) {
    if (element.name !== 'question') continue;
    const kind = element.attributes.get('type') ?? '';
    if (kind === 'category') {
      topic = categoryOf(textIn(first(element, 'category')));
      continue;
    }
    row += 1;
    const name = textIn(first(element, 'name'));
    const code = textIn(first(element, 'idnumber'), true);
    const item = code || name;
    const at = row;
    const say: Say = (problem, errorCode, params = {}) =>
      read.problems.push({
        row: at,
        item,
        kind: problem,
        code: errorCode,
        params: { name: item, ...params },
        excerpt: excerptOf(wordsIn(first(element, 'questiontext')).text || name)
      });
    const tags = readTags(named(first(element, 'tags') ?? element, 'tag').map((tag) => textIn(tag)));
    const body = readBody(element, kind, tags, say);
    if (!body) continue;
    if (tags.材料 !== undefined && body.type !== 'case') {
      const parent = cases.get(tags.材料);
      if (!parent) say('error', 'bank.case-unknown', { number: tags.材料 });
      else
        (parent.details!.parts as Part[]).push({
          ...body,
          type: body.type as PartType,
          weight: Number(tags.分值 ?? 1) || 0
        });
      continue;
    }
    const draft = draftOf(element, body, tags, { code, topic }, say);
    if (!draft) continue;
    if (draft.type === 'case') cases.set(tags.材料!, draft);
    read.questions.push({ row, item, draft });
  }
  for (const question of read.questions) question.draft = settledDraft(question.draft);
  return read;
}

type Say = (kind: FileProblem['kind'], code: string, params?: FileProblem['params']) => void;

/** `$course$/top/行政处罚`: its last step; what everybody has is no topic. */
function categoryOf(path: string): string {
  const last = path
    .split(/(?<!\/)\/(?!\/)/)
    .at(-1)!
    .replaceAll('//', '/')
    .trim();
  return last === 'top' || /^\$.*\$$/.test(last) ? '' : last;
}

function draftOf(
  element: XmlElement,
  body: QuestionBody,
  tags: Tags,
  { code, topic }: { code: string; topic: string },
  say: Say
): DraftQuestion | undefined {
  const [validFrom, validTo] = [readDay(tags.有效自 ?? ''), readDay(tags.有效至 ?? '')];
  if (validFrom === undefined || validTo === undefined) {
    return void say('error', 'bank.day-format', { word: (validFrom === undefined ? tags.有效自 : tags.有效至) ?? '' });
  }
  if (code && !isQuestionCode(code)) say('left-out', 'bank.code-left-out', { code });
  const comments = body.type === 'single' || body.type === 'multiple' ? answerComments(element) : [];
  const feedback = wordsIn(first(element, 'generalfeedback')).text;
  return {
    ...body,
    code: isQuestionCode(code) ? code : '',
    topic,
    difficulty: readDifficulty(tags.难度 ?? ''),
    explanation: [feedback, ...comments].filter(Boolean).join('\n'),
    basis: tags.依据 ?? '',
    validFrom,
    validTo
  };
}

const answerComments = (element: XmlElement) =>
  named(element, 'answer').map((answer, at) => {
    const comment = wordsIn(first(answer, 'feedback')).text;
    return comment && `${optionLetters[at]}：${comment}`;
  });

function readBody(element: XmlElement, kind: string, tags: Tags, say: Say): QuestionBody | undefined {
  const asked = wordsIn(first(element, 'questiontext'));
  const lost = [...asked.lost, ...named(element, 'answer').flatMap((answer) => wordsIn(answer).lost)];
  if (lost.length || hasFiles(element)) return void say('unsupported', 'bank.media', { kind: lost[0] ?? 'img' });
  if (named(element, 'hint').length) say('left-out', 'bank.hints');
  const body = bodies[kind]?.(element, asked.text, tags, say);
  if (!Object.hasOwn(bodies, kind)) return void say('unsupported', 'bank.kind-unsupported', { kind });
  return body && { stem: asked.text, ...body };
}

/** Pictures come as files beside the text. */
const hasFiles = (element: XmlElement): boolean =>
  elements(element).some((child) => child.name === 'file' || (child.name !== 'tags' && hasFiles(child)));

type Body = Omit<QuestionBody, 'stem'> & { stem?: string };

const bodies: Record<string, (element: XmlElement, stem: string, tags: Tags, say: Say) => Body | undefined> = {
  multichoice(element, _, __, say) {
    const answers = named(element, 'answer');
    if (answers.length > optionLetters.length) return void say('unsupported', 'bank.many-options');
    return choiceBody(answers.map((answer) => ({ text: wordsIn(answer).text, right: fractionOf(answer) > 0 })));
  },
  truefalse(element, _, __, say) {
    const right = named(element, 'answer').find((answer) => fractionOf(answer) > 0);
    const word = right && textIn(right).toLowerCase();
    if (word !== 'true' && word !== 'false') return void say('error', 'bank.answer-true-false');
    return { type: 'true-false', options: [], answer: [word === 'true' ? 'T' : 'F'], details: null };
  },
  shortanswer(element, stem, _, say) {
    const blank = accepted(
      named(element, 'answer').map((one) => ({ text: textIn(one), share: fractionOf(one) })),
      say
    );
    return {
      type: 'fill-in',
      options: [],
      answer: [],
      details: { blanks: [blank] },
      stem: blanksIn(stem) ? stem : `${stem} ____`
    };
  },
  cloze: readCloze,
  multianswer: readCloze,
  ordering(element, _, tags, say) {
    const steps = named(element, 'answer');
    if (steps.length > optionLetters.length) return void say('unsupported', 'bank.many-options');
    return orderingBody(
      steps.map((step) => wordsIn(step).text),
      tags.次序
    );
  },
  matching(element, _, tags, say) {
    const pairs = named(element, 'subquestion').map(
      (pair) => [wordsIn(pair).text, textIn(first(pair, 'answer'))] as const
    );
    if (pairs.length > targetNumbers.length) return void say('unsupported', 'bank.many-options');
    if (pairs.some(([, right]) => !right)) return void say('error', 'bank.option-empty');
    return matchingBody(pairs, tags.右列?.split(','));
  },
  essay(element, _, __, say) {
    const { answer, rubric } = graderInfo(first(element, 'graderinfo'));
    if (!rubric.length) say('left-out', 'bank.rubric-added');
    return {
      type: 'short-answer',
      options: [],
      answer: answer ? [answer] : [],
      details: { rubric: rubric.length ? rubric : [...usualRubric] }
    };
  },
  description(_, __, tags, say) {
    if (tags.材料 === undefined) return void say('unsupported', 'bank.description');
    return { type: 'case', options: [], answer: [], details: { parts: [] } };
  }
};

/** Answers that count in full; `*` would accept anything. */
function accepted(answers: readonly { text: string; share: number }[], say: Say): string[] {
  const whole: string[] = [];
  for (const { text, share } of answers) {
    if (/(?<!\\)\*/.test(text)) say('left-out', 'bank.wildcard', { answer: excerptOf(text) });
    else if (share >= 100) whole.push(text.replaceAll('\\*', '*'));
    else if (share > 0) say('left-out', 'bank.partly-right', { answer: excerptOf(text) });
  }
  return whole;
}

const FIELD = /\{\d{0,3}:([A-Z_]{1,20}):/g;
const SHORT = new Set(['SHORTANSWER', 'SA', 'MW', 'SHORTANSWER_C', 'SAC', 'MWC']);

function readCloze(_: XmlElement, stem: string, __: Tags, say: Say): Body | undefined {
  const blanks: string[][] = [];
  let text = '';
  let done = 0;
  let other: string | undefined;
  for (const { 0: head, 1: kind, index } of stem.matchAll(FIELD)) {
    if (index < done) continue;
    const end = closingBrace(stem, index + head.length);
    if (end < 0) break;
    text += `${stem.slice(done, index)}____`;
    done = end + 1;
    if (!SHORT.has(kind!)) other ??= kind;
    blanks.push(accepted(clozeAnswers(stem.slice(index + head.length, end)), say));
  }
  text = (text + stem.slice(done)).replaceAll(`{${JOINT}`, '{');
  if (other) return void say('unsupported', 'bank.kind-unsupported', { kind: `cloze ${other}` });
  return { type: 'fill-in', options: [], answer: [], details: { blanks }, stem: text };
}

function closingBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '}') return at;
  }
  return -1;
}

/** `=六十#对~%50%60` */
function clozeAnswers(text: string): { text: string; share: number }[] {
  return (text.match(/(?:\\[\s\S]|[^\\~])+/g) ?? []).map((one) => {
    const [, right, weight, words = ''] = /^(=?)(?:%(-?\d{1,3}(?:\.\d{1,7})?)%)?([\s\S]*)$/.exec(one.trim()) ?? [];
    const [answer = ''] = words.match(/^(?:\\[\s\S]|[^\\#])*/) ?? [];
    const plain = answer.replace(/\\([}~#"=/\\n])/g, (__, sign: string) => (sign === 'n' ? '\n' : sign));
    return { text: plain, share: weight === undefined ? (right ? 100 : 0) : Number(weight) };
  });
}

/** The model answer and, where a rubric in our own writing follows, that. */
function graderInfo(element: XmlElement | undefined) {
  const { text } = wordsIn(element);
  const lines = text.split('\n');
  const at = lines.lastIndexOf(RUBRIC);
  const rubric = at < 0 ? [] : lines.slice(at + 1).map(readCriterion);
  if (!rubric.length || rubric.includes(undefined)) return { answer: text, rubric: [] };
  return { answer: lines.slice(0, at).join('\n'), rubric: rubric as Criterion[] };
}

const fractionOf = (answer: XmlElement) => Number(answer.attributes.get('fraction') ?? 0);

/** The raw text of a field; `bare` fields have no text element. */
function textIn(element: XmlElement | undefined, bare = false): string {
  const inner = element && (bare ? element : first(element, 'text'));
  return inner ? rawText(inner).trim() : '';
}

function wordsIn(element: XmlElement | undefined) {
  const format = element?.attributes.get('format') ?? 'plain_text';
  const text = textIn(element);
  return format === 'html' || format === 'moodle_auto_format' ? wordsOfHtml(text) : { text, lost: [] };
}
