import { FEWEST, type ItemStatistics } from './item-statistics.ts';
import type { QuestionType } from './question.ts';

/** What a trainer should look at, the most pressing first. */
export const itemFlags = ['key-doubtful', 'negative', 'too-hard', 'too-easy', 'weak', 'idle-option'] as const;
export type ItemFlag = (typeof itemFlags)[number];

/**
 * Beyond these bounds a question is worth a look. Easy and hard as item writers use them; below 0.2 a question hardly
 * tells people apart (Ebel & Frisbie 1991, table 13.1: "poor items, to be rejected or improved").
 */
export const BOUNDS = { easy: 0.95, hard: 0.2, weak: 0.2 } as const;
/** With fewer people an option that nobody took may yet be taken, and a weak correlation become a good one. */
const FEWEST_FOR_HINTS = 30;
/** How far a correlation of nothing strays by chance: its standard error (Fisher 1915; Crocker & Algina 1986, ch. 14). */
const stray = (met: number) => 1 / Math.sqrt(met - 1);

export interface Finding {
  flag: ItemFlag;
  /** The options it is about; empty when it is about the question. */
  keys: string[];
}

/** Everything that speaks against a question. The numbers only point: whether it is bad a person decides. */
export function findingsOf(type: QuestionType, item: ItemStatistics): Finding[] {
  const findings: Finding[] = [];
  const say = (flag: ItemFlag, keys: string[] = []) => findings.push({ flag, keys });
  if (item.met < FEWEST.comparison) return findings;
  const rivals = betterThanKey(type, item);
  const [facility, rest] = [item.facility.value, item.itemRest.value];
  if (rivals.length) say('key-doubtful', rivals);
  if (rest !== null && rest < -stray(item.met)) say('negative');
  if (facility !== null && facility < BOUNDS.hard) say('too-hard');
  const easy = facility !== null && facility > BOUNDS.easy;
  if (easy) say('too-easy');
  if (item.met >= FEWEST_FOR_HINTS && !easy) {
    if (rest !== null && rest < BOUNDS.weak && !findings.some(({ flag }) => flag === 'negative')) say('weak');
    const idle = idleOptions(type, item);
    if (idle.length) say('idle-option', idle);
  }
  return findings;
}

/** Wrong options that those who know most took more often than the right one. */
function betterThanKey(type: QuestionType, { options }: ItemStatistics): string[] {
  if (type !== 'single' && type !== 'true-false') return [];
  const key = options.find(({ right }) => right);
  return options
    .filter(({ right, upper }) => !right && upper !== null && key?.upper != null && upper > key.upper)
    .map((option) => option.key);
}

/** Wrong options that nobody took: they only make the question look harder than it is. */
function idleOptions(type: QuestionType, { options }: ItemStatistics): string[] {
  if (type !== 'single' && type !== 'multiple') return [];
  return options.filter(({ right, people }) => !right && people === 0).map(({ key }) => key);
}

/** Sorts questions by how pressing their worst finding is; those without any come last. */
export function urgency(findings: readonly Finding[]): number {
  return Math.min(itemFlags.length, ...findings.map(({ flag }) => itemFlags.indexOf(flag)));
}
