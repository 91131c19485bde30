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

/** Nine of ten recalled when due, nothing further away than a year; whole days, and no chance, so that tests hold. */
const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: 365,
  enable_fuzz: false,
  enable_short_term: false
});

/**
 * The memory after one answer, and the day on which it is asked again: tomorrow at the earliest, and in time for an
 * exam that is coming.
 * @param examOn day of the learner's next exam, if one is known.
 */
export function reviewed(
  memory: Memory | null,
  right: boolean,
  at: Instant,
  examOn: Day | null
): { memory: Memory; dueOn: Day } {
  const grade: Grade = right ? Rating.Good : Rating.Again;
  const { card } = scheduler.next(memory ? cardOf(memory) : createEmptyCard(new Date(at)), new Date(at), grade);
  const next: Memory = {
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    scheduledDays: card.scheduled_days,
    reviewedAt: at,
    dueAt: card.due.getTime()
  };
  return { memory: next, dueOn: within(dayOf(next.dueAt), dayOf(at), examOn) };
}

interface Reviewed extends Book {
  memory: Memory | null;
}

/**
 * A card after more reviews in the order of their time. Reviews taken one by one and all at once lead to the same card.
 * @param leaveAfter right answers in a row that take a question out of the book.
 */
export function cardAfter(
  card: Reviewed,
  reviews: readonly { right: boolean; at: Instant }[],
  leaveAfter: number,
  examOn: Day | null
): Reviewed & { dueOn?: Day } {
  const { seen, wrong, streak, inBookSince, masteredAt, memory } = card;
  return reviews.reduce<Reviewed & { dueOn?: Day }>(
    (before, { right, at }) => ({
      ...bookAfter(before, right, leaveAfter, at),
      ...reviewed(before.memory, right, at, examOn)
    }),
    { seen, wrong, streak, inBookSince, masteredAt, memory }
  );
}

function within(due: Day, today: Day, examOn: Day | null): Day {
  const tomorrow = addDays(today, 1);
  const latest = examOn !== null && examOn > tomorrow ? addDays(examOn, -1) : due;
  const wanted = due < latest ? due : latest;
  return wanted > tomorrow ? wanted : tomorrow;
}

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
