import { roundPoints } from './blueprint.ts';
import { fillsBlank } from './fill-in.ts';
import type { QuestionBody } from './question.ts';
import type { RulingInForce } from './ruling.ts';

/** How a paper gives points: only for answers that are wholly right, or in part for those that are right in part. */
export const scoringRules = ['exact', 'partial'] as const;
export type Scoring = (typeof scoringRules)[number];

/** What marking needs to know of a question or a part. */
export type Gradable = Pick<QuestionBody, 'type' | 'answer' | 'details'>;

/** A place on a paper as the marking sees it. */
export interface Markable {
  position: number;
  points: number;
  body: Gradable;
  /** What a person gave for it before; kept where only a person can mark. */
  pointsAwarded?: number | null;
  /** What was decided about the question after it turned out to be wrong. */
  ruling?: RulingInForce | undefined;
}

export interface Mark {
  position: number;
  /** Wholly right; null while a person has yet to mark it. */
  right: boolean | null;
  pointsAwarded: number | null;
}

export interface MarkedPaper {
  marks: Mark[];
  /** Of what has been marked. */
  points: number;
  pointsPossible: number;
  /** How many places wait for a person. */
  pending: number;
  /** Null while a person's mark can still decide it. */
  passed: boolean | null;
}

/**
 * The share of its points that an answer earns: 0 to 1, or null when a person must mark it. No answer earns nothing.
 *
 * `exact`: an answer is right when it is wholly right; of a multiple choice one option too few is as wrong as none.
 * `partial`, where a paper says so:
 * - multiple choice: right options chosen ÷ right options, and nothing as soon as a wrong one is among them. This is the
 *   rule of Chinese professional examinations (少选得相应分值，错选不得分), and what Moodle's multiple choice gives with
 *   100 %/n for a right and −100 % for a wrong option, QTI's `map_response` with a lower bound of 0.
 * - ordering: steps that stand directly before the right next one ÷ (steps − 1), Moodle's "relative to the next item,
 *   excluding last": a whole row moved by one place keeps what is right about it.
 * - matching: right pairs ÷ pairs, as Moodle's matching question.
 * - fill-in: right blanks ÷ blanks, as Moodle's embedded answers (Cloze) with equal weights.
 */
export function gradeAnswer(
  { type, answer, details }: Gradable,
  choice: readonly string[],
  scoring: Scoring = 'exact'
): number | null {
  if (!choice.some(Boolean)) return 0;
  switch (type) {
    case 'single':
    case 'true-false':
      return sameSet(answer, choice) ? 1 : 0;
    case 'multiple':
      return rounded(sameSet(answer, choice) ? 1 : shareOfOptions(answer, choice), scoring);
    case 'fill-in': {
      const blanks = details?.blanks ?? [];
      return rounded(
        shareOf(blanks, (ways, at) => fillsBlank(choice[at] ?? '', ways)),
        scoring
      );
    }
    case 'ordering': {
      const follows = (step: string, at: number) => choice[choice.indexOf(step) + 1] === answer[at + 1];
      const whole = answer.length === choice.length && answer.every((step, at) => step === choice[at]);
      return whole
        ? 1
        : rounded(
            shareOf(answer.slice(0, -1), (step, at) => choice.includes(step) && follows(step, at)),
            scoring
          );
    }
    case 'matching':
      return rounded(sameSet(answer, choice) ? 1 : shareOf(answer, (pair) => choice.includes(pair)), scoring);
    case 'short-answer':
      return null;
    case 'case':
      // Its parts are marked, each on its own.
      return null;
  }
}

function sameSet(answer: readonly string[], choice: readonly string[]): boolean {
  const chosen = new Set(choice);
  return answer.length > 0 && chosen.size === new Set(answer).size && answer.every((key) => chosen.has(key));
}

function shareOfOptions(answer: readonly string[], choice: readonly string[]): number {
  return choice.every((key) => answer.includes(key)) ? shareOf(answer, (key) => choice.includes(key)) : 0;
}

const shareOf = <T>(items: readonly T[], isRight: (item: T, at: number) => boolean): number =>
  items.length ? items.filter(isRight).length / items.length : 0;

const rounded = (share: number, scoring: Scoring): number => (scoring === 'partial' ? share : Math.floor(share));

/**
 * The share that an answer earns under a ruling: 0…1, null while a person must mark it. Not counted, it earns nothing of
 * nothing.
 */
function gradeUnder(
  ruling: RulingInForce | undefined,
  body: Gradable,
  choice: readonly string[],
  scoring: Scoring
): number | null {
  switch (ruling?.kind) {
    case 'by-version':
      return gradeAnswer(ruling.body, choice, scoring);
    case 'also': {
      const shares = [body.answer, ...ruling.answers].map((answer) =>
        gradeAnswer({ ...body, answer }, choice, scoring)
      );
      return shares.some((share) => share === null) ? null : Math.max(...shares.map((share) => share ?? 0));
    }
    case 'all-right':
      return 1;
    case 'not-counted':
      return 0;
    default:
      return gradeAnswer(body, choice, scoring);
  }
}

/** What a question is worth under a ruling. */
const pointsUnder = (ruling: RulingInForce | undefined, points: number): number =>
  ruling?.kind === 'not-counted' ? 0 : points;

/**
 * Marks a whole paper; a question without an answer earns nothing. Passes at `passPercent` of the points, not below.
 * Where only a person can mark, what the person gave is kept, and until then the place is pending.
 */
export function markPaper(
  questions: readonly Markable[],
  choices: ReadonlyMap<number, readonly string[]>,
  passPercent: number,
  scoring: Scoring = 'exact'
): MarkedPaper {
  const marks = questions.map(({ position, points: worth, body, pointsAwarded = null, ruling }): Mark => {
    const points = pointsUnder(ruling, worth);
    const share = gradeUnder(ruling, body, choices.get(position) ?? [], scoring);
    if (ruling?.kind === 'not-counted') return { position, right: null, pointsAwarded: 0 };
    if (share !== null) return { position, right: share === 1, pointsAwarded: roundPoints(share * points) };
    return { position, right: pointsAwarded === null ? null : pointsAwarded >= points, pointsAwarded };
  });
  const points = roundPoints(marks.reduce((sum, mark) => sum + (mark.pointsAwarded ?? 0), 0));
  const pointsPossible = roundPoints(
    questions.reduce((sum, { points: worth, ruling }) => sum + pointsUnder(ruling, worth), 0)
  );
  const pending = marks.filter((mark) => mark.pointsAwarded === null).length;
  const passed = pending ? null : passes(points, pointsPossible, passPercent);
  return { marks, points, pointsPossible, pending, passed };
}

/** Whether so many points reach the pass mark. A paper without points is never passed. */
export function passes(points: number, pointsPossible: number, passPercent: number): boolean {
  return pointsPossible > 0 && points * 100 >= passPercent * pointsPossible;
}

/** Whole percent for reading; rounded down, so that 59.9 never looks like the 60 it is not. */
export function percentOf(points: number, pointsPossible: number): number {
  return pointsPossible > 0 ? Math.floor((points * 100) / pointsPossible + 1e-9) : 0;
}
