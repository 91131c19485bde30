/** Whether the right answers of a bank can be guessed from where they stand or how long they are. */
import type { QuestionBody } from './question.ts';

/** Where the key of a type stands, and whether that is more uneven than chance would have it. */
export interface Spread {
  /** single-4, true-false, multiple-5: the type and how many options there are to choose from. */
  of: string;
  questions: number;
  /** How often each letter is right. */
  right: Record<string, number>;
  /** Pearson's χ² against an even spread. */
  chiSquare: number;
  /** Of χ² at 1%, by degrees of freedom: an even bank exceeds it once in a hundred. */
  bound: number;
}

/** The 1% points of χ² with 1 to 9 degrees of freedom. */
const CHI_SQUARE_1_PERCENT = [6.63, 9.21, 11.34, 13.28, 15.09, 16.81, 18.48, 20.09, 21.67];
/** Under five expected in a cell χ² says nothing. */
const FEWEST_EXPECTED = 5;

/**
 * The spread of single choices, true/false and multiple choices, each by the number of its options. Groups too small
 * to judge are left out.
 */
export function spreadsOf(bodies: readonly QuestionBody[]): Spread[] {
  const groups = Map.groupBy(
    bodies.filter(({ type }) => type === 'single' || type === 'true-false' || type === 'multiple'),
    ({ type, options }) => (type === 'true-false' ? type : `${type}-${options.length}`)
  );
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([of, group]) => spreadOf(of, group) ?? []);
}

function spreadOf(of: string, group: readonly QuestionBody[]): Spread | undefined {
  const keys = group[0]!.options.map(({ key }) => key);
  const right = Object.fromEntries(keys.map((key) => [key, group.filter(({ answer }) => answer.includes(key)).length]));
  const expected = group.reduce((sum, { answer }) => sum + answer.length, 0) / keys.length;
  // A letter of a multiple choice is right or wrong on its own: both count. Of the others exactly one is right.
  const against = group[0]!.type === 'multiple' ? group.length - expected : undefined;
  if (expected < FEWEST_EXPECTED || (against !== undefined && against < FEWEST_EXPECTED)) return undefined;
  const chiSquare = keys.reduce((sum, key) => {
    const off = (right[key]! - expected) ** 2;
    return sum + off / expected + (against === undefined ? 0 : off / against);
  }, 0);
  return { of, questions: group.length, right, chiSquare, bound: CHI_SQUARE_1_PERCENT[keys.length - 2]! };
}

/** How often the longest option is the right one. */
export interface LengthBias {
  questions: number;
  longest: number;
  /** What a guesser who always takes the longest would get by chance, and the most that counts as chance (1%). */
  chance: number;
  bound: number;
  /** Mean length of the right options of multiple choices against that of the wrong ones. */
  multipleRatio: number;
}

export const LEAST_RATIO = 0.8;
export const MOST_RATIO = 1.25;
/** One-sided 1% point of the normal distribution. */
const Z_1_PERCENT = 2.33;

export function lengthBias(bodies: readonly QuestionBody[]): LengthBias {
  const singles = bodies.filter(({ type }) => type === 'single');
  const longest = singles.filter(({ options, answer }) => {
    const right = options.find(({ key }) => key === answer[0])?.text.length ?? 0;
    return options.every(({ key, text }) => key === answer[0] || text.length < right);
  }).length;
  const chance = mean(singles.map(({ options }) => 1 / options.length));
  const multiples = bodies.filter(({ type }) => type === 'multiple');
  const lengths = (isRight: boolean) =>
    multiples.flatMap(({ options, answer }) =>
      options.filter(({ key }) => answer.includes(key) === isRight).map(({ text }) => text.length)
    );
  return {
    questions: singles.length,
    longest,
    chance,
    bound: chance + Z_1_PERCENT * Math.sqrt((chance * (1 - chance)) / Math.max(singles.length, 1)),
    multipleRatio: multiples.length ? mean(lengths(true)) / mean(lengths(false)) : 1
  };
}

const mean = (values: readonly number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
