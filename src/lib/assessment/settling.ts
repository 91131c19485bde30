import { roundPoints } from './blueprint.ts';

/** How the answers of an exam are marked by people. */
export interface MarkingRules {
  /** How many people mark each answer, without knowing of each other. */
  markers: 1 | 2;
  /** Two marks that differ by no more than this many points are averaged; beyond it a third person decides. */
  tolerance: number;
  /** Markers see neither names nor units, and the answers in an order of their own. */
  blind: boolean;
}

/** A mark that its marker has finished. */
export interface FinishedMark {
  markerId: number;
  /** Of the question's points, 0…1. */
  share: number;
}

export type Settlement =
  /** Waits for the first or the second marker. */
  | { state: 'open'; share: null }
  /** Two marks lie too far apart. */
  | { state: 'third'; share: null }
  | { state: 'settled'; share: number };

/**
 * What marks come to. Of each marker the newest finished mark counts; markers count in the order in which they first
 * finished. One marker: theirs. Two: the mean when they differ by no more than `tolerance` points, else the third's mark
 * alone decides. Anybody after that changes nothing.
 * @param points what the question is worth on this paper; the tolerance is in these points.
 */
export function settle(marks: readonly FinishedMark[], points: number, rules: Omit<MarkingRules, 'blind'>): Settlement {
  const [first, second, third] = [...new Map(marks.map((mark) => [mark.markerId, mark])).values()];
  if (!first) return { state: 'open', share: null };
  if (rules.markers === 1) return { state: 'settled', share: first.share };
  if (!second) return { state: 'open', share: null };
  const apart = roundPoints(Math.abs(first.share - second.share) * points);
  if (apart <= rules.tolerance) return { state: 'settled', share: (first.share + second.share) / 2 };
  return third ? { state: 'settled', share: third.share } : { state: 'third', share: null };
}

/** Whether an answer still waits for this person: not their own mark missing to no use. */
export function waitsFor(
  markerId: number,
  marks: readonly FinishedMark[],
  points: number,
  rules: Omit<MarkingRules, 'blind'>
): boolean {
  return settle(marks, points, rules).state !== 'settled' && marks.every((mark) => mark.markerId !== markerId);
}

/** The share that points by a rubric come to; the rubric's points are its own and scaled to the question's. */
export function rubricShare(given: readonly number[], rubric: readonly { points: number }[]): number {
  const most = rubric.reduce((sum, { points }) => sum + points, 0);
  return most ? given.reduce((sum, points) => sum + points, 0) / most : 0;
}

/** Halves of a rubric's points, no more than the line is worth. */
export const isPossiblePoints = (given: number, line: { points: number }): boolean =>
  given >= 0 && given <= line.points && (Number.isInteger(given * 2) || given === line.points);

/** A stable number from a text, for an order that says nothing and a name that tells nothing (FNV-1a). */
export function ticketOf(...parts: (string | number)[]): string {
  let state = 2166136261;
  for (const unit of parts.join('/')) state = Math.imul(state ^ unit.codePointAt(0)!, 16777619);
  // The last rounds spread what differs only at the end.
  state ^= state >>> 16;
  state = Math.imul(state, 0x85ebca6b);
  state ^= state >>> 13;
  return (state >>> 0).toString(16).padStart(8, '0');
}
