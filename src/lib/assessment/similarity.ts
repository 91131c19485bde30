/** Near-duplicates: two texts are alike when they share most of their pairs of neighbouring characters. */

export interface Alike {
  /** Places in the list that was given, the earlier first. */
  first: number;
  second: number;
  /** 0 to 1. */
  similarity: number;
}

/**
 * Every pair of texts that are at least so alike: the Jaccard coefficient of their sets of character bigrams, |A∩B| ÷ |A∪B|
 * (Jaccard 1912; n-grams as in Broder 1997, "On the resemblance and containment of documents"). Exact, most alike first.
 *
 * Not every pair is compared: with bigrams in one order, rarest first, two sets that alike must share one of their first
 * |A| − ⌈t·|A|⌉ + 1 (prefix filtering, Chaudhuri, Ganti and Kaushik 2006).
 * @param texts folded: `foldStem`.
 */
export function alikeTexts(texts: readonly string[], least: number): Alike[] {
  const counts = new Map<string, number>();
  const sets = texts.map(bigramsOf);
  for (const set of sets) for (const gram of set) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const rank = (gram: string) => counts.get(gram)!;
  const seenIn = new Map<string, number[]>();
  const found: Alike[] = [];
  for (const [second, set] of sets.entries()) {
    if (!set.size) continue;
    const ordered = [...set].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    const candidates = new Set<number>();
    for (const gram of ordered.slice(0, set.size - Math.ceil(least * set.size) + 1)) {
      const places = seenIn.get(gram) ?? [];
      for (const place of places) candidates.add(place);
      seenIn.set(gram, [...places, second]);
    }
    for (const first of candidates) {
      const similarity = jaccard(sets[first]!, set);
      if (similarity >= least) found.push({ first, second, similarity });
    }
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.first - b.first || a.second - b.second);
}

function bigramsOf(text: string): Set<string> {
  const signs = [...text];
  if (signs.length === 1) return new Set(signs);
  return new Set(signs.slice(1).map((sign, at) => signs[at]! + sign));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const gram of a) if (b.has(gram)) common += 1;
  return common / (a.size + b.size - common);
}
