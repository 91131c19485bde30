import {
  allot,
  countAvailable,
  fitsRow,
  mixOf,
  mostParticularFirst,
  partsOf,
  type Blueprint,
  type BlueprintRow
} from './blueprint.ts';
import type { QuestionType } from './question.ts';

/** A question as the draw sees it. */
export interface Drawable {
  versionId: number;
  questionId: number;
  type: QuestionType;
  topicId: number;
  difficulty: number;
  statuteIds: number[];
  optionKeys: readonly string[];
  /** Its options speak of each other's places (以上都对): they stay in the order in which they were written. */
  keepsOrder?: boolean;
}

export interface DrawnQuestion {
  versionId: number;
  points: number;
  /** Title of the part of the paper; empty when the paper has none. */
  section: string;
  /** Option keys in the order shown. */
  optionOrder: string[];
}

/** A question with its place in the paper before anything is shuffled. */
export interface Placed {
  question: Drawable;
  points: number;
  section: string;
}

export interface Shuffles {
  shuffleQuestions: boolean;
  shuffleOptions: boolean;
}

/** A number in [0, 1), as `Math.random` gives. */
export type Random = () => number;

/**
 * Draws the questions of one paper in the order of the blueprint: no question twice, each row with its own mix of
 * difficulties, so that the papers of two candidates differ in questions and not in difficulty.
 *
 * @param mix what every row takes of each difficulty; absent: as the pool is mixed (`mixOf`).
 * @returns undefined when the pool cannot fill the blueprint.
 */
export function drawQuestions(
  blueprint: Blueprint,
  pool: readonly Drawable[],
  random: Random,
  mix = mixOf(blueprint, countAvailable(pool))
): Placed[] | undefined {
  if (!mix) return undefined;
  const parts = blueprint.flatMap((row, at) => partsOf(row, mix[at]!));
  const deck = shuffled(oncePerQuestion(pool), random);
  const hands = dealt(parts, deck) ?? dealtExactly(parts, deck);
  return hands?.flatMap((hand, at) =>
    hand.map((question) => ({ question, points: parts[at]!.points, section: parts[at]!.section ?? '' }))
  );
}

/** One hand for each part, from the top of the deck; undefined when a part comes away short. */
function dealt(parts: BlueprintRow[], deck: readonly Drawable[]): Drawable[][] | undefined {
  const used = new Set<number>();
  const hands: Drawable[][] = parts.map(() => []);
  for (const at of mostParticularFirst(parts)) {
    const part = parts[at]!;
    for (const question of deck) {
      if (hands[at]!.length === part.count) break;
      if (used.has(question.questionId) || !fitsRow(part, question)) continue;
      used.add(question.questionId);
      hands[at]!.push(question);
    }
    if (hands[at]!.length < part.count) return undefined;
  }
  return hands;
}

/** The same when parts compete for questions: each question is a kind of its own that is there once. */
function dealtExactly(parts: BlueprintRow[], deck: readonly Drawable[]): Drawable[][] | undefined {
  const taken = allot(
    parts,
    deck.map(({ type, topicId, difficulty, statuteIds }) => ({ type, topicId, difficulty, statuteIds, count: 1 }))
  );
  const hands = taken.map((line) => deck.filter((_, kind) => line[kind] === 1));
  return hands.every((hand, at) => hand.length === parts[at]!.count) ? hands : undefined;
}

/**
 * Puts a paper in the order in which one candidate sees it: parts in their order; when questions are shuffled, kinds
 * together within a part and chance within a kind, else as the paper was put together. Options are shuffled where that changes nothing but the place of the right one.
 */
export function arrange(
  placed: readonly Placed[],
  { shuffleQuestions, shuffleOptions }: Shuffles,
  random: Random
): DrawnQuestion[] {
  const sections = [...new Set(placed.map(({ section }) => section))];
  return sections
    .flatMap((title) => {
      const within = placed.filter(({ section }) => section === title);
      if (!shuffleQuestions) return within;
      const kinds = [...new Set(within.map(({ question }) => question.type))];
      return kinds.flatMap((kind) =>
        shuffled(
          within.filter(({ question }) => question.type === kind),
          random
        )
      );
    })
    .map(({ question, points, section }) => ({
      versionId: question.versionId,
      points,
      section,
      optionOrder: shuffleOptions ? optionOrder(question, random) : [...question.optionKeys]
    }));
}

function oncePerQuestion(questions: readonly Drawable[]): Drawable[] {
  return [...new Map(questions.map((question) => [question.questionId, question])).values()];
}

function optionOrder(question: Drawable, random: Random): string[] {
  const stays = question.type === 'true-false' || question.keepsOrder;
  return stays ? [...question.optionKeys] : shuffled(question.optionKeys, random);
}

/** Whether options speak of each other's places, so that another order would say something else. */
export const namesOtherOptions = (texts: readonly string[]): boolean =>
  texts.some((text) => /^(以上|上述)|[A-J]\s*[、和与及]\s*[A-J]/.test(text.trim()));
/** The first `count` of a fair shuffle (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random, count = items.length): T[] {
  const deck = [...items];
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (deck.length - at));
    [deck[at], deck[other]] = [deck[other]!, deck[at]!];
  }
  return deck.slice(0, count);
}

/** The same text gives the same numbers: FNV-1a of the text starts mulberry32 (Tommy Ettinger, public domain). */
export function seededRandom(seed: string): Random {
  let state = 2166136261;
  for (const unit of seed) state = Math.imul(state ^ unit.codePointAt(0)!, 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
