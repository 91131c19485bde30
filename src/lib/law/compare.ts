/** What became of the articles of one version in another. */

export interface ComparedArticle {
  number: string;
  position: number;
  /** Null where only our own summary is known. */
  text: string | null;
}

/**
 * `renumbered` has the same text under another number; a `changed` article may have moved too. `unknown` cannot be
 * compared, because one of the two has no official text.
 */
export const changeKinds = ['changed', 'repealed', 'new', 'renumbered', 'unknown', 'unchanged'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ArticleChange<A extends ComparedArticle> {
  kind: ChangeKind;
  before: A | null;
  after: A | null;
}
export interface Succession<A extends ComparedArticle> {
  kind: Exclude<ChangeKind, 'new'>;
  after: A | null;
}

/** White space and the width and shape of punctuation do not make another wording. */
export const foldWording = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[“”„"「」『』]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/〈/g, '<')
    .replace(/〉/g, '>')
    .replace(/[—―–]/g, '-');

/** As much of their words must agree for one article to come from another: less under the same number than elsewhere. */
const ALIKE_HERE = 0.25;
const ALIKE_ELSEWHERE = 0.4;
/** An old article that lives on in a much longer one counts by what is kept of it, a little less than a close copy. */
const GROWN = 0.75;

/**
 * Article by article, in the order of the new version; what was repealed stands where it stood. Two articles may have
 * become one; of one that became two, the other part is new.
 */
export function compareVersions<A extends ComparedArticle>(old: readonly A[], fresh: readonly A[]): ArticleChange<A>[] {
  const successorOf = openSuccession(fresh);
  const changes: (ArticleChange<A> & { order: number })[] = [];
  const followed = new Set<number>();
  let order = 0;
  for (const before of old) {
    const { kind, after } = successorOf(before);
    if (after) followed.add(after.position);
    order = after?.position ?? order + 0.01;
    changes.push({ kind, before, after, order });
  }
  const partial = isPartial(old);
  for (const after of fresh) {
    if (!followed.has(after.position))
      changes.push({ kind: partial ? 'unknown' : 'new', before: null, after, order: after.position });
  }
  return changes.sort((a, b) => a.order - b.order).map(({ order: _, ...change }) => change);
}

export function countKinds(changes: readonly { kind: ChangeKind }[]): Record<ChangeKind, number> {
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

/** Reads a version once, for asking where articles of another went. */
export function openSuccession<A extends ComparedArticle>(fresh: readonly A[]): (old: A) => Succession<A> {
  const byPosition = new Map(fresh.map((article) => [article.position, article]));
  const byWording = Map.groupBy(
    fresh.filter(({ text }) => text !== null),
    ({ text }) => foldWording(text!)
  );
  const mostAlike = openLikeness(fresh);
  const partial = isPartial(fresh);
  return (old) => {
    const here = byPosition.get(old.position) ?? null;
    if (old.text === null) return { kind: 'unknown', after: here };
    const same = byWording.get(foldWording(old.text)) ?? [];
    if (here && same.includes(here)) return { kind: 'unchanged', after: here };
    if (same.length) return { kind: 'renumbered', after: nearest(same, old.position) };
    const after = mostAlike(old.text, old.position);
    if (after) return { kind: 'changed', after };
    return partial ? { kind: 'unknown', after: here?.text === null ? here : null } : { kind: 'repealed', after: null };
  };
}

/** A version of summaries has only some of its articles: one that is not there proves nothing. */
const isPartial = (articles: readonly ComparedArticle[]) =>
  !articles.length || articles.some(({ text }) => text === null);

const nearest = <A extends ComparedArticle>(articles: readonly A[], position: number) =>
  articles.reduce((best, one) => (Math.abs(one.position - position) < Math.abs(best.position - position) ? one : best));

/**
 * Likeness is the share of common pairs of neighbouring characters (Dice); 1 is the same, 0 has none in common. A pair
 * weighs the more the fewer articles have it, so that "处五日以上十日以下拘留" alone makes no two articles alike.
 */
function openLikeness<A extends ComparedArticle>(fresh: readonly A[]) {
  const holders = new Map<string, number[]>();
  const pairsByArticle = fresh.map(({ text }) => pairsOf(text ?? ''));
  for (const [at, pairs] of pairsByArticle.entries()) {
    for (const pair of pairs) {
      const held = holders.get(pair);
      if (held) held.push(at);
      else holders.set(pair, [at]);
    }
  }
  const weightOf = (pair: string) => Math.log((fresh.length + 1) / (holders.get(pair)?.length ?? 1));
  const sumOf = (pairs: Set<string>) => [...pairs].reduce((sum, pair) => sum + weightOf(pair), 0);
  const sizes = pairsByArticle.map(sumOf);
  return (text: string, position: number): A | undefined => {
    const pairs = pairsOf(text);
    const size = sumOf(pairs);
    const common = new Map<number, number>();
    for (const pair of pairs) {
      const weight = weightOf(pair);
      for (const at of holders.get(pair) ?? []) common.set(at, (common.get(at) ?? 0) + weight);
    }
    let best: { at: number; likeness: number } | undefined;
    for (const [at, shared] of common) {
      const likeness = Math.max((2 * shared) / (size + sizes[at]!), (shared / size) * GROWN);
      const enough = fresh[at]!.position === position ? ALIKE_HERE : ALIKE_ELSEWHERE;
      if (likeness >= enough && likeness > (best?.likeness ?? 0)) best = { at, likeness };
    }
    return best && fresh[best.at];
  };
}

function pairsOf(text: string): Set<string> {
  const folded = foldWording(text);
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < folded.length; at += 1) pairs.add(folded.slice(at, at + 2));
  return pairs;
}
