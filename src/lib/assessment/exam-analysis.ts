export const analysisOrders = [
  'urgency',
  'code',
  '-code',
  'facility',
  '-facility',
  'discrimination',
  '-discrimination',
  'met',
  '-met'
] as const;
export type AnalysisOrder = (typeof analysisOrders)[number];

/** Bins of results for a picture: tens below the pass mark's ten, fives from there, as few as hold everybody. */
export interface ScoreBin {
  from: number;
  /** The first percent that no longer belongs; 101 for the last. */
  to: number;
  people: number;
  passed: boolean;
}

/** Counts whole percents into bins whose edges never cut through the pass mark. */
export function scoreBins(percents: readonly number[], passPercent: number): ScoreBin[] {
  const edges = new Set([0, passPercent, 101]);
  for (let at = passPercent - 10; at > Math.max(0, passPercent - 30); at -= 10) edges.add(at);
  for (let at = passPercent + 5; at < 100; at += 5) edges.add(at);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, at) => {
    const to = sorted[at + 1]!;
    return {
      from,
      to,
      people: percents.filter((percent) => percent >= from && percent < to).length,
      passed: from >= passPercent
    };
  });
}
