import type { AnswerEntry, AnswerReceipt } from './answer-queue.ts';

/** An answer as the server keeps it. */
export interface KeptAnswer extends AnswerEntry {
  late: boolean;
}

/**
 * What becomes of an entry whose number is not above all others of its question: it was sent before, or overtaken
 * on its way, or two devices counted to the same number. Nothing that was kept is ever changed.
 *
 * @param kept every entry kept for this question.
 * @returns the receipt, and whether the entry is yet to be kept.
 */
export function judgeRepeated(
  entry: AnswerEntry,
  kept: readonly KeptAnswer[]
): { receipt: AnswerReceipt; isNew: boolean } {
  const highest = kept.reduce<KeptAnswer | undefined>(
    (best, other) => (best && best.sequence > other.sequence ? best : other),
    undefined
  );
  const same = kept.find(({ sequence }) => sequence === entry.sequence);
  const { position, sequence } = entry;
  const newest =
    highest && (highest.sequence > sequence || (same && !saysTheSame(same, entry))) ? plainEntry(highest) : undefined;
  const outcome = same && !saysTheSame(same, entry) ? 'taken' : same?.late ? 'late' : 'saved';
  return { receipt: { position, sequence, outcome, newest }, isNew: !same };
}

/** Whether two entries of one question say the same, whatever their numbers. */
export function saysTheSame(a: AnswerEntry, b: AnswerEntry): boolean {
  return (
    a.flagged === b.flagged && a.choice.length === b.choice.length && a.choice.every((key) => b.choice.includes(key))
  );
}

const plainEntry = ({ position, sequence, choice, flagged }: KeptAnswer): AnswerEntry => ({
  position,
  sequence,
  choice,
  flagged
});

/** The choices that count: of each question the entry with the highest number; late ones only when they were let in. */
export function countingChoices(kept: readonly KeptAnswer[], withLate: boolean): Map<number, readonly string[]> {
  const counting = new Map<number, KeptAnswer>();
  for (const entry of kept) {
    if (entry.late && !withLate) continue;
    const best = counting.get(entry.position);
    if (!best || best.sequence < entry.sequence) counting.set(entry.position, entry);
  }
  return new Map([...counting].map(([position, { choice }]) => [position, choice]));
}

/** Whether a choice names options that stand on the paper, each once, and no more than its kind allows. */
export function isPossibleChoice(choice: readonly string[], keys: readonly string[], many: boolean): boolean {
  return (
    choice.every((key) => keys.includes(key)) && new Set(choice).size === choice.length && (many || choice.length <= 1)
  );
}
