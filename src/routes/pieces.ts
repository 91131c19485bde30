/** Where a piece of a list ends, and the next one goes on. */
export interface Piece<Row, Cursor> {
  rows: Row[];
  /** Null behind the last row. */
  next: Cursor | null;
}

/**
 * All rows of a list, read piece by piece as they are asked for. The first piece is read at once, so that a refusal
 * becomes an answer of its own and not a file that breaks off.
 */
export async function allRows<Row, Cursor>(
  read: (after: Cursor | undefined) => Promise<Piece<Row, Cursor>>
): Promise<AsyncIterable<Row>> {
  let piece = await read(undefined);
  return (async function* () {
    for (;;) {
      yield* piece.rows;
      if (piece.next === null) return;
      piece = await read(piece.next);
    }
  })();
}
