/** Things that a file lists in their right order, in an order that does not give it away: always the same one. */
export function mixed(texts: readonly string[]): string[] {
  const sorted = [...texts].sort();
  const tells = sorted.every((text, at) => text === texts[at]);
  return tells ? [...sorted.slice(1), ...sorted.slice(0, 1)] : sorted;
}
