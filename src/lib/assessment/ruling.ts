import { gradeAnswer, type Gradable, type Scoring } from './marking.ts';

export const rulingKinds = ['by-version', 'also', 'all-right', 'not-counted', 'as-written'] as const;
export type RulingKind = (typeof rulingKinds)[number];

/**
 * How a question of an exam is marked after it turned out to be wrong: by the key of a later version, with further
 * answers held right besides the key, right for everybody, not counted at all; or as it was written after all.
 */
export type Ruling =
  | { kind: 'by-version'; versionId: number }
  | { kind: 'also'; answers: string[][] }
  | { kind: 'all-right' }
  | { kind: 'not-counted' }
  | { kind: 'as-written' };

/** A ruling with what it needs for marking: the later wording's key. */
export type RulingInForce = Exclude<Ruling, { kind: 'by-version' }> | { kind: 'by-version'; body: Gradable };

/**
 * The share that an answer earns under a ruling: 0…1, null while a person must mark it. Not counted, it earns nothing of
 * nothing.
 */
export function gradeUnder(
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
export const pointsUnder = (ruling: RulingInForce | undefined, points: number): number =>
  ruling?.kind === 'not-counted' ? 0 : points;
