/** The rules of a mock paper. */
import { MINUTE, type Instant } from '#lib/platform/clock.ts';
import { checkBlueprint, countAvailable, roundPoints, type Available, type Blueprint } from './blueprint.ts';
import { passes, percentOf } from './marking.ts';
import type { QuestionType } from './question.ts';

/** Kinds that are marked at once: of free text nobody could say at the end of the time what it is worth. */
export const mockTypes: readonly QuestionType[] = [
  'true-false',
  'single',
  'multiple',
  'fill-in',
  'ordering',
  'matching'
];

/** How a mock paper counts, written down when it is opened. */
export interface MockPaper {
  /** The exam whose paper it is like; null for the paper of the settings. */
  title: string | null;
  passPercent: number;
  deadlineAt: Instant;
  /** Of each place. */
  points: number[];
}

/**
 * A plan cut down to what is asked in a mock paper and what the bank holds, with time in the same proportion: at least
 * five minutes.
 */
export function mockPlan(
  { blueprint, minutes }: { blueprint: Blueprint; minutes: number },
  pool: readonly Omit<Available, 'count'>[]
): { blueprint: Blueprint; minutes: number } {
  const asked = blueprint.filter(({ type }) => mockTypes.includes(type));
  const { rows: checks } = checkBlueprint(asked, countAvailable(pool));
  const rows = asked
    .map((row, at) => ({ ...row, count: row.count - checks[at]!.short }))
    .filter(({ count }) => count > 0);
  const questions = (of: Blueprint) => of.reduce((sum, { count }) => sum + count, 0);
  const share = questions(rows) / Math.max(1, questions(blueprint));
  return { blueprint: rows, minutes: Math.max(5, Math.ceil(minutes * share)) };
}

export interface MockResult {
  points: number;
  possible: number;
  percent: number;
  passed: boolean;
  right: number;
  /** Of each place. */
  places: boolean[];
  /** Whole minutes after the end of the time; 0 in time. */
  minutesLate: number;
}

export function mockResult(paper: MockPaper, places: boolean[], finishedAt: Instant): MockResult {
  const sum = (points: readonly number[]) => roundPoints(points.reduce((all, one) => all + one, 0));
  const points = sum(paper.points.filter((_, at) => places[at]));
  const possible = sum(paper.points);
  return {
    points,
    possible,
    percent: percentOf(points, possible),
    passed: passes(points, possible, paper.passPercent),
    right: places.filter(Boolean).length,
    places,
    minutesLate: Math.max(0, Math.ceil((finishedAt - paper.deadlineAt) / MINUTE))
  };
}
