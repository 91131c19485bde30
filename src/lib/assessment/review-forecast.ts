/** What the daily review will ask until a day, and whether its cap leaves room for everything. Pure. */
import { addDays, instantOf, type Day } from '#lib/platform/clock.ts';
import { reviewed, type Memory } from './review-schedule.ts';

/** A question that was met: when it is due, and what is remembered of it. */
export interface ForecastCard {
  dueOn: Day;
  memory: Memory;
}

export interface ForecastDay {
  day: Day;
  /** Questions met before that are asked again. */
  due: number;
  /** Questions asked for the first time. */
  fresh: number;
  /** Reviews that the cap pushes to a later day. */
  waiting: number;
}

export interface Forecast {
  /** Today and every day before the one to be ready on. */
  days: ForecastDay[];
  /** Questions that will not have been met by then. */
  unseenLeft: number;
  /** Reviews that still wait then. */
  waitingLeft: number;
}

/**
 * Plays the days through as if every answer were right, which is the least work there can be: what is due comes first,
 * longest overdue before, and what room is left goes to questions never met.
 * @param unseen questions never met.
 * @param room of today, since part of today may be done; every later day has `cap`.
 */
export function forecast(
  cards: readonly ForecastCard[],
  unseen: number,
  today: Day,
  readyOn: Day,
  cap: number,
  room = cap
): Forecast {
  let waiting: readonly ForecastCard[] = cards;
  const days: ForecastDay[] = [];
  let unseenLeft = unseen;
  for (let day = today; day < readyOn; day = addDays(day, 1)) {
    const at = instantOf(day, '12:00');
    const capacity = day === today ? room : cap;
    const due = waiting.filter(({ dueOn }) => dueOn <= day).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    const asked = due.slice(0, capacity);
    const done = new Set(asked);
    waiting = [
      ...waiting.filter((card) => !done.has(card)),
      ...asked.map(({ memory }) => reviewed(memory, true, at, readyOn))
    ];
    const fresh = Math.min(unseenLeft, capacity - asked.length);
    waiting = [...waiting, ...Array.from({ length: fresh }, () => reviewed(null, true, at, readyOn))];
    unseenLeft -= fresh;
    days.push({ day, due: asked.length, fresh, waiting: due.length - asked.length });
  }
  return { days, unseenLeft, waitingLeft: days.at(-1)?.waiting ?? 0 };
}

/** Whether everything is met and nothing waits by the day. */
export const suffices = ({ unseenLeft, waitingLeft }: Forecast): boolean => unseenLeft === 0 && waitingLeft === 0;

/** The smallest cap that would do, by halving; null when even `most` a day would not. */
export function capNeeded(
  cards: readonly ForecastCard[],
  unseen: number,
  today: Day,
  readyOn: Day,
  most: number
): number | null {
  const does = (cap: number) => suffices(forecast(cards, unseen, today, readyOn, cap));
  if (!does(most)) return null;
  let [least, enough] = [0, most];
  while (enough - least > 1) {
    const middle = Math.floor((least + enough) / 2);
    if (does(middle)) enough = middle;
    else least = middle;
  }
  return enough;
}
