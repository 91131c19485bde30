/** Marking by people and re-marking in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PastResult } from './attempt-marking.server.ts';
import type { ResultCause } from './results.ts';
import type { RulingKind } from './ruling.ts';

export const rulingWords: Record<RulingKind, () => string> = {
  'by-version': m.marking_ruling_by_version,
  also: m.marking_ruling_also,
  'all-right': m.marking_ruling_all_right,
  'not-counted': m.marking_ruling_not_counted,
  'as-written': m.marking_ruling_as_written
};

const causeWords: Record<Exclude<ResultCause, 'remark'>, () => string> = {
  candidate: m.marking_cause_candidate,
  deadline: m.marking_cause_deadline,
  invigilator: m.marking_cause_invigilator,
  marker: m.marking_cause_marker,
  'late-answers': m.marking_cause_late_answers,
  marking: m.marking_cause_marking
};

/** What brought a result about; of a re-mark also why. */
export const causeOf = ({ cause, reason }: Pick<PastResult, 'cause' | 'reason'>): string =>
  cause === 'remark' ? m.marking_cause_remark({ reason: reason ?? '' }) : causeWords[cause]();
