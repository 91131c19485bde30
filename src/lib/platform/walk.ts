/** Lists that are read to their end piece by piece: each piece goes on behind a place in the order, whatever came before it. */
import { and, eq, gt, lt, or, type SQL, type SQLWrapper } from 'drizzle-orm';
import { z } from 'zod';

/** Where a piece ended: what its last row is ordered by, and its key, by which equals are ordered. */
export const Place = z.object({ value: z.union([z.string(), z.number()]), id: z.int() });
export type Place = z.output<typeof Place>;

/** What every walk is asked with. */
export const walking = { after: Place.optional(), limit: z.int().min(1).max(1000).default(500) };

export interface Piece<Row> {
  rows: Row[];
  /** Null behind the last row. */
  next: Place | null;
}

/** The rows behind a place; equals go by their key, smallest first. Undefined at the beginning. */
export function behind(
  { column, descending }: { column: SQLWrapper; descending: boolean },
  key: SQLWrapper,
  after: Place | undefined
): SQL | undefined {
  if (!after) return undefined;
  const past = descending ? lt(column, after.value) : gt(column, after.value);
  return or(past, and(eq(column, after.value), gt(key, after.id)));
}

/** A piece from one row more than was asked for, by which it is known whether there is another. */
export function pieceOf<Found, Row>(
  found: readonly Found[],
  limit: number,
  placeOf: (row: Found) => Place,
  shown: (row: Found) => Row
): Piece<Row> {
  const rows = found.slice(0, limit);
  return { rows: rows.map(shown), next: found.length > limit ? placeOf(rows.at(-1)!) : null };
}
