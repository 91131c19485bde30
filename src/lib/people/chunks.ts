/** Long lists of keys go to the database in pieces: engines bound the number of values in one statement. */
export function inChunks<T>(values: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) => values.slice(at * size, (at + 1) * size));
}
