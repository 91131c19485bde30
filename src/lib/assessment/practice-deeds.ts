/**
 * What a learner did with questions taken along and the server has not acknowledged yet. Pure: storage and network
 * belong to the desk. Each deed carries its device's next number, so that sending it again changes nothing; they go
 * oldest first and from the first one on, so that a lost or doubled request never makes a later one arrive before an
 * earlier one.
 */
import type { Instant } from '#lib/platform/clock.ts';

export type PracticeDeed =
  | {
      what: 'answer';
      runId: number;
      versionId: number;
      choice: string[];
      /** The answers to the parts of a case. */
      parts?: string[][];
      /** What the learner said of free text beside the model answer. */
      judged?: boolean | null;
    }
  | { what: 'favourite'; questionId: number; favourite: boolean }
  | { what: 'note'; questionId: number; body: string }
  | { what: 'report'; versionId: number; body: string };

export interface NumberedDeed {
  /** Counts up on the device, from 1. */
  sequence: number;
  /** By the device's clock. */
  at: Instant;
  deed: PracticeDeed;
}

/** `saved`; or `second`: kept, but another device's answer to the question, or a later note, was here first. */
export type DeedOutcome = 'saved' | 'second';

/** What the server made of a deed. `refused`: it never will be taken; the code says why. */
export type DeedReceipt =
  { sequence: number; outcome: DeedOutcome } | { sequence: number; outcome: 'refused'; code: string };

/** As many deeds as one request carries. */
export const MOST_DEEDS = 30;

/** The next request's load. @param waiting what is not acknowledged, in any order. */
export const nextDeeds = (waiting: readonly NumberedDeed[]): NumberedDeed[] =>
  [...waiting].sort((a, b) => a.sequence - b.sequence).slice(0, MOST_DEEDS);

/** What is left once the receipts are in. */
export function settleDeeds(
  waiting: readonly NumberedDeed[],
  receipts: readonly Pick<DeedReceipt, 'sequence'>[]
): NumberedDeed[] {
  const settled = new Set(receipts.map(({ sequence }) => sequence));
  return waiting.filter(({ sequence }) => !settled.has(sequence));
}

/** How many answers wait; notes, marks and reports are counted as `others`. */
export function waitingDeeds(waiting: readonly NumberedDeed[]): { answers: number; others: number } {
  const answers = waiting.filter(({ deed }) => deed.what === 'answer').length;
  return { answers, others: waiting.length - answers };
}

/**
 * When a deed was done, by the server's clock. The device's clock is trusted for the time that passed between the deed
 * and its sending and for nothing else: whether it is hours wrong does not matter, and a clock that was set in between
 * cannot lead outside the bounds.
 *
 * @param earliest what came before it: the deed before it on the same device, the beginning of its round.
 */
export function doneAt(at: Instant, sentAt: Instant, receivedAt: Instant, earliest: Instant): Instant {
  return Math.max(Math.min(earliest, receivedAt), receivedAt - Math.max(0, sentAt - at));
}
