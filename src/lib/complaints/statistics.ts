/** Figures about complaints. A count below five could point at one matter, so it is only said to be small. */
export const SMALL = 5;

export interface Cell {
  /** Null: between one and four, not shown. */
  count: number | null;
}

/**
 * Hides small counts, and one more when a single hidden one could be had by subtraction from the total.
 * @param counts whole numbers, 0 or more; a 0 is shown, since it points at nobody
 */
export function suppressed<Key extends string>(counts: Readonly<Record<Key, number>>): Record<Key, Cell> {
  const keys = Object.keys(counts) as Key[];
  const hidden = new Set(keys.filter((key) => counts[key] > 0 && counts[key] < SMALL));
  if (hidden.size === 1) {
    const next = keys.filter((key) => !hidden.has(key) && counts[key] > 0).sort((a, b) => counts[a] - counts[b])[0];
    if (next) hidden.add(next);
  }
  return Object.fromEntries(keys.map((key) => [key, { count: hidden.has(key) ? null : counts[key] }])) as Record<
    Key,
    Cell
  >;
}

/** A share in whole percent, or null when it would be of too few. */
export const shareOf = (part: number, whole: number): number | null =>
  whole < SMALL ? null : Math.round((part * 100) / whole);
