/** The figures of an answer against the figures of the articles it rests on: what a reader of the law checks first. */
import { numeralValue } from '#lib/law/citation.ts';

/** 15日, 2000元, 2人: a number and what it counts, however either is written. */
export interface Figure {
  value: number;
  unit: string;
  /** As it is written. */
  words: string;
}

/** Units that count the same thing are one; a working day is a 日 in the statutes, which explain it elsewhere. */
const UNITS: Record<string, string> = {
  个工作日: '日',
  工作日: '日',
  个自然日: '日',
  自然日: '日',
  日: '日',
  天: '日',
  个月: '月',
  月: '月',
  年: '年',
  小时: '时',
  元: '元',
  万元: '元',
  人: '人',
  名: '人',
  周岁: '岁',
  次: '次',
  公里: '公里',
  平方米: '平方米'
};
const NUMERAL = '[0-9０-９〇零一二三四五六七八九十百千两]+(?:\\.[0-9]+)?';
const FIGURE = new RegExp(
  `(?<![第0-9〇零一二三四五六七八九十百千])(${NUMERAL})(万)?(${Object.keys(UNITS)
    .sort((a, b) => b.length - a.length)
    .join('|')})`,
  'g'
);

/** The figures in a text, each once. Numbers of articles (第十五条) and dates count nothing and are passed over. */
export function figuresIn(text: string): Figure[] {
  const figures = new Map<string, Figure>();
  for (const [words, numeral, many, unit] of withoutDates(text.normalize('NFKC')).matchAll(FIGURE)) {
    const plain = numeralValue(numeral!) ?? (/^[\d.]+$/.test(numeral!) ? Number(numeral) : undefined);
    if (plain === undefined) continue;
    const value = plain * (many || unit === '万元' ? 10_000 : 1);
    const kind = UNITS[unit!]!;
    figures.set(`${value}${kind}`, { value, unit: kind, words });
  }
  return [...figures.values()];
}

/** Figures of an answer that none of the articles states. A person looks at each: it may be worked out, or wrong. */
export function figuresMissing(answer: string, articles: readonly string[]): Figure[] {
  const stated = new Set(articles.flatMap(figuresIn).map(({ value, unit }) => `${value}${unit}`));
  return figuresIn(answer).filter(({ value, unit }) => !stated.has(`${value}${unit}`));
}

const withoutDates = (text: string) => text.replace(/\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日/g, '');
