/**
 * Rating one performance. Four anchored levels, as in the observation reports of field-training programmes: each number
 * stands for behaviour that was seen, measured against somebody who works alone, never against "good for a newcomer".
 * Pure.
 */
import type { Level } from './catalogue.ts';

/** 1 未做到, 2 提示后, 3 独立, 4 可示范; `-` was not observed. */
export const ratings = ['1', '2', '3', '4', '-'] as const;
export type Rating = (typeof ratings)[number];
/** The four that mean something was seen. */
export const anchored = ['1', '2', '3', '4'] as const satisfies readonly Rating[];

export const isRating = (value: string): value is Rating => (ratings as readonly string[]).includes(value);

/** The extremes need their reason: a 1 tells what to mend, a 4 what the others can copy. */
export const needsComment = (rating: Rating | null): boolean => rating === '1' || rating === '4';

/** The mean of what was observed, or null when nothing was. */
export function meanRating(given: readonly (Rating | null)[]): number | null {
  const seen = given.flatMap((rating) => (rating === null || rating === '-' ? [] : [Number(rating)]));
  return seen.length ? seen.reduce((sum, value) => sum + value, 0) / seen.length : null;
}

/** The line that a signed performance must reach to count. */
export const PASS = { leastStep: 2, mean: 3, observed: 0.5 } as const;

export type Shortfall = 'a-step-failed' | 'mean-too-low' | 'too-little-observed';

/**
 * Why a performance does not count yet; empty when it does. Whoever only watched has nothing to fail in; whoever assisted
 * must not have failed in what was seen; from 做 on the mean and the share of observed steps count too.
 */
export function shortfalls(given: readonly (Rating | null)[], level: Level): Shortfall[] {
  if (level === 'watch') return [];
  const seen = given.filter((rating) => rating !== null && rating !== '-').map(Number);
  const found: Shortfall[] = [];
  if (seen.some((value) => value < PASS.leastStep)) found.push('a-step-failed');
  if (level === 'assist') return found;
  if (seen.length < given.length * PASS.observed) found.push('too-little-observed');
  const mean = meanRating(given);
  if (mean !== null && mean < PASS.mean) found.push('mean-too-low');
  return found;
}
