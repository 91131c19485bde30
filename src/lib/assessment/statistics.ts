/** The few formulas that item analysis rests on. Variances are sample variances (n − 1), as Moodle and SPSS print them. */

/** Why no number is given: too few people, everybody alike, or a paper with too few questions of a kind. */
export const reasonsWithout = ['too-few', 'no-spread', 'one-question'] as const;
export type ReasonWithout = (typeof reasonsWithout)[number];

/** A figure, or the reason why there is none: a number that says nothing is not shown. */
export type Estimate = { value: number; why: null } | { value: null; why: ReasonWithout };

export const estimate = (value: number): Estimate => ({ value, why: null });
export const without = (why: ReasonWithout): Estimate => ({ value: null, why });

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Of two values or more. */
export const variance = (values: readonly number[]): number => covariance(values, values);

/** Of two values or more. */
export function covariance(a: readonly number[], b: readonly number[]): number {
  const [middleA, middleB] = [mean(a), mean(b)];
  return sum(a.map((value, at) => (value - middleA) * (b[at]! - middleB))) / (a.length - 1);
}

/** Sums of binary fractions leave dust: a spread this small beside the values themselves is none. */
const DUST = 1e-12;

export function hasSpread(values: readonly number[]): boolean {
  const largest = Math.max(...values.map(Math.abs));
  return values.length > 1 && variance(values) > DUST * Math.max(largest * largest, DUST);
}

/** Pearson's product-moment correlation; with one variable of noughts and ones it is the point-biserial. */
export function correlation(a: readonly number[], b: readonly number[]): Estimate {
  if (a.length < 2) return without('too-few');
  if (!hasSpread(a) || !hasSpread(b)) return without('no-spread');
  const found = covariance(a, b) / Math.sqrt(variance(a) * variance(b));
  return estimate(Math.min(1, Math.max(-1, found)));
}

/** The value in the middle; between the two in the middle when they are even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
