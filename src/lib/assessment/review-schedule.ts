/** When a question is asked again: FSRS (Free Spaced Repetition Scheduler), by the library of its authors. */
import { createEmptyCard, fsrs, Rating, State, type Card, type Grade } from 'ts-fsrs';
import { addDays, dayOf, type Day, type Instant } from '#lib/platform/clock.ts';
import { bookAfter, type Book } from './practice.ts';

/** What the scheduler remembers of one question and one person. */
export interface Memory {
  stability: number;
  difficulty: number;
  reps: number;
  lapses: number;
  scheduledDays: number;
  reviewedAt: Instant;
  dueAt: Instant;
}

/** Nothing further away than a year; whole days, and no chance, so that tests hold. */
const schedulerFor = (recalled: number) =>
  fsrs({ request_retention: recalled, maximum_interval: 365, enable_fuzz: false, enable_short_term: false });

/** Nine of ten are recalled when they are due. */
const steady = schedulerFor(0.9);
/** Nineteen of twenty: towards a day to be ready on, questions come again about twice as often. */
const preparing = schedulerFor(0.95);

/**
 * The memory after one answer, and the day on which it is asked again: tomorrow at the earliest. Towards a day to be
 * ready on, a question comes again as soon as fewer than about nineteen of twenty would be recalled (days are whole);
 * one that is due only after that day is, on that day, still known that well, and need not be asked before.
 * @param readyOn the learner's exam or the day they chose, while it lies ahead.
 */
export function reviewed(
  memory: Memory | null,
  right: boolean,
  at: Instant,
  readyOn: Day | null
): { memory: Memory; dueOn: Day } {
  const grade: Grade = right ? Rating.Good : Rating.Again;
  const { card } = steady.next(memory ? cardOf(memory) : createEmptyCard(new Date(at)), new Date(at), grade);
  const next: Memory = {
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    scheduledDays: card.scheduled_days,
    reviewedAt: at,
    dueAt: card.due.getTime()
  };
  const today = dayOf(at);
  const soon = addDays(today, Math.max(1, preparing.next_interval(card.stability, 0)));
  const usual = later(dayOf(next.dueAt), addDays(today, 1));
  return { memory: next, dueOn: readyOn !== null && readyOn > today && soon < usual ? soon : usual };
}

interface Reviewed extends Book {
  memory: Memory | null;
}

/** How likely the answer is still known at a time, from 0 to 1, by the same model. */
export const recallAt = (memory: Memory, at: Instant): number =>
  steady.get_retrievability(cardOf(memory), new Date(at), false);

/**
 * A card after more reviews in the order of their time. Reviews taken one by one and all at once lead to the same card.
 * @param leaveAfter right answers in a row that take a question out of the book.
 */
export function cardAfter(
  card: Reviewed,
  reviews: readonly { right: boolean; at: Instant }[],
  leaveAfter: number,
  readyOn: Day | null
): Reviewed & { dueOn?: Day } {
  const { seen, wrong, streak, inBookSince, masteredAt, memory } = card;
  return reviews.reduce<Reviewed & { dueOn?: Day }>(
    (before, { right, at }) => ({
      ...bookAfter(before, right, leaveAfter, at),
      ...reviewed(before.memory, right, at, readyOn)
    }),
    { seen, wrong, streak, inBookSince, masteredAt, memory }
  );
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

const cardOf = ({ stability, difficulty, reps, lapses, scheduledDays, reviewedAt, dueAt }: Memory): Card => ({
  stability,
  difficulty,
  reps,
  lapses,
  scheduled_days: scheduledDays,
  last_review: new Date(reviewedAt),
  due: new Date(dueAt),
  elapsed_days: 0,
  learning_steps: 0,
  state: State.Review
});
