import {
  correlation,
  covariance,
  estimate,
  hasSpread,
  mean,
  sum,
  variance,
  without,
  type Estimate
} from './statistics.ts';

/** What one person made of one question, and of the rest of the same paper. */
export interface Sighting {
  /** Points got of the points there were, 0…1. */
  share: number;
  /** The whole paper's result, in any unit that is the same for all. */
  total: number;
  /** The result without this question, in the same unit. */
  rest: number;
  /** Keys of the chosen options; empty when it was left out. */
  choice: readonly string[];
}

/** How often something was chosen, as shares 0…1; the groups are null when there are too few people to part. */
export interface Pick {
  all: number;
  people: number;
  upper: number | null;
  lower: number | null;
}

export interface OptionPick extends Pick {
  key: string;
  right: boolean;
}

export interface ItemStatistics {
  /** People who had the question on their paper. */
  met: number;
  facility: Estimate;
  spread: Estimate;
  discrimination: Estimate;
  itemTotal: Estimate;
  itemRest: Estimate;
  efficiency: Estimate;
  options: OptionPick[];
  blank: Pick;
}

/** People needed before a share, and before a comparison of people, is worth a number. */
export const FEWEST = { share: 5, comparison: 10 } as const;
/** 27 % on each side: the tails that tell most when scores are spread normally (Kelley 1939, J. Educ. Psych. 30, 17–24). */
const TAIL = 0.27;

/**
 * What the answers say about one question, by classical test theory. Papers may be drawn: only those who met the
 * question count.
 *
 * - `facility` p: the mean share of the points (Crocker & Algina 1986, ch. 14; Moodle's facility index).
 * - `spread`: standard deviation of that share (Moodle).
 * - `discrimination` D = p(upper 27 %) − p(lower 27 %) by total score (Kelley 1939; Ebel & Frisbie 1991, ch. 13).
 * - `itemTotal`: correlation with the total, the point-biserial for questions that are right or wrong
 *   (Lord & Novick 1968, § 15.3).
 * - `itemRest`: the same with the question's own points taken out of the total, so that it is not compared with itself
 *   (Henrysson 1963, Psychometrika 28, 211–218); Moodle's discrimination index is this figure times 100.
 * - `efficiency`: covariance with the rest over the largest covariance that these marks and these rests could have
 *   (both sorted): Moodle's discriminative efficiency, which does not punish a question for being easy or hard.
 */
export function itemStatistics(
  sightings: readonly Sighting[],
  item: { options: readonly string[]; answer: readonly string[] }
): ItemStatistics {
  const shares = sightings.map(({ share }) => share);
  const rests = sightings.map(({ rest }) => rest);
  const totals = sightings.map(({ total }) => total);
  const enough = sightings.length >= FEWEST.comparison;
  const tails = enough && hasSpread(totals) ? tailsOf(totals) : undefined;
  const compared = (figure: () => Estimate) => (enough ? figure() : without('too-few'));
  const fair = sightings.length >= FEWEST.share;
  return {
    met: sightings.length,
    facility: fair ? estimate(mean(shares)) : without('too-few'),
    spread: fair ? estimate(Math.sqrt(variance(shares))) : without('too-few'),
    discrimination: compared(() => (tails ? estimate(difference(shares, tails)) : without('no-spread'))),
    itemTotal: compared(() => correlation(shares, totals)),
    itemRest: compared(() => correlation(shares, rests)),
    efficiency: compared(() => efficiencyOf(shares, rests)),
    options: item.options.map((key) => ({
      key,
      right: item.answer.includes(key),
      ...picks(
        sightings.map(({ choice }) => choice.includes(key)),
        tails
      )
    })),
    blank: picks(
      sightings.map(({ choice }) => choice.length === 0),
      tails
    )
  };
}

interface Tails {
  /** How far each person belongs to the group: 1, 0, or a part of a place that several share. */
  upper: number[];
  lower: number[];
  size: number;
}

/**
 * The upper and the lower group by total score. Whoever ties at the edge shares the places that are left, so that the
 * order in which papers happen to lie changes nothing.
 */
export function tailsOf(totals: readonly number[]): Tails {
  const size = Math.max(1, Math.round(totals.length * TAIL));
  const group = (values: readonly number[]) => {
    const edge = values.toSorted((a, b) => b - a)[size - 1]!;
    const above = values.filter((value) => value > edge).length;
    const tied = values.filter((value) => value === edge).length;
    return values.map((value) => (value > edge ? 1 : value === edge ? (size - above) / tied : 0));
  };
  return { upper: group(totals), lower: group(totals.map((total) => -total)), size };
}

const weighted = (values: readonly number[], weights: readonly number[], size: number) =>
  sum(values.map((value, at) => value * weights[at]!)) / size;

const difference = (shares: readonly number[], { upper, lower, size }: Tails) =>
  weighted(shares, upper, size) - weighted(shares, lower, size);

/** Between −1 and 1; only the sign is bound by nothing else. */
function efficiencyOf(shares: readonly number[], rests: readonly number[]): Estimate {
  if (!hasSpread(shares) || !hasSpread(rests)) return without('no-spread');
  const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  return estimate(covariance(shares, rests) / covariance(ascending(shares), ascending(rests)));
}

function picks(chosen: readonly boolean[], tails: Tails | undefined): Pick {
  const marks = chosen.map(Number);
  const people = sum(marks);
  return {
    people,
    all: marks.length ? people / marks.length : 0,
    upper: tails ? weighted(marks, tails.upper, tails.size) : null,
    lower: tails ? weighted(marks, tails.lower, tails.size) : null
  };
}
