/** The bytes a `Range` header asks for: first and last, or that they cannot be had; undefined for the whole file. */
export function byteRange(header: string | null, size: number): { first: number; last: number } | 'beyond' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  // Several ranges at once, other units, nonsense: the whole file is a fair answer.
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  if (from === '') return Number(to) === 0 ? 'beyond' : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (first >= size) return 'beyond';
  return first > last ? undefined : { first, last };
}
