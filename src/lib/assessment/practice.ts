/** The rules of practice: what is asked in which mode, and how the wrong-question book fills and empties. */
import type { Day, Instant } from '#lib/platform/clock.ts';
import { seededRandom, shuffled } from './draw.ts';

/** 每日一练, 错题, 顺序, 专题, 法规, 随机, 未做, 收藏. */
export const practiceModes = [
  'daily',
  'wrong',
  'sequential',
  'topic',
  'statute',
  'random',
  'unseen',
  'favourites'
] as const;
/** 模拟 as well, which is opened in its own way. */
export type PracticeMode = (typeof practiceModes)[number] | 'mock';

/** The parts of 错题本: still in it, left it, marked by hand, with words of one's own. */
export const bookTabs = ['open', 'mastered', 'favourites', 'notes'] as const;
export type BookTab = (typeof bookTabs)[number];

/** Whether a mode goes through a part of the bank from end to end: such a round is gone on with on any later day. */
export const isThrough = (mode: PracticeMode): boolean => ['sequential', 'topic', 'statute'].includes(mode);

/** As many questions as one round of these modes has; the others take all that fit. */
export const ROUND: Partial<Record<PracticeMode, number>> = { random: 20, unseen: 30 };

/** A question of the bank with what its learner has behind them. */
export interface Practisable {
  versionId: number;
  questionId: number;
  topicId: number;
  statuteIds: readonly number[];
  card: CardFacts | undefined;
}

export interface CardFacts {
  seen: number;
  wrong: number;
  streak: number;
  inBookSince: Instant | null;
  masteredAt: Instant | null;
  favourite: boolean;
  dueOn: Day | null;
}

export interface Wish {
  mode: PracticeMode;
  topicId: number | null;
  statuteId: number | null;
  /** Only so many, by chance, without this question: 再练同类. */
  like: { questionId: number; count: number } | null;
}

/**
 * The questions of a round in their order. Topics and statutes go through in the order of the bank; the daily review
 * takes what is due, longest overdue first, and fills up with questions never seen.
 * @param pool in the order of the bank.
 * @param room how many the daily review still has for today.
 */
export function chooseQuestions(
  pool: readonly Practisable[],
  { mode, topicId, statuteId, like }: Wish,
  today: Day,
  room: number,
  seed: string
): Practisable[] {
  const fitting = pool.filter(
    (question) =>
      (topicId === null || question.topicId === topicId) &&
      (statuteId === null || question.statuteIds.includes(statuteId)) &&
      question.questionId !== like?.questionId
  );
  const random = seededRandom(seed);
  if (like) return shuffled(fitting, random, Math.min(like.count, fitting.length));
  switch (mode) {
    case 'daily':
      return [...dueOn(fitting, today), ...fitting.filter(isUnseen)].slice(0, Math.max(0, room));
    case 'wrong':
      return fitting.filter(({ card }) => card && card.inBookSince !== null);
    case 'favourites':
      return fitting.filter(({ card }) => card?.favourite);
    case 'unseen':
      return fitting.filter(isUnseen).slice(0, ROUND.unseen);
    case 'mock':
      // A paper is drawn by its plan.
      return [];
    case 'random':
      return shuffled(fitting, random, Math.min(ROUND.random!, fitting.length));
    case 'sequential':
    case 'topic':
    case 'statute':
      return fitting;
  }
}

/** What the daily review asks for today, longest overdue first. */
export const dueOn = (pool: readonly Practisable[], today: Day): Practisable[] =>
  pool
    .filter(({ card }) => card?.dueOn && card.dueOn <= today)
    .sort((a, b) => (a.card!.dueOn! < b.card!.dueOn! ? -1 : a.card!.dueOn! > b.card!.dueOn! ? 1 : 0));

const isUnseen = ({ card }: Practisable) => !card?.seen;

export type Book = Pick<CardFacts, 'seen' | 'wrong' | 'streak' | 'inBookSince' | 'masteredAt'>;

/**
 * The book after an answer: a wrong one puts the question in and breaks the run; so many right ones in a row take it out.
 * @param leaveAfter right answers in a row, from the settings.
 */
export function bookAfter(book: Book, right: boolean, leaveAfter: number, at: Instant): Book {
  const seen = book.seen + 1;
  if (!right) {
    return { seen, wrong: book.wrong + 1, streak: 0, inBookSince: book.inBookSince ?? at, masteredAt: null };
  }
  const streak = book.streak + 1;
  const leaves = book.inBookSince !== null && streak >= leaveAfter;
  return leaves ? { ...book, seen, streak, inBookSince: null, masteredAt: at } : { ...book, seen, streak };
}

export const emptyBook: Book = { seen: 0, wrong: 0, streak: 0, inBookSince: null, masteredAt: null };
