/** The marks of a question list in the usual Chinese layouts: what a line begins with says what it is. */
import type { QuestionType } from '../question.ts';
import { readType } from './words.ts';

const TYPES =
  '单项选择|多项选择|不定项选择|不定项|单选|多选|选择|判断正误|判断|是非|填空|排序|配对|连线|匹配|简答|问答|论述|名词解释|案例分析|材料分析|案例';
const ORDINAL = '第?[一二三四五六七八九十]{1,3}(?:部分|大题)?\\s*[、．.：:\\s]\\s*';
const HEADING = new RegExp(`^(${ORDINAL})?(${TYPES})(题)?\\s*((?:[（(：:，,]|共).*)?$`);
const OTHER_HEADING = /^(?:[一二三四五六七八九十]{1,3}\s*[、．.]|第[一二三四五六七八九十百]{1,4}[章节编])/;

/** 一、单项选择题（每题 2 分）: the type of what follows. */
export function headingOf(line: string): { type: QuestionType; rest: string } | undefined {
  const [, ordinal, word, noun, rest = ''] = HEADING.exec(line) ?? [];
  if (!word || (!ordinal && !noun)) return undefined;
  return { type: readType(word)!, rest };
}

/** A heading that names no type: 二、行政处罚法. */
export const isOtherHeading = (line: string) => line.length <= 40 && OTHER_HEADING.test(line);

/** 不定项 may have one right answer or several. */
export const isAnyNumber = (line: string) => line.includes('不定项');

const QUESTION = /^(?:第\s*(\d{1,4})\s*题\s*[.、．:：]?|(\d{1,4})\s*[.．、](?!\d)|(\d{1,4})\s*[)）])\s*(.*)$/s;
const IN_BRACKETS = /^[（(]\s*(\d{1,4})\s*[)）]\s*[.、．]?\s*(.*)$/s;

export interface Numbered {
  number: number;
  rest: string;
}

/** 1. · 1、 · 1） · 第1题 */
export function numberOf(line: string): Numbered | undefined {
  const [all, ofTitle, dotted, closed, rest = ''] = QUESTION.exec(line) ?? [];
  return all === undefined ? undefined : { number: Number(ofTitle ?? dotted ?? closed), rest };
}

/** （1） */
export function bracketedNumberOf(line: string): Numbered | undefined {
  const [all, number, rest = ''] = IN_BRACKETS.exec(line) ?? [];
  return all === undefined ? undefined : { number: Number(number), rest };
}

const PART =
  /^(?:问题\s*([\d一二三四五六七八九十]{1,2})|第\s*([\d一二三四五六七八九十]{1,2})\s*问|([①②③④⑤⑥⑦⑧⑨⑩]))\s*[:：.、．]?\s*(.*)$/s;

/** （1） · 问题一： · 第2问 · ① */
export function partOf(line: string): Numbered | undefined {
  const [all, problem, asked, ring, rest = ''] = PART.exec(line) ?? [];
  if (all === undefined) return bracketedNumberOf(line);
  if (ring) return { number: '①②③④⑤⑥⑦⑧⑨⑩'.indexOf(ring) + 1, rest };
  const word = (problem ?? asked)!;
  return { number: Number(word) || '一二三四五六七八九十'.indexOf(word) + 1, rest };
}

const LETTERS = 'ABCDEFGHIJ';
const WIDE = 'ＡＢＣＤＥＦＧＨＩＪ';
const OPTION = /^[（(]?\s*([A-JＡ-Ｊ])\s*([)）.．、:：])\s*(.*)$/s;

/** Options on one line, from the letter that is expected next: `A.一名 B.两名` */
export function optionsOf(line: string, expected: number): { key: string; text: string }[] {
  const options: { key: string; text: string }[] = [];
  let rest = line;
  for (;;) {
    const [all, letter, sign, words = ''] = OPTION.exec(rest) ?? [];
    if (all === undefined) return options;
    const at = Math.max(LETTERS.indexOf(letter!), WIDE.indexOf(letter!));
    // One letter may be missing; the check of the question names the gap.
    if (at < expected + options.length || at > expected + options.length + 1) return options;
    const next = nextOption(words, at + 1, sign!);
    options.push({ key: LETTERS[at]!, text: words.slice(0, next).trim() });
    rest = words
      .slice(next)
      .replace(/^[\s；;，,。]/, '')
      .trimStart();
    if (next === words.length) return options;
  }
}

