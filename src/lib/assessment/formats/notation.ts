/**
 * The short notation in which a cell or a note holds a list: `60|六十；区人民政府`. A backslash takes a separator for
 * what it is.
 */
import type { Criterion } from '../question.ts';

/** Parts a text at any of these signs that has no backslash before it; the parts keep their backslashes. */
export function partsOf(text: string, separators: string): string[] {
  const parts = [''];
  for (const sign of text.match(/\\[\s\S]|[\s\S]/g) ?? []) {
    if (separators.includes(sign)) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

export const withoutBackslashes = (text: string) => text.replace(/\\([\s\S])/g, '$1').trim();
export const withBackslashes = (text: string, separators: string) =>
  text.replace(/[\s\S]/g, (sign) => (sign === '\\' || separators.includes(sign) ? `\\${sign}` : sign));

const BLANK = '；;\n';
const ITEM = '|｜';
const POINTS = '=＝';

/** Accepted answers, blank by blank: `60|六十；区人民政府`. */
export function readBlanks(text: string): string[][] {
  if (!text.trim()) return [];
  return partsOf(text, BLANK).map((blank) => partsOf(blank, ITEM).map(withoutBackslashes).filter(Boolean));
}
export const writeBlanks = (blanks: readonly (readonly string[])[]) =>
  blanks.map((accepted) => accepted.map((one) => withBackslashes(one, BLANK + ITEM)).join('|')).join('；');

/** A plain list: `行政强制措施|行政强制执行`. */
export const readList = (text: string) => partsOf(text, ITEM).map(withoutBackslashes).filter(Boolean);
export const writeList = (items: readonly string[]) => items.map((one) => withBackslashes(one, ITEM)).join('|');

/** What a marker gives points for: `写明立案条件=2|写明期限=3`; undefined when points are missing or no number. */
export function readRubric(text: string): Criterion[] | undefined {
  if (!text.trim()) return [];
  const rubric = partsOf(text, ITEM)
    .filter((one) => one.trim())
    .map((one) => {
      const sides = partsOf(one, POINTS);
      const points = sides.length > 1 ? pointsOf(sides.pop()!) : Number.NaN;
      return { criterion: withoutBackslashes(sides.join('=')), points };
    });
  return rubric.every(({ criterion, points }) => criterion && points > 0) ? rubric : undefined;
}
export const writeRubric = (rubric: readonly Criterion[]) =>
  rubric.map(({ criterion, points }) => `${withBackslashes(criterion, ITEM + POINTS)}=${points}`).join('|');

const pointsOf = (text: string) => Number(/^(\d{1,4}(?:\.\d+)?)分?$/.exec(text.normalize('NFKC').trim())?.[1] ?? 'x');
