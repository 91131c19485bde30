import { inFillingOrder, type Blueprint } from './blueprint.ts';
import type { QuestionType } from './question.ts';

/** A question as the draw sees it. */
export interface Drawable {
  versionId: number;
  questionId: number;
  type: QuestionType;
  topicId: number;
  difficulty: number;
  optionKeys: readonly string[];
}

export interface DrawnQuestion {
  versionId: number;
  points: number;
  /** Option keys in the order shown. */
  optionOrder: string[];
}

/** A number in [0, 1), as `Math.random` gives. */
export type Random = () => number;

/**
 * Draws one paper: no question twice, each row with the mix of difficulties that its part of the bank has, so that
 * the papers of two candidates differ in questions and not in difficulty. Kinds stay together in the order of the
 * blueprint; within a kind the order is chance. Options are shuffled, except those of true/false questions.
 *
 * @returns undefined when the pool cannot fill the blueprint.
 */
export function drawPaper(
  blueprint: Blueprint,
  pool: readonly Drawable[],
  random: Random
): DrawnQuestion[] | undefined {
  const used = new Set<number>();
  const drawn: { question: Drawable; points: number }[] = [];
  for (const { row } of inFillingOrder(blueprint)) {
    const fitting = pool.filter(
      ({ type, topicId, questionId }) =>
        type === row.type && (row.topicId === null || topicId === row.topicId) && !used.has(questionId)
    );
    const picked = pickBalanced(oncePerQuestion(fitting), row.count, random);
    if (!picked) return undefined;
    for (const question of picked) {
      used.add(question.questionId);
      drawn.push({ question, points: row.points });
    }
  }
  const kinds = [...new Set(blueprint.map((row) => row.type))];
  return kinds
    .flatMap((kind) =>
      shuffled(
        drawn.filter(({ question }) => question.type === kind),
        random
      )
    )
    .map(({ question, points }) => ({
      versionId: question.versionId,
      points,
      optionOrder: optionOrder(question, random)
    }));
}

function oncePerQuestion(questions: readonly Drawable[]): Drawable[] {
  return [...new Map(questions.map((question) => [question.questionId, question])).values()];
}

/** How many of each difficulty depends on the pool alone (largest remainders); which ones is chance. */
function pickBalanced(pool: readonly Drawable[], count: number, random: Random): Drawable[] | undefined {
  if (pool.length < count) return undefined;
  const levels = [...new Set(pool.map(({ difficulty }) => difficulty))].sort((a, b) => a - b);
  const shares = levels.map((level) => {
    const questions = pool.filter(({ difficulty }) => difficulty === level);
    const exact = pool.length === 0 ? 0 : (questions.length * count) / pool.length;
    return { questions, quota: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  let missing = count - shares.reduce((sum, { quota }) => sum + quota, 0);
  for (const share of [...shares].sort((a, b) => b.remainder - a.remainder)) {
    if (missing === 0) break;
    share.quota += 1;
    missing -= 1;
  }
  return shares.flatMap(({ questions, quota }) => shuffled(questions, random, quota));
}

function optionOrder(question: Drawable, random: Random): string[] {
  return question.type === 'true-false' ? [...question.optionKeys] : shuffled(question.optionKeys, random);
}

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
