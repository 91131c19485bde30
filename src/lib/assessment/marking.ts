import { roundPoints } from './blueprint.ts';

/** A question as the marking sees it. */
export interface Markable {
  position: number;
  points: number;
  /** Keys of the right options. */
  answer: readonly string[];
}

export interface Mark {
  position: number;
  right: boolean;
  pointsAwarded: number;
}

export interface MarkedPaper {
  marks: Mark[];
  points: number;
  pointsPossible: number;
  passed: boolean;
}

/**
 * An answer is right when it names exactly the right options, in any order. There is no part credit: choosing one
 * option too few of a multiple-choice question is as wrong as choosing none.
 */
export function gradeAnswer(answer: readonly string[], choice: readonly string[]): boolean {
  const chosen = new Set(choice);
  return answer.length > 0 && chosen.size === new Set(answer).size && answer.every((key) => chosen.has(key));
}

/** Marks a whole paper; a question without an answer is wrong. Passes at `passPercent` of the points, not below. */
export function markPaper(
  questions: readonly Markable[],
  choices: ReadonlyMap<number, readonly string[]>,
  passPercent: number
): MarkedPaper {
  const marks = questions.map(({ position, points, answer }): Mark => {
    const right = gradeAnswer(answer, choices.get(position) ?? []);
    return { position, right, pointsAwarded: right ? points : 0 };
  });
  const points = roundPoints(marks.reduce((sum, mark) => sum + mark.pointsAwarded, 0));
  const pointsPossible = roundPoints(questions.reduce((sum, question) => sum + question.points, 0));
  return { marks, points, pointsPossible, passed: passes(points, pointsPossible, passPercent) };
}

/** Whether so many points reach the pass mark. A paper without points is never passed. */
export function passes(points: number, pointsPossible: number, passPercent: number): boolean {
  return pointsPossible > 0 && points * 100 >= passPercent * pointsPossible;
}

/** Whole percent for reading; rounded down, so that 59.9 never looks like the 60 it is not. */
export function percentOf(points: number, pointsPossible: number): number {
  return pointsPossible > 0 ? Math.floor((points * 100) / pointsPossible + 1e-9) : 0;
}
