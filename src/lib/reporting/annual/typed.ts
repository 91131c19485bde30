/** Totals that no room of the portal can count: they are typed in, with their source and who typed them. Pure. */
import type { Instant } from '#lib/platform/clock.ts';
import type { Chapter } from './figure.ts';

/** Key, chapter; the order in which they are asked for. Source of the list: domain report, section 7. */
export const typedTotals = {
  groupStudies: 'system',
  inspections: 'system',
  disclosures: 'system',
  documents: 'system',
  suitsFiled: 'litigation',
  suitsClosed: 'litigation',
  suitsLost: 'litigation',
  suitHearings: 'litigation',
  headAppearances: 'litigation',
  reviewsFiled: 'litigation',
  reviewsClosed: 'litigation',
  reviewsCorrected: 'litigation',
  mediations: 'mediation',
  mediationsSettled: 'mediation',
  clues: 'discipline',
  cluesFiled: 'discipline',
  punished: 'discipline'
} as const satisfies Record<string, Chapter>;

export type TypedKey = keyof typeof typedTotals;
export const typedKeys = Object.keys(typedTotals) as TypedKey[];

export const isTyped = (key: string): key is TypedKey => Object.hasOwn(typedTotals, key);

/** A total as it holds now. */
export interface TypedFact {
  value: number;
  source: string;
  /** Who typed it; null for the portal itself. */
  by: string | null;
  at: Instant;
  /** How often it was typed: 2 after a correction. */
  version: number;
}

/** A part that cannot be larger than its whole. */
export const parts: readonly [part: TypedKey, whole: TypedKey][] = [
  ['suitsLost', 'suitsClosed'],
  ['headAppearances', 'suitHearings'],
  ['reviewsCorrected', 'reviewsClosed'],
  ['mediationsSettled', 'mediations'],
  ['cluesFiled', 'clues']
];

/** The first total that would no longer fit with a changed one: `[part, whole]`; undefined when all fit. */
export function misfit(
  values: ReadonlyMap<TypedKey, number>,
  key: TypedKey,
  value: number
): [part: TypedKey, whole: TypedKey] | undefined {
  const changed = new Map(values).set(key, value);
  return parts.find(([part, whole]) => {
    const [some, all] = [changed.get(part), changed.get(whole)];
    return (part === key || whole === key) && some !== undefined && all !== undefined && some > all;
  });
}
