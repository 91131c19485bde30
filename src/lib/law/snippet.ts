export interface SnippetPart {
  text: string;
  /** One of the words searched for. */
  hit: boolean;
}

const BEFORE = 20;
const LONGEST = 120;

/** A stretch of a text around the first word found, with every word marked; undefined when none is in it. */
export function snippetOf(text: string, words: readonly string[]): SnippetPart[] | undefined {
  const flat = text.replace(/\s+/g, ' ');
  const pattern = new RegExp(`(${words.map(RegExp.escape).join('|')})`, 'giu');
  const first = flat.search(pattern);
  if (first < 0) return undefined;
  const from = first > BEFORE ? first - BEFORE : 0;
  const cut = `${from ? '…' : ''}${flat.slice(from, from + LONGEST)}${flat.length > from + LONGEST ? '…' : ''}`;
  // `split` with a group puts the words found at the odd places.
  return cut
    .split(pattern)
    .map((part, at) => ({ text: part, hit: at % 2 === 1 }))
    .filter(({ text: part }) => part !== '');
}