/** Where the next letter stands: after a space or a stop; or, closely written, with the same sign behind it. */
function nextOption(words: string, at: number, sign: string): number {
  const letter = LETTERS[at];
  if (!letter) return words.length;
  const spaced = new RegExp(`[\\s；;，,。][（(]?[${letter}${WIDE[at]}]\\s?[)）.．、:：]`).exec(words);
  if (spaced) return spaced.index;
  const close = words.indexOf(`${letter}${sign}`);
  return close > 0 && sign !== '、' ? close : words.length;
}

export type Field = 'answer' | 'explanation' | 'basis' | 'difficulty' | 'topic' | 'code' | 'type' | 'rubric' | 'weight';
const FIELDS: Record<string, Field> = {
  参考答案: 'answer',
  正确答案: 'answer',
  标准答案: 'answer',
  答案: 'answer',
  答: 'answer',
  试题解析: 'explanation',
  答案解析: 'explanation',
  解析: 'explanation',
  法律依据: 'basis',
  法条依据: 'basis',
  依据: 'basis',
  出处: 'basis',
  难度: 'difficulty',
  难易程度: 'difficulty',
  专题: 'topic',
  知识点: 'topic',
  编号: 'code',
  题型: 'type',
  评分要点: 'rubric',
  评分标准: 'rubric',
  得分要点: 'rubric',
  分值: 'weight'
};
const NAMES = Object.keys(FIELDS).join('|');
const FIELD = new RegExp(`^(?:[【\\[]\\s*(${NAMES})\\s*[】\\]]\\s*[:：]?|(${NAMES})\\s*[:：])\\s*(.*)$`, 's');
const SHORT_ANSWER = /^(?:正确|参考)?答案\s*([A-J]{1,10}|[√×对错])\s*$/;
const INNER = new RegExp(`(?:\\s(?=(?:${NAMES.replace('|答|', '|')})[:：])|(?=【(?:${NAMES})】))`);

/** 答案：B · 【解析】… · 难度：易 */
export function fieldOf(text: string): { field: Field; value: string } | undefined {
  const [, bracketed, plain, value = ''] = FIELD.exec(text) ?? [];
  const name = bracketed ?? plain;
  if (name) return { field: FIELDS[name]!, value };
  const [, answer] = SHORT_ANSWER.exec(text) ?? [];
  return answer ? { field: 'answer', value: answer } : undefined;
}

/** A line in its pieces: `答案：B  解析：…` is two. */
export const piecesOf = (line: string) =>
  line
    .split(INNER)
    .map((piece) => piece.trim())
    .filter(Boolean);

const KEY_HEAD =
  /^[【[]?\s*(?:附\s*[:：]?\s*)?(?:参考|标准|正确|试题)?答案(?:[及与和](?:解析|评分标准|说明))?(?:部分)?\s*[】\]]?\s*[:：]?$/;
/** 参考答案 alone on its line: the head of a key, if what follows looks like one. */
export const isKeyHead = (line: string) => KEY_HEAD.test(line);

const TAG = new RegExp(`^[【\\[（(]\\s*(${TYPES})题?\\s*[】\\]）)]\\s*|[【\\[（(]\\s*(${TYPES})题?\\s*[】\\]）)]$`);

/** 【多选】 before or behind a stem. */
export function tagOf(stem: string): { type: QuestionType; anyNumber: boolean; rest: string } | undefined {
  const found = TAG.exec(stem);
  const word = found?.[1] ?? found?.[2];
  if (!found || !word) return undefined;
  return { type: readType(word)!, anyNumber: isAnyNumber(word), rest: stem.replace(TAG, '').trim() };
}

/** A text and the line that goes on with it. */
export const continued = (before: string | undefined, more: string) =>
  before && more ? `${before}\n${more}` : before || more;
