/** The trainings of a year as a supervisor looks at them. Pure. */
import type { SessionInPeriod } from '#lib/learning/figures.server.ts';
import { dayOf, type Day, type Instant } from '#lib/platform/clock.ts';

export const trainingStates = ['held', 'unclosed', 'cancelled', 'planned'] as const;
/** `unclosed`: its time is over, and nobody has closed it, so it has given no hours yet. */
export type TrainingState = (typeof trainingStates)[number];

export interface TrainingOfYear {
  id: number;
  title: string;
  day: Day;
  state: TrainingState;
}

/** What became of each session, with how many there are of each kind. */
export function trainingYear(sessions: readonly SessionInPeriod[], now: Instant) {
  const trainings = sessions.map(({ id, title, startsAt, endsAt, status }): TrainingOfYear => ({
    ...{ id, title, day: dayOf(startsAt) },
    state: status === 'closed' ? 'held' : status === 'cancelled' ? 'cancelled' : endsAt < now ? 'unclosed' : 'planned'
  }));
  const counts = Object.fromEntries(
    trainingStates.map((state) => [state, trainings.filter((one) => one.state === state).length])
  ) as Record<TrainingState, number>;
  return { trainings, counts };
}
