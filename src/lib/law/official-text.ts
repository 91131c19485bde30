/** Official texts as they are published: read into headings, articles, paragraphs and items, and printed again. */
import type { ErrorParams } from '#lib/platform/errors.ts';
import { articlePosition } from './citation.ts';

/** 编 1, 分编 2, 章 3, 节 4. */
export type HeadingLevel = 1 | 2 | 3 | 4;

export interface Heading {
  level: HeadingLevel;
  /** 第一章 总则. */
  title: string;
  /** The position of the article that follows; null when none does. */
  before: number | null;
  /** Words between the heading and its first article that belong to neither. */
  text?: string;
}

/** What stands around the articles. */
export interface OfficialFrame {
  /** Adoption and amendments, one a line. */
  history: string[];
  /** 序言 and its paragraphs. */
  preamble: string[];
  headings: Heading[];
  /** 附件, line by line. */
  annex: string[];
}

export interface OfficialArticle {
  number: string;
  position: number;
  /** Paragraphs and items, one a line. */
  text: string;
}

/** What could not be read, or reads oddly; where, counted from 1. A problem that blocks keeps the text out. */
export interface TextProblem {
  line: number;
  code: string;
  params: ErrorParams;
  blocks: boolean;
}

export interface OfficialText extends OfficialFrame {
  title: string;
  articles: OfficialArticle[];
  problems: TextProblem[];
}

/** 款, with its 项 and their 目. */
export interface Paragraph {
  text: string;
  items: Item[];
}
export interface Item {
  /** （一）; 1. */
  mark: string;
  text: string;
  items: Item[];
}

interface Line {
  at: number;
  text: string;
  /** How many # stood before it. */
  hashes: number;
}

/**
 * Reads a statute from Markdown or plain text. The table of contents and HTML comments are passed over; every other
 * line is kept, and named when it fits nowhere.
 */
export function parseOfficialText(source: string): OfficialText {
  const lines = withoutContents(linesOf(source));
  const titleAt = titleIndex(lines);
  const read: OfficialText = {
    title: titleAt < 0 ? '' : tidyTitle(lines[titleAt]!.text),
    history: [],
    preamble: [],
    headings: [],
    articles: [],
    annex: [],
    problems: []
  };
  const say = (line: number, code: string, params: ErrorParams = {}, blocks = false) =>
    read.problems.push({ line, code, params, blocks });
  const reader = openReader(read, say);
  for (const [index, line] of lines.entries()) if (index !== titleAt) reader(line);
  if (!read.title) say(lines[0]?.at ?? 1, 'law.text-no-title', {}, true);
  if (!read.articles.length) say(lines.at(-1)?.at ?? 1, 'law.text-no-articles', {}, true);
  return read;
}

type Say = (line: number, code: string, params?: ErrorParams, blocks?: boolean) => void;

function openReader(read: OfficialText, say: Say): (line: Line) => void {
  /** Which list the next plain line continues. */
  let place: 'history' | 'preamble' | 'heading' | 'article' | 'annex' = 'history';
  let before: Line | undefined;
  return (line) => {
    const { text, at, hashes } = line;
    const last = read.articles.at(-1);
    const article = place === 'annex' ? undefined : articleOf(line, last?.position ?? 0);
    const heading = place === 'annex' ? undefined : headingOf(line);
    if (article) {
      checkNumber(article, last, at, say);
      for (const one of read.headings) if (one.before === null) one.before = article.position;
      read.articles.push(article);
      place = 'article';
    } else if (heading) {
      read.headings.push({ ...heading, before: null });
      place = 'heading';
    } else if (!last && !read.headings.length && /^序\s*[言文]$/.test(text)) {
      read.preamble.push(tidyTitle(text));
      place = 'preamble';
    } else if (last && place !== 'annex' && isAnnex(text)) {
      read.annex.push(text);
      place = 'annex';
    } else if (place === 'article') {
      if (before && isBroken(before.text)) say(before.at, 'law.line-broken', { text: excerpt(before.text) });
      if (hashes) say(at, 'law.line-unread', { text: excerpt(text) });
      last!.text += (last!.text ? '\n' : '') + text;
    } else if (place === 'heading') {
      const above = read.headings.at(-1)!;
      above.text = above.text ? `${above.text}\n${text}` : text;
      say(at, 'law.line-unread', { text: excerpt(text) });
    } else {
      if (place === 'history' && !isHistory(text)) say(at, 'law.line-unread', { text: excerpt(text) });
      read[place].push(text);
    }
    before = article || place === 'article' ? line : undefined;
  };
}

function checkNumber(article: OfficialArticle, last: OfficialArticle | undefined, at: number, say: Say) {
  const previous = last?.position ?? 0;
  if (article.position === previous) return say(at, 'law.article-twice', { number: article.number }, true);
  if (article.position < previous) return say(at, 'law.article-order', { number: article.number }, true);
  if (Math.floor(article.position / 100) > Math.floor(previous / 100) + 1)
    say(at, 'law.article-gap', { number: article.number, after: last?.number ?? '–' });
}

const NUMERAL = '[〇○零一二三四五六七八九十百千0-9０-９]{1,10}';
const ARTICLE = new RegExp(`^(第\\s*${NUMERAL}\\s*条(?:\\s*之\\s*[一二三四五六七八九十]{1,3})?)([\\s：:]*)(.*)$`);
/** How a sentence goes on that speaks of an article instead of being one. */
const REFERENCE = /^(第|规定|的|、|，|,|和|至|到|或|与|及|所|中|之|以)/;

