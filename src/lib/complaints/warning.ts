/** 预警: several complaints about one person within a time are a reason to look closer, and no finding. */
import { addMonths, type Day } from '#lib/platform/clock.ts';
import { isUpheld, type AllegationCategory, type Finding } from './complaint.ts';

export const warningStates = ['open', 'acknowledged', 'false-positive', 'done'] as const;
export type WarningState = (typeof warningStates)[number];

/** What each state can turn into. The last two are ends. */
export const nextStates: Readonly<Record<WarningState, readonly WarningState[]>> = {
  open: ['acknowledged', 'false-positive'],
  acknowledged: ['done', 'false-positive'],
  'false-positive': [],
  done: []
};
export const isSettled = (state: WarningState) => nextStates[state].length === 0;

export interface WarningRule {
  /** So many complaints … */
  count: number;
  /** … within so many months … */
  months: number;
  /** … of one of these kinds; of any when there are none. */
  categories: readonly AllegationCategory[];
}

/** One complaint as far as it is about one person. */
export interface WatchedComplaint {
  complaintId: number;
  cadreId: number;
  receivedOn: Day;
  /** 无理或者不属范围, confirmed by a second person. */
  marked: boolean;
  allegations: readonly { category: AllegationCategory; finding: Finding | null }[];
}

/**
 * Whom a rule points at on a day, with the complaints that count. One that was marked, or of which nothing was found true,
 * counts for nobody: an unreasonable complaint must not follow a person.
 * @returns cadre → complaints, oldest first; only of those who reach the count
 */
export function pointedAt(rule: WarningRule, complaints: readonly WatchedComplaint[], on: Day): Map<number, number[]> {
  const since = addMonths(on, -rule.months);
  const counting = complaints
    .filter(({ receivedOn, marked, allegations }) => {
      const ofKind = allegations.filter(
        ({ category }) => rule.categories.length === 0 || rule.categories.includes(category)
      );
      return !marked && receivedOn > since && receivedOn <= on && ofKind.some(({ finding }) => stillSpeaks(finding));
    })
    .sort((a, b) =>
      a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : a.complaintId - b.complaintId
    );
  const byPerson = Map.groupBy(counting, ({ cadreId }) => cadreId);
  return new Map(
    [...byPerson]
      .map(([cadreId, own]): [number, number[]] => [cadreId, [...new Set(own.map(({ complaintId }) => complaintId))]])
      .filter(([, own]) => own.length >= rule.count)
  );
}

/** Whether an allegation is open or was found in some part true. */
const stillSpeaks = (finding: Finding | null) => finding === null || isUpheld(finding);

/**
 * Whether what a rule points at is worth a new warning: not while one is being looked at, and after one was settled only for
 * a complaint that was not part of it.
 */
export function isNews(
  complaints: readonly number[],
  earlier: readonly { state: WarningState; complaints: readonly number[] }[]
): boolean {
  if (earlier.some(({ state }) => !isSettled(state))) return false;
  const known = new Set(earlier.flatMap((one) => one.complaints));
  return complaints.some((complaintId) => !known.has(complaintId));
}
