/** Citations as people write them: 行政处罚法 第四十二条；行政强制法 第十八条. */

/** One cited place: the statute's name as written, and the article's position (null: the statute as a whole). */
export interface WrittenCitation {
  title: string;
  position: number | null;
}

export interface CitationProblem {
  code: 'law.citation-format' | 'law.article-format' | 'law.statute-unknown' | 'law.article-unknown';
  params: { part: string; statute?: string };
}

const DIGITS = '〇一二三四五六七八九';
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The value of a numeral up to 9999, in Chinese or Arabic digits: 一千一百三十二 → 1132; undefined when it is none. */
export function numeralValue(text: string): number | undefined {
  const numeral = text.normalize('NFKC').replace(/零/g, '〇').replace(/两/g, '二');
  if (/^\d{1,4}$/.test(numeral)) return Number(numeral);
  if (!/^[〇一二三四五六七八九十百千]+$/.test(numeral)) return undefined;
  if (!/[十百千]/.test(numeral))
    return numeral.length > 4 ? undefined : Number([...numeral].map((sign) => DIGITS.indexOf(sign)).join(''));
  let total = 0;
  let digit: number | undefined;
  let last = 10_000;
  for (const sign of numeral) {
    const unit = UNITS[sign];
    if (unit === undefined) {
      if (digit) return undefined;
      digit = DIGITS.indexOf(sign);
    } else {
      if (unit >= last || digit === 0 || (digit === undefined && unit !== 10)) return undefined;
      total += (digit ?? 1) * unit;
      last = unit;
      digit = undefined;
    }
  }
  return total + (digit ?? 0);
}

/** Sorts and identifies articles: 第四十二条 → 4200, 第三十条之一 → 3001, 第42条 → 4200; undefined when it is no article. */
export function articlePosition(number: string): number | undefined {
  const [, main, insert] = /^第(.{1,10}?)条(?:之(.{1,3}))?$/.exec(number.replace(/\s/g, '')) ?? [];
  if (main === undefined) return undefined;
  const value = numeralValue(main);
  const inserted = insert === undefined ? 0 : numeralValue(insert);
  if (!value || inserted === undefined || inserted > 99 || (insert !== undefined && inserted === 0)) return undefined;
  return value * 100 + inserted;
}

/** The article that a word of a search asks for; beside 第四十二条 a bare 42 does. */
export const searchedArticle = (word: string): number | undefined =>
  articlePosition(/^\d{1,4}$/.test(word.normalize('NFKC')) ? `第${word}条` : word);

/** The words of a search, an article's number parted from the statute before it: 行政处罚法第42条, 行政处罚法42. */
export function searchedWords(typed: string): string[] {
  return typed
    .normalize('NFKC')
    .replace(/第[^第条\s]{1,10}条(?:之[〇零一二两三四五六七八九十百\d]{1,3})?/g, ' $& ')
    .replace(/(\p{Script=Han}|[》)])(\d{1,4})(?=\s|$)/gu, '$1 $2')
    .replace(/[《》]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
}

/** Two names of one statute compare equal: brackets, spaces and full-width forms do not count. */
export const foldTitle = (title: string) => title.normalize('NFKC').replace(/[《》\s]/g, '');

/**
 * Reads one or several citations, parted by ；, ; or line ends; 、 adds further articles of the same statute.
 * What cannot be read is named, never dropped.
 */
export function parseCitations(text: string): { citations: WrittenCitation[]; problems: CitationProblem[] } {
  const citations: WrittenCitation[] = [];
  const problems: CitationProblem[] = [];
  for (const part of text.split(/[；;\n]/).map((piece) => piece.trim())) {
    if (!part) continue;
    const read = parsePart(part);
    if ('code' in read) problems.push(read);
    else citations.push(...read);
  }
  return { citations, problems };
}

function parsePart(part: string): WrittenCitation[] | CitationProblem {
  const bracketed = /^《(.+?)》(.*)$/s.exec(part);
  const spaced = bracketed ?? /^(.+?)[\s　]*(第[^第]*?[条款项].*)?$/s.exec(part);
  const title = spaced?.[1]?.trim() ?? '';
  const rest = spaced?.[2]?.trim() ?? '';
  if (!title || title.startsWith('第')) return { code: 'law.citation-format', params: { part } };
  if (!rest) return [{ title, position: null }];
  const positions = rest.split(/[、,，]/).map((number) => articlePosition(number.trim()));
  if (positions.some((position) => position === undefined)) return { code: 'law.article-format', params: { part } };
  return positions.map((position) => ({ title, position: position! }));
}