function articleOf({ text }: Line, previous: number): OfficialArticle | undefined {
  const [, written, gap, rest = ''] = ARTICLE.exec(text) ?? [];
  if (written === undefined) return undefined;
  const number = written.replace(/\s/g, '').replace(/○/g, '〇');
  const position = articlePosition(number);
  if (position === undefined) return undefined;
  // Without a space only the number that must come next makes an article.
  if (!gap && rest && (!follows(position, previous) || REFERENCE.test(rest))) return undefined;
  return { number, position, text: rest };
}

const follows = (position: number, previous: number) =>
  position === previous + 1 || position === (Math.floor(previous / 100) + 1) * 100;

const HEADING = new RegExp(`^(第\\s*${NUMERAL}\\s*(分编|编|章|节))(?:\\s+(.{1,60}))?$`);
const LEVELS: Record<string, HeadingLevel> = { 编: 1, 分编: 2, 章: 3, 节: 4 };

function headingOf({ text, hashes }: Line): Omit<Heading, 'before'> | undefined {
  const [, number, unit, name = ''] = HEADING.exec(text) ?? [];
  if (number !== undefined && !/[。；]$/.test(name))
    return { level: LEVELS[unit!]!, title: `${number.replace(/\s/g, '')} ${tidyTitle(name)}`.trim() };
  // 附则 without a number: certain only where Markdown says that it is a heading.
  if (hashes >= 2 && text.length <= 30 && !/^序\s*[言文]$/.test(text) && !ARTICLE.test(text))
    return { level: hashes === 2 ? 3 : 4, title: tidyTitle(text) };
  return undefined;
}

const isAnnex = (text: string) => /^附(?:[件录表][一二三四五六七八九十\d]*(?:[\s:：].*)?|[:：].*)$/.test(text);
const isHistory = (text: string) => /^[（(]|[）)]$|\d{4}\s*年|通过|公布|发布|修正|修订|批准|施行/.test(text);
const isBroken = (text: string) => !/[。；：！？…”’」）)，、.;:,]$/.test(text);
const excerpt = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** 总　则 → 总则: spaces between Chinese characters only spread them out. */
const tidyTitle = (text: string) => text.replace(/(?<=[\p{Script=Han}》）])\s+(?=[\p{Script=Han}《（])/gu, '').trim();

function linesOf(source: string): Line[] {
  return source
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map((raw, index) => {
      const bare = raw
        .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
        .replace(/\*\*|__/g, '')
        .trim();
      const [, hashes = '', text = ''] = /^(#{0,6})\s*(?:[-*>]\s+)?(.*)$/.exec(bare) ?? [];
      return { at: index + 1, text: text.trim(), hashes: hashes.length };
    })
    .filter(({ text }) => text !== '');
}

/** 目录 lists the headings before they come: it ends where the first of them comes again. */
function withoutContents(lines: Line[]): Line[] {
  const contents = lines.findIndex(({ text }) => text.replace(/\s/g, '') === '目录');
  const firstArticle = lines.findIndex((line) => articleOf(line, 0));
  if (contents < 0 || (firstArticle >= 0 && contents > firstArticle)) return lines;
  const entry = (line: Line | undefined) => line?.text.replace(/\s/g, '').replace(/[.…·]*\d*$/, '');
  const first = entry(lines[contents + 1]);
  const body = lines.findIndex((line, index) => index > contents + 1 && entry(line) === first);
  return [...lines.slice(0, contents), ...lines.slice(body < 0 ? contents + 1 : body)];
}

/** The line that names the statute: Markdown's first heading, else the first that ends like one. */
function titleIndex(lines: Line[]): number {
  const marked = lines.findIndex(({ hashes }) => hashes === 1);
  if (marked >= 0) return marked;
  const end = lines.findIndex((line) => articleOf(line, 0));
  const front = lines.slice(0, end < 0 ? 20 : end);
  return front.findIndex(({ text }) => /^[^。，；：]{1,60}(法|法典|条例|办法|规定|规则|细则|决定)$/.test(text));
}

/** The text again, as Markdown that reads back the same. */
export function printOfficialText({ title, articles, ...frame }: Omit<OfficialText, 'problems'>): string {
  const headings = (before: number | null) =>
    frame.headings
      .filter((heading) => heading.before === before)
      .flatMap(({ level, title: name, text }) => [`${'#'.repeat(level + 1)} ${name}`, ...(text ? [text] : [])]);
  return [
    `# ${title}`,
    ...frame.history,
    ...frame.preamble.map((line, at) => (at ? line : `## ${line}`)),
    ...articles.flatMap(({ number, position, text }) => [...headings(position), `${number} ${text}`.trim()]),
    ...headings(null),
    ...frame.annex
  ]
    .map((line) => line.replaceAll('\n', '\n\n'))
    .join('\n\n');
}

const ITEM = /^([（(][一二三四五六七八九十百]{1,4}[）)])\s*(.*)$/;
const SUBITEM = /^([0-9０-９]{1,2}[.．、]|[（(][0-9０-９]{1,2}[）)])\s*(.*)$/;

/** The text of an article as 款, 项 and 目. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of text.split('\n')) {
    const [, mark, rest = ''] = ITEM.exec(line) ?? SUBITEM.exec(line) ?? [];
    const paragraph = paragraphs.at(-1);
    if (mark === undefined || !paragraph) paragraphs.push({ text: line, items: [] });
    else {
      const above = paragraph.items.findLast((item) => ITEM.test(item.mark));
      const list = !ITEM.test(mark) && above ? above.items : paragraph.items;
      list.push({ mark, text: rest, items: [] });
    }
  }
  return paragraphs;
}
