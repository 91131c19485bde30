import { mean } from './statistics.ts';

/** One question on one person's paper. */
export interface TopicMark {
  cadreId: number;
  unitId: number;
  topicId: number;
  points: number;
  possible: number;
}

/** Fewer people than this are not told apart: a share of theirs would speak of persons. */
export const FEWEST_SHOWN = 5;

export interface HeatCell {
  /** People with a question of the topic on their paper; null below `FEWEST_SHOWN`. */
  people: number | null;
  /** Points got of the points there were, 0…1; null when there are too few people. */
  share: number | null;
}

export interface HeatRow {
  topicId: number;
  all: HeatCell;
  /** By unit, in the order asked for. */
  cells: HeatCell[];
  /** People who lost a point or a part of one in this topic; null below `FEWEST_SHOWN`. */
  missed: number | null;
}

/** How a share stands to the pass mark: below it, and in steps of ten points above. */
export const heatLevels = ['below', 'near', 'fair', 'firm'] as const;
export type HeatLevel = (typeof heatLevels)[number];

export function heatLevel(share: number, passPercent: number): HeatLevel {
  // Whole percent as it is read, so that the colour never disagrees with the number.
  const above = Math.round(share * 100) - passPercent;
  return above < 0 ? 'below' : above < 10 ? 'near' : above < 20 ? 'fair' : 'firm';
}

/**
 * Topics by units: of each person the share of the points in a topic, averaged over the people, so that nobody counts
 * more for having drawn more questions of it. The weakest topic comes first, those with too few people last.
 */
export function topicHeat(marks: readonly TopicMark[], unitIds: readonly number[]): HeatRow[] {
  const rows = [...Map.groupBy(marks, ({ topicId }) => topicId)].map(([topicId, own]): HeatRow => {
    const people = peopleOf(own);
    return {
      topicId,
      all: cellOf(people),
      cells: unitIds.map((unitId) => cellOf(people.filter((person) => person.unitId === unitId))),
      missed: shown(people.filter(({ share }) => share < 1).length)
    };
  });
  return rows.sort((a, b) => (a.all.share ?? 2) - (b.all.share ?? 2) || a.topicId - b.topicId);
}

interface PersonShare {
  unitId: number;
  share: number;
}

function peopleOf(marks: readonly TopicMark[]): PersonShare[] {
  return [...Map.groupBy(marks, ({ cadreId }) => cadreId).values()].map((own) => ({
    unitId: own[0]!.unitId,
    share: own.reduce((sum, { points }) => sum + points, 0) / own.reduce((sum, { possible }) => sum + possible, 0)
  }));
}

function cellOf(people: readonly PersonShare[]): HeatCell {
  const enough = people.length >= FEWEST_SHOWN;
  return { people: shown(people.length), share: enough ? mean(people.map(({ share }) => share)) : null };
}

const shown = (people: number) => (people >= FEWEST_SHOWN ? people : null);

export interface Lesson {
  topicId: number;
  share: number;
  missed: number | null;
  /** Units below the pass mark, the weakest first. */
  weakUnitIds: number[];
}

/** What to teach next: the topics with most left to learn among those that anybody needs, at most `most`. */
export function teachNext(
  heat: readonly HeatRow[],
  unitIds: readonly number[],
  passPercent: number,
  most: number
): Lesson[] {
  return heat
    .filter(({ all }) => all.share !== null && heatLevel(all.share, passPercent) !== 'firm')
    .slice(0, most)
    .map(({ topicId, all, cells, missed }) => ({
      topicId,
      share: all.share!,
      missed,
      weakUnitIds: cells
        .flatMap(({ share }, at) =>
          share !== null && heatLevel(share, passPercent) === 'below' ? [{ share, unitId: unitIds[at]! }] : []
        )
        .sort((a, b) => a.share - b.share)
        .map(({ unitId }) => unitId)
    }));
}
