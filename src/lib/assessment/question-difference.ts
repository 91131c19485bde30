/** What changed between two texts: the same beginning and end, and what stands between them. */
export interface Difference {
  before: string;
  removed: string;
  added: string;
  after: string;
}

/** The smallest single stretch in which two texts differ, counted in whole characters. */
export function differenceOf(old: string, fresh: string): Difference {
  const a = [...old];
  const b = [...fresh];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return {
    before: a.slice(0, start).join(''),
    removed: a.slice(start, a.length - end).join(''),
    added: b.slice(start, b.length - end).join(''),
    after: a.slice(a.length - end).join('')
  };
}
