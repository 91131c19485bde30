/**
 * GIFT, Moodle's text format for questions. Read here are single and multiple choice and true/false; everything
 * else is named with its line. What GIFT has no place for travels in a comment line before the item:
 *
 *     // chizheng: 难度=2; 依据=行政处罚法 第九条; 有效自=2021-07-15; 有效至=
 *
 * `$CATEGORY` is the topic, the item's name its 编号, general feedback the explanation.
 */
import { isDay } from '#lib/platform/clock.ts';
import { isQuestionCode, optionLetters, settledDraft, type DraftQuestion } from './question.ts';
import type { FileProblem, ReadFile } from './question-table.ts';

const NOTE = /^\/\/\s*chizheng:\s*/;
const NOTE_PART = /;\s*(?=(?:难度|依据|有效自|有效至)=)/;

/** Writes questions as GIFT; `readGift` gives them back unchanged. */
export function writeGift(questions: readonly DraftQuestion[]): string {
  const items: string[] = [];
  let topic: string | undefined;
  for (const question of questions) {
    if (question.topic !== topic) {
      topic = question.topic;
      items.push(`$CATEGORY: ${topic.replaceAll('/', '//')}`);
    }
    items.push(writeItem(question));
  }
  return `${items.join('\n\n')}\n`;
}

function writeItem(question: DraftQuestion): string {
  const note = `// chizheng: 难度=${question.difficulty}; 依据=${question.basis.replaceAll('\n', '；')}; 有效自=${question.validFrom ?? ''}; 有效至=${question.validTo ?? ''}`;
  const feedback = question.explanation ? `\n\t####${rich(question.explanation)}` : '';
  const name = question.code ? `::${escaped(question.code)}::` : '';
  const body =
    question.type === 'true-false'
      ? `${question.answer[0] === 'T' ? 'TRUE' : 'FALSE'}${feedback}`
      : `\n${question.options.map((option) => `\t${choice(question, option.key)}${rich(option.text)}`).join('\n')}${feedback}`;
  return `${note}\n${name}${rich(question.stem)} {${body}\n}`;
}

/** Moodle wants the shares of several right answers as percentages to five places. */
function choice({ type, answer, options }: DraftQuestion, key: string): string {
  const right = answer.includes(key);
  const text = options.find((option) => option.key === key)!.text;
  if (type === 'multiple') return right ? `~%${Number((100 / answer.length).toFixed(5))}%` : '~%-100%';
  // A text that begins like a weight needs one before it.
  if (/^%-?\d/.test(text)) return right ? '=%100%' : '~%0%';
  return right ? '=' : '~';
}

