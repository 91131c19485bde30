import type { WorkCalendar } from '#lib/platform/calendar.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { stateOn, termFrom, type Pause, type Term, type TermState, type TermUnit } from './term.ts';

/** How soon it must be handled. 威海市政务服务热线整合工作方案 (2017): the same day, 3–5 and at most 15 working days. */
export const complaintKinds = ['urgent', 'ordinary', 'conduct'] as const;
export type ComplaintKind = (typeof complaintKinds)[number];

/** What a term asks for. */
export type DeadlineKey = 'return' | 'accept' | 'handle' | 'outer' | 'call-back' | 'statement' | 'opinion';

export interface Deadline extends Term {
  key: DeadlineKey;
  state: TermState;
  /** What it was lengthened by, already within `count`. */
  extendedBy: number;
  /** The day on which what it asks for was done. */
  doneOn: Day | null;
}

/** What has happened to a case, as far as its clocks ask. */
export interface CaseDays {
  kind: ComplaintKind;
  receivedOn: Day;
  /** Accepted, declined or sent back; null while nobody has decided. */
  decidedOn: Day | null;
  decision: 'accepted' | 'declined' | 'returned' | null;
  /** Whether it is seen as somebody else's matter, so that the shorter term for sending back runs. */
  notOurs: boolean;
  /** Working days by which handling was lengthened with approval, once; 0 without. */
  extension: number;
  /** Days by which the outer limit was lengthened with approval; 0 without. */
  outerExtension: number;
  /** When the answer went to the complainant, of the newest handling. */
  answeredOn: Day | null;
  calledBackOn: Day | null;
  /** Handled once more because the complainant was not satisfied: the handling term begins anew on that day. */
  rehandledFrom: Day | null;
  /** Statements of officers: when each was asked for, until when, and when it came. */
  statements: readonly { askedOn: Day; dueOn: Day; givenOn: Day | null }[];
  /** 意见书 of the district: received, with its own day if the paper names one; answered. */
  opinion: { receivedOn: Day; dueOn: Day | null; answeredOn: Day | null } | null;
  pauses: readonly Pause[];
}

/**
 * Every term that runs or has run in a case, in the order in which they came. A case that was declined or sent back has
 * no handling term. The outer limit runs in calendar days from acceptance (信访工作条例 art. 34 as a model).
 */
export function deadlinesOf(days: CaseDays, rules: Settings, calendar: WorkCalendar, today: Day): Deadline[] {
  const deadlines: Deadline[] = [];
  const add = (
    key: DeadlineKey,
    from: Day,
    count: number,
    unit: TermUnit,
    doneOn: Day | null,
    { extendedBy = 0, stands = true } = {}
  ) => {
    const term = termFrom(calendar, from, count + extendedBy, unit, stands ? days.pauses : []);
    deadlines.push({ key, ...term, extendedBy, doneOn, state: stateOn(term, doneOn, today) });
  };
  /** The last day stands in a paper; the count is only its usual length. */
  const setDue = (due: Day, doneOn: Day | null) =>
    Object.assign(deadlines.at(-1)!, { due, state: stateOn({ due }, doneOn, today) });
  // Whether it is taken up is decided at once, whatever waits.
  const first = days.notOurs ? 'return' : 'accept';
  add(first, days.receivedOn, rules[`complaint.${first}`], 'working-days', days.decidedOn, { stands: false });
  for (const { askedOn, dueOn, givenOn } of days.statements) {
    add('statement', askedOn, rules['complaint.statement'], 'working-days', givenOn, { stands: false });
    setDue(dueOn, givenOn);
  }
  if (days.decision === 'accepted' || days.decision === null) {
    const from = days.rehandledFrom ?? days.receivedOn;
    const extendedBy = days.rehandledFrom ? 0 : days.extension;
    add('handle', from, rules[`complaint.${days.kind}`], 'working-days', days.answeredOn, { extendedBy });
  }
  if (days.decision === 'accepted') {
    add('outer', days.decidedOn!, rules['complaint.outer'], 'days', days.answeredOn, {
      extendedBy: days.outerExtension
    });
  }
  if (days.opinion) {
    const { receivedOn, dueOn, answeredOn } = days.opinion;
    add('opinion', receivedOn, rules['supervision.opinion'], 'days', answeredOn, { stands: false });
    // A day named in the paper goes before the rule (行政执法监督条例 art. 28: within the time set).
    if (dueOn) setDue(dueOn, answeredOn);
  }
  if (days.answeredOn) {
    add('call-back', days.answeredOn, rules['complaint.call-back'], 'working-days', days.calledBackOn);
  }
  return deadlines;
}

/** The term that presses most: a missed one before one that runs, then the earliest last day. */
export function pressing(deadlines: readonly Deadline[]): Deadline | undefined {
  const open = deadlines.filter(({ state }) => state === 'missed' || state === 'last-day' || state === 'running');
  return open.sort((a, b) => (a.due! < b.due! ? -1 : a.due! > b.due! ? 1 : 0))[0];
}
