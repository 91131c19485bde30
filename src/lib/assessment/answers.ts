import type { AnswerEntry, AnswerReceipt } from './answer-queue.ts';
import { LONGEST, optionLetters, targetNumbers, type QuestionType } from './question.ts';

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

/** Whether two entries of one question say the same, whatever their numbers; in an ordering the order matters. */
function saysTheSame(a: AnswerEntry, b: AnswerEntry): boolean {
  return (
    a.flagged === b.flagged && a.choice.length === b.choice.length && a.choice.every((key, at) => key === b.choice[at])
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

/** What an answer may look like. */
export interface AnswerShape {
  type: QuestionType;
  /** Keys of the options, and of the right side of a matching. */
  keys: readonly string[];
  /** How many blanks there are. */
  blanks: number;
}

/**
 * Whether a choice is one that the paper offers: known keys, each once and no more than the type allows; an ordering
 * whole, a matching with at most one partner for each on the left, text no longer than it may be. Empty always is.
 */
export function isPossibleChoice(choice: readonly string[], { type, keys, blanks }: AnswerShape): boolean {
  if (!choice.length) return true;
  const known = choice.every((key) => keys.includes(key)) && new Set(choice).size === choice.length;
  switch (type) {
    case 'single':
    case 'true-false':
      return known && choice.length === 1;
    case 'multiple':
      return known;
    case 'ordering':
      return known && choice.length === keys.length;
    case 'matching': {
      const lefts = choice.map((pair) => pair.slice(0, 1));
      return (
        new Set(lefts).size === lefts.length &&
        choice.every(
          (pair) => keys.includes(pair.slice(0, 1)) && isNumber(pair.slice(1)) && keys.includes(pair.slice(1))
        )
      );
    }
    case 'fill-in':
      return choice.length === blanks && choice.every((reply) => reply.length <= LONGEST.blank * 2);
    case 'short-answer':
      return choice.length === 1 && choice[0]!.length <= LONGEST.reply;
    case 'case':
      return false;
  }
}

/** The longest list and the longest string that any answer may have. */
export const LARGEST_ANSWER = { entries: 20, letters: LONGEST.reply } as const;

/**
 * The keys of ordering and matching as one paper shows them: by place, so that nothing in the candidate's page tells in
 * which order they were written. Options of the other types keep their letters.
 * @param order option keys, and with a matching the numbers of the right side, in the order shown.
 */
export function paperKeys(type: QuestionType, order: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (type !== 'ordering' && type !== 'matching') return undefined;
  const letters = order.filter((key) => !isNumber(key));
  const numbers = order.filter(isNumber);
  return new Map([
    ...letters.map((key, at): [string, string] => [key, optionLetters[at]!]),
    ...numbers.map((key, at): [string, string] => [key, targetNumbers[at]!])
  ]);
}

/** An answer of the bank's keys in those of the paper. */
export function onPaper(choice: readonly string[], type: QuestionType, order: readonly string[]): string[] {
  return translated(choice, type, paperKeys(type, order));
}

/** An answer of the paper's keys in those of the bank; a key that is on no paper stays what it is. */
export function offPaper(choice: readonly string[], type: QuestionType, order: readonly string[]): string[] {
  const keys = paperKeys(type, order);
  return translated(choice, type, keys && new Map([...keys].map(([bank, paper]) => [paper, bank])));
}

function translated(choice: readonly string[], type: QuestionType, keys: ReadonlyMap<string, string> | undefined) {
  if (!keys) return [...choice];
  const key = (one: string) => keys.get(one) ?? one;
  return choice.map((one) => (type === 'matching' ? key(one.slice(0, 1)) + key(one.slice(1)) : key(one)));
}

const isNumber = (key: string) => /^\d/.test(key);
