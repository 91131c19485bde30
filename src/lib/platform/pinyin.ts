import { pinyin } from 'pinyin-pro';

/** The pinyin of a text without tones or spaces, for sorting: 王某甲 → wangmoujia. Names take their surname reading. */
export function pinyinKey(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', mode: 'surname' }).join('').toLowerCase();
}

/** The pinyin initials of a text, for searching: 王某甲 → wmj. */
export function initials(text: string): string {
  return pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname' }).join('').toLowerCase();
}

/** What is searched: lower case, full-width forms folded to half-width, no white space. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** What texts are found by, written wherever they are: their words, their pinyin initials and their full pinyin. */
export function searchKey(...texts: string[]): string {
  return texts.flatMap((text) => [folded(text), folded(initials(text)), folded(pinyinKey(text))]).join('\n');
}

/** A `like` pattern that finds a text anywhere, with its own wildcards taken literally (escape `\`). */
export function containing(text: string): string {
  return `%${folded(text).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
