/**
 * What a learner did on this device and the server has not acknowledged yet. Pure: storage and network belong to the
 * desk. Every report carries its own number, so that sending it again changes nothing; they go oldest first and from
 * the first one on, so that a lost or doubled request never makes a later step arrive before an earlier one.
 */
import type { Instant } from '#lib/platform/clock.ts';
import type { CaseAnswered } from './case.server.ts';
import type { CheckAnswered } from './check.server.ts';
import type { Advance } from './advance.server.ts';
import type { Evidence } from './evidence.ts';

interface Deed {
  course: string;
  lesson: string;
  /** By this device's clock. */
  at: Instant;
}
/** Something done in a lesson: evidence of reading or watching, an answer in a check, a step in a case. */
export type LessonDeed =
  | (Deed & { what: 'progress'; evidence: Evidence })
  | (Deed & { what: 'check'; round: number; question: string; versionId: number; choice: string[] })
  | (Deed & { what: 'case'; round: number; step: string; choice: number });
export type LessonReport = LessonDeed & { id: string };

/** What the server made of a report. `refused`: it never will be taken; the code says why. */
export type LessonReceipt =
  | { id: string; outcome: 'saved'; result: Advance | CheckAnswered | CaseAnswered }
  | { id: string; outcome: 'refused'; code: string };

/** Not yet acknowledged, oldest first. */
export type LearnQueue = readonly LessonReport[];

/** As many reports as one request carries. */
export const MOST_REPORTS = 30;

/** Takes one more report in. Of the places in a lesson only the last one is worth sending: `outdated` may be forgotten. */
export function put(queue: LearnQueue, report: LessonReport): { queue: LearnQueue; outdated: LessonReport[] } {
  const outdated = isPlace(report)
    ? queue.filter((other) => isPlace(other) && other.course === report.course && other.lesson === report.lesson)
    : [];
  return { queue: [...queue.filter((other) => !outdated.includes(other)), report], outdated };
}

/** What an earlier visit left on the device comes before what was done since the page was opened. */
export function joinLeft(queue: LearnQueue, left: readonly LessonReport[]): LearnQueue {
  const known = new Set(queue.map(({ id }) => id));
  return [...left.filter(({ id }) => !known.has(id)), ...queue];
}

/** The next request's load. */
export const nextReports = (queue: LearnQueue): LessonReport[] => queue.slice(0, MOST_REPORTS);

/** What an acknowledgement changes: `settled` may be forgotten by the device. */
export function settleReports(
  queue: LearnQueue,
  receipts: readonly Pick<LessonReceipt, 'id'>[]
): { queue: LearnQueue; settled: LessonReport[] } {
  const ids = new Set(receipts.map(({ id }) => id));
  return { queue: queue.filter(({ id }) => !ids.has(id)), settled: queue.filter(({ id }) => ids.has(id)) };
}

/** How many reports wait that a learner would miss; where the page stood is not among them. */
export const waitingCount = (queue: LearnQueue): number =>
  queue.filter((report) => report.what !== 'progress' || isProof(report.evidence)).length;

/** What waits for one lesson. */
export const waitingIn = (queue: LearnQueue, course: string, lesson: string): LessonReport[] =>
  queue.filter((report) => report.course === course && report.lesson === lesson);

const isPlace = (report: LessonDeed) => report.what === 'progress' && report.evidence.kind === 'place';
const isProof = ({ kind }: Evidence) => kind !== 'place' && kind !== 'opened';