const escaped = (text: string) => text.replace(/[\\~=#{}:]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
/** A text that begins like a format mark needs one before it. */
const rich = (text: string) => (FORMAT.test(text) ? '[moodle]' : '') + escaped(text);
const FORMAT = /^\s*\[(html|markdown|plain|moodle)\]/;

/** Reads GIFT text. Rows of what is returned are lines of the text, counted from 1. */
export function readGift(text: string): ReadFile {
  const read: ReadFile = { questions: [], problems: [] };
  let topic = '';
  for (const block of blocksOf(text)) {
    if (block.category !== undefined) topic = block.category;
    if (!block.text.trim()) continue;
    const item = readItem(block, topic);
    if ('draft' in item) read.questions.push({ row: block.line, draft: settledDraft(item.draft) });
    else read.problems.push({ ...item, row: block.line });
  }
  return read;
}

interface Block {
  line: number;
  text: string;
  note: string;
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
      blocks.push((block = { line: at + 1, text: '', note: '' }));
    if (line.startsWith('$CATEGORY:')) block.category = categoryOf(line);
    else if (NOTE.test(line)) block.note = line.replace(NOTE, '');
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

function signsOf(text: string): Signs {
  return text.match(/\\[\\~=#{}:n]|[\s\S]/gu) ?? [];
}

type Unread = Omit<FileProblem, 'row'>;

function readItem({ text, note }: Block, topic: string): { draft: DraftQuestion } | Unread {
  let signs = signsOf(text);
  let name = '';
  const start = signs.findIndex((sign) => sign.trim());
  if (signs[start] === ':' && signs[start + 1] === ':') {
    const end = signs.findIndex((sign, at) => at > start + 1 && sign === ':' && signs[at + 1] === ':');
    if (end > 0) {
      name = plain(signs.slice(start + 2, end));
      signs = signs.slice(end + 2);
    }
  }
  const unread = (kind: Unread['kind'], code: string): Unread => ({
    kind,
    code,
    params: { name },
    excerpt: plain(signs).slice(0, 60)
  });
  const open = signs.indexOf('{');
  const close = signs.indexOf('}', open);
  if (open < 0) return unread('unsupported', 'bank.gift-description');
  if (close < 0) return unread('error', 'bank.gift-braces');
  if (/<img\b|@@PLUGINFILE@@/i.test(text)) return unread('unsupported', 'bank.gift-image');
  const body = readBody(signs.slice(open + 1, close));
  if (typeof body === 'string') return unread(body === 'bank.gift-choice' ? 'error' : 'unsupported', body);
  const { format, text: before } = readRich(signs.slice(0, open));
  const after = readRich(signs.slice(close + 1), format).text;
  const draft: DraftQuestion = {
    code: isQuestionCode(name) ? name : '',
    topic,
    stem: after ? `${before} ____ ${after}` : before,
    difficulty: 2,
    basis: '',
    validFrom: null,
    validTo: null,
    details: null,
    ...body.content(format)
  };
  return addNote(draft, note) ?? { draft };
}

/** Puts the note into the draft; @returns what is wrong with the note, if anything. */
function addNote(draft: DraftQuestion, note: string): Unread | undefined {
  for (const part of note.split(NOTE_PART).filter(Boolean)) {
    const [key, value = ''] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1).trim()];
    if (key === '依据') draft.basis = value;
    else if (key === '难度') draft.difficulty = Number(value);
    else if (value && !isDay(value)) {
      return { kind: 'error', code: 'bank.day-format', params: { word: value }, excerpt: draft.stem.slice(0, 60) };
    } else if (value) draft[key === '有效自' ? 'validFrom' : 'validTo'] = value as `${number}-${number}-${number}`;
  }
  return undefined;
}

interface Body {
  content(format: string): Pick<DraftQuestion, 'type' | 'options' | 'answer' | 'explanation'>;
}

/** The part in braces; a code when it is of another kind. */
function readBody(signs: Signs): Body | string {
  const general = signs.findIndex((_, at) => signs.slice(at, at + 4).join('') === '####');
  const feedback = general < 0 ? [] : signs.slice(general + 4);
  const answers = general < 0 ? signs : signs.slice(0, general);
  const first = answers.find((sign) => sign.trim());
  if (first === undefined) return 'bank.gift-essay';
  if (first === '#') return 'bank.gift-numerical';
  const [verdict = [], ...comments] = split(answers, '#');
  const truth = /^(t|true|f|false)$/i.exec(plain(verdict));
  if (truth) {
    return {
      content: (format) => ({
        type: 'true-false',
        options: [],
        answer: [truth[1]![0]!.toUpperCase()],
        explanation: joined([feedback, ...comments].map((part) => readRich(part, format).text))
      })
    };
  }
  if (first !== '=' && first !== '~') return 'bank.gift-short-answer';
  return readChoices(answers, feedback);
}

function readChoices(signs: Signs, feedback: Signs): Body | string {
  const starts = signs.flatMap((sign, at) => (sign === '=' || sign === '~' ? at : []));
  const choices = starts.map((start, at) => {
    const [words = [], ...comments] = split(signs.slice(start + 1, starts[at + 1]), '#');
    const [, weight, rest] = /^\s*%(-?\d+(?:\.\d+)?)%([\s\S]*)$/.exec(words.join('')) ?? [];
    return {
      right: weight === undefined ? signs[start] === '=' : Number(weight) > 0,
      words: rest === undefined ? words : signsOf(rest),
      comments: comments.flat()
    };
  });
  if (!starts.some((start) => signs[start] === '~')) {
    return choices.every(({ words }) => words.join('').includes('->'))
      ? 'bank.gift-matching'
      : 'bank.gift-short-answer';
  }
  if (choices.length > optionLetters.length) return 'bank.gift-many-options';
  if (choices.some(({ words }) => !plain(words))) return 'bank.gift-choice';
  return {
    content(format) {
      const answer = choices.flatMap(({ right }, at) => (right ? optionLetters[at]! : []));
      const comments = choices.map((one, at) => prefixed(optionLetters[at]!, readRich(one.comments, format).text));
      return {
        type: answer.length > 1 ? 'multiple' : 'single',
        options: choices.map(({ words }, at) => ({ key: optionLetters[at]!, text: readRich(words, format).text })),
        answer,
        explanation: joined([readRich(feedback, format).text, ...comments])
      };
    }
  };
}

const joined = (parts: string[]) => parts.filter(Boolean).join('\n');
const prefixed = (key: string, text: string) => (text ? `${key}：${text}` : '');

function split(signs: Signs, by: string): Signs[] {
  const parts: Signs[] = [[]];
  for (const sign of signs) {
    if (sign === by) parts.push([]);
    else parts.at(-1)!.push(sign);
  }
  return parts;
}

/** Text with its format mark: HTML becomes plain words, raw line ends are only layout. */
function readRich(signs: Signs, inherited = 'moodle'): { format: string; text: string } {
  const raw = signs.join('');
  const mark = FORMAT.exec(raw);
  const format = mark?.[1] ?? inherited;
  const text = plain(mark ? signsOf(raw.slice(mark[0].length)) : signs);
  return { format, text: format === 'html' ? withoutTags(text) : text };
}

function plain(signs: Signs): string {
  return signs
    .join('')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .replace(/\\([\\~=#{}:n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

const ENTITIES: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function withoutTags(html: string): string {
  return html
    .replace(/<(br|\/p|\/li|\/div)\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(nbsp|lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/ *\n\s*/g, '\n')
    .trim();
}
