import type { Gradable } from './marking.ts';

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
