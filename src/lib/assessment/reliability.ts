import { FEWEST } from './item-statistics.ts';
import { estimate, hasSpread, mean, sum, variance, without, type Estimate } from './statistics.ts';

/** One question on one paper, as reliability sees it. */
export interface Scored {
  /** The same on every paper that has the question. */
  item: number | string;
  /** Questions of one kind and weight, among which a drawn paper takes its own. */
  section: string;
  points: number;
  possible: number;
}

/** `kr-20` and `alpha` when everybody had the same questions, `drawn` when papers were drawn. */
export type ReliabilityMethod = 'kr-20' | 'alpha' | 'drawn';

export interface Reliability {
  method: ReliabilityMethod;
  coefficient: Estimate;
  /** Standard error of measurement, in points. */
  error: Estimate;
}

/** How far the result would come out the same with other questions of the sort; the method follows from the papers. */
export function reliabilityOf(papers: readonly (readonly Scored[])[]): Reliability {
  const totals = papers.map((paper) => sum(paper.map(({ points }) => points)));
  const method = methodFor(papers);
  const coefficient =
    papers.length < FEWEST.comparison
      ? without('too-few')
      : method === 'drawn'
        ? drawnReliability(papers)
        : (method === 'kr-20' ? kuderRichardson20 : cronbachAlpha)(inSameOrder(papers));
  return { method, coefficient, error: errorOfMeasurement(totals, coefficient) };
}

function methodFor(papers: readonly (readonly Scored[])[]): ReliabilityMethod {
  const itemsOf = (paper: readonly Scored[] = []) =>
    paper
      .map(({ item }) => item)
      .toSorted()
      .join(' ');
  const first = itemsOf(papers[0]);
  if (papers.some((paper) => itemsOf(paper) !== first)) return 'drawn';
  const weights = new Set(papers.flat().map(({ possible }) => possible));
  const rightOrWrong = papers.flat().every(({ points, possible }) => points === 0 || points === possible);
  return weights.size === 1 && rightOrWrong ? 'kr-20' : 'alpha';
}

/** A row for each person, a column for each question. */
function inSameOrder(papers: readonly (readonly Scored[])[]): number[][] {
  const order = new Map(papers[0]?.map(({ item }, at) => [item, at]));
  return papers.map((paper) =>
    paper.toSorted((a, b) => order.get(a.item)! - order.get(b.item)!).map(({ points }) => points)
  );
}

const columnsOf = (scores: readonly (readonly number[])[]) =>
  (scores[0] ?? []).map((_, column) => scores.map((row) => row[column]!));

/**
 * α = k/(k−1) · (1 − Σ s²(item) / s²(total)). Cronbach 1951, Psychometrika 16, 297–334.
 * @param scores a row for each person, a column for each question.
 */
export function cronbachAlpha(scores: readonly (readonly number[])[]): Estimate {
  return consistency(scores, (columns) => sum(columns.map(variance)), variance);
}

/**
 * KR-20 = k/(k−1) · (1 − Σ p·q / σ²(total)) for questions that are right or wrong, all of one weight, with the
 * variance of the population. Kuder & Richardson 1937, Psychometrika 2, 151–160, formula 20. It equals α there.
 */
export function kuderRichardson20(scores: readonly (readonly number[])[]): Estimate {
  const ones = scores.map((row) => row.map((points) => (points > 0 ? 1 : 0)));
  const population = (values: readonly number[]) => (variance(values) * (values.length - 1)) / values.length;
  return consistency(ones, (columns) => sum(columns.map((column) => mean(column) * (1 - mean(column)))), population);
}

function consistency(
  scores: readonly (readonly number[])[],
  within: (columns: number[][]) => number,
  spreadOf: (totals: readonly number[]) => number
): Estimate {
  const columns = columnsOf(scores);
  if (scores.length < 2) return without('too-few');
  if (columns.length < 2) return without('one-question');
  const totals = scores.map(sum);
  if (!hasSpread(totals)) return without('no-spread');
  return estimate((columns.length / (columns.length - 1)) * (1 - within(columns) / spreadOf(totals)));
}

/**
 * For drawn papers, where nobody shares all questions with anybody: 1 − error / s²(total). A person's error is that of
 * having got these questions of a section and not others: k times the variance of the points within the section, added
 * over the sections. For right-or-wrong questions this is Lord's x(k−x)/(k−1) (Lord 1957, Educ. Psych. Meas. 17,
 * 510–521); with one section the whole is the one-way intraclass correlation ICC(1,k) of Shrout & Fleiss (1979, Psych.
 * Bull. 86, 420–428); sections add up as in stratified α (Cronbach, Schönemann & McKie 1965, Educ. Psych. Meas. 25,
 * 291–312). That one candidate's questions were harder than another's counts as error here.
 */
export function drawnReliability(papers: readonly (readonly Scored[])[]): Estimate {
  if (papers.length < 2) return without('too-few');
  const totals = papers.map((paper) => sum(paper.map(({ points }) => points)));
  if (!hasSpread(totals)) return without('no-spread');
  const sections = papers.map((paper) => [...Map.groupBy(paper, ({ section }) => section).values()]);
  if (sections.flat().some((section) => section.length < 2)) return without('one-question');
  const errors = sections.map((own) =>
    sum(own.map((section) => section.length * variance(section.map(({ points }) => points))))
  );
  return estimate(1 - mean(errors) / variance(totals));
}

/**
 * SEM = s(total) · √(1 − reliability): two thirds of repeated results would lie within one SEM of the true one.
 * Lord & Novick 1968, § 3.8; Crocker & Algina 1986, ch. 6.
 */
export function errorOfMeasurement(totals: readonly number[], reliability: Estimate): Estimate {
  if (reliability.value === null) return reliability;
  return estimate(Math.sqrt(variance(totals) * Math.max(0, 1 - reliability.value)));
}
