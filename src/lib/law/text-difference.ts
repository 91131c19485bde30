import { diffArrays } from 'diff';

/** A stretch of words that both texts have, or only the old, or only the new one. */
export interface Stretch {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Two texts word by word, for reading them side by side: the old leaves out what was added, the new what was removed. */
export function textDifference(old: string, fresh: string): Stretch[] {
  return diffArrays(wordsOf(old), wordsOf(fresh)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join('')
  }));
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string) => [...words.segment(text)].map(({ segment }) => segment);
