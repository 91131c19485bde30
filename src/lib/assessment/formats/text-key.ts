/** 参考答案 at the end of a question list: `1.B 2.AC`, `1-5 BCADB`, `21. 六十日`. */
import type { QuestionType } from '../question.ts';
import { continued, fieldOf, headingOf, isKeyHead, numberOf, piecesOf } from './text-marks.ts';

/** What the key says of one question. */
export interface KeyEntry {
  line: number;
  number: number;
  /** The heading above it, if the key has headings. */
  type: QuestionType | undefined;
  answer: string;
  explanation: string;
}

export interface Key {
  entries: KeyEntry[];
  /** Lines that say nothing that can be understood. */
  unread: { line: number; text: string }[];
}

const SIGN = '[A-J]{1,10}|[√×✓✗]|正确|错误|对|错';
const RANGE = new RegExp(
  `^(\\d{1,4})\\s*(?:题)?\\s*[-—–~～－至到]{1,2}\\s*(\\d{1,4})\\s*(?:题)?\\s*[:：.、．]?\\s*((?:(?:${SIGN})[\\s,，、]*)+)`
);
const ONE = new RegExp(`^(\\d{1,4})\\s*[.．、:：)）]?\\s*(${SIGN})(?![\\p{L}\\p{N}])`, 'u');
const BETWEEN = /^[\s,，;；、|]+/;

const looksLikeKey = (line: string) => RANGE.test(line) || ONE.test(line) || headingOf(line) !== undefined;

/** Where the key begins, as an index into the lines; undefined when there is none. */
export function keyStart(lines: readonly string[]): number | undefined {
  let next = '';
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at]!;
    if (next && isKeyHead(line) && looksLikeKey(next)) return at;
    next = line || next;
  }
  return undefined;
}

/** @param first the number of the first of these lines in the text. */
export function readKey(lines: readonly string[], first: number): Key {
  const key: Key = { entries: [], unread: [] };
  let type: QuestionType | undefined;
  let open: KeyEntry | undefined;
  for (const [at, line] of lines.entries()) {
    if (!line) continue;
    const row = first + at;
    const { heading, rest } = withoutHeading(line);
    if (heading) [type, open] = [heading, undefined];
    if (!rest) continue;
    const short = shortEntries(rest);
    if (short) {
      for (const entry of short) key.entries.push({ ...entry, line: row, type, explanation: '' });
      open = key.entries.at(-1);
      continue;
    }
    const numbered = numberOf(rest);
    if (numbered) {
      open = { line: row, number: numbered.number, type, answer: '', explanation: '' };
      key.entries.push(open);
    }
    if (open) addPieces(open, numbered?.rest ?? rest);
    else key.unread.push({ line: row, text: line });
  }
  return key;
}

function withoutHeading(line: string): { heading?: QuestionType; rest: string } {
  const whole = headingOf(line);
  if (whole)
    return { heading: whole.type, rest: whole.rest.replace(/^[:：]\s*/, '').replace(/^[（(][^（()）]*[)）]\s*/, '') };
  const at = line.search(/\s\d/);
  const before = at > 0 ? headingOf(line.slice(0, at).trim()) : undefined;
  return before ? { heading: before.type, rest: line.slice(at).trim() } : { rest: line };
}

/** All entries of a line of letters and signs; undefined when something else stands in it. */
function shortEntries(line: string): { number: number; answer: string }[] | undefined {
  const entries: { number: number; answer: string }[] = [];
  let rest = line;
  while (rest) {
    const range = RANGE.exec(rest);
    const one = range ? undefined : ONE.exec(rest);
    const answers = range && answersOf(range[3]!, Number(range[2]) - Number(range[1]) + 1);
    if (answers) for (const [at, answer] of answers.entries()) entries.push({ number: Number(range[1]) + at, answer });
    else if (one) entries.push({ number: Number(one[1]), answer: one[2]! });
    else return undefined;
    rest = rest.slice((range ?? one)![0].length).replace(BETWEEN, '');
  }
  return entries;
}

/** `BCADB` for five questions, `AB ACD BC` for three. */
function answersOf(text: string, count: number): string[] | undefined {
  const groups = text.split(/[\s,，、]+/).filter(Boolean);
  if (groups.length === count) return groups;
  const signs = groups.join('').match(/[A-J]|[√×✓✗]|正确|错误|对|错/g) ?? [];
  return signs.length === count ? signs : undefined;
}

function addPieces(entry: KeyEntry, text: string) {
  for (const piece of piecesOf(text)) {
    const field = fieldOf(piece);
    const words = field?.value ?? piece;
    const target = field?.field === 'explanation' || (!field && entry.explanation) ? 'explanation' : 'answer';
    entry[target] = continued(entry[target], words);
  }
}
