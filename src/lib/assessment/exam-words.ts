/** The enumerations of exams in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { ExamPhase } from './exam-clock.ts';
import type { Eligibility } from './eligibility.ts';
import type { AttemptEventKind } from './attempt-events.ts';
import type { ExamKind, ExamStatus, PaperKind, Release, TryRule } from './exam.ts';
import type { Scoring } from './marking.ts';
import type { Presence } from './invigilation.ts';
import type { Outcome } from './results.ts';

export const kindWords: Record<ExamKind, () => string> = {
  practice: m.assessment_kind_practice,
  mock: m.assessment_kind_mock,
  'pre-post': m.assessment_kind_pre_post,
  annual: m.assessment_kind_annual,
  special: m.assessment_kind_special
};

export const phaseWords: Record<ExamPhase, () => string> = {
  upcoming: m.assessment_phase_upcoming,
  open: m.assessment_phase_open,
  closed: m.assessment_phase_closed
};

export const examStatusWords: Record<ExamStatus, () => string> = {
  draft: m.assessment_status_draft,
  published: m.assessment_status_published,
  withdrawn: m.assessment_status_withdrawn
};

export const paperWords: Record<PaperKind, () => string> = {
  drawn: m.assessment_paper_drawn,
  fixed: m.assessment_paper_fixed
};

export const tryRuleWords: Record<TryRule, () => string> = {
  best: m.assessment_try_best,
  last: m.assessment_try_last
};

export const scoringWords: Record<Scoring, () => string> = {
  exact: m.assessment_scoring_exact,
  partial: m.assessment_scoring_partial
};

export const releaseWords: Record<Release, () => string> = {
  'at-once': m.assessment_release_at_once,
  'when-over': m.assessment_release_when_over,
  'by-hand': m.assessment_release_by_hand,
  never: m.assessment_release_never
};

export const presenceWords: Record<Presence, () => string> = {
  sitting: m.exam_presence_sitting,
  silent: m.exam_presence_silent,
  'handed-in': m.exam_presence_handed_in,
  ended: m.exam_presence_ended,
  absent: m.exam_presence_absent
};

export const presenceIcons: Record<Presence, IconName> = {
  sitting: 'pencil',
  silent: 'offline',
  'handed-in': 'ok',
  ended: 'stop',
  absent: 'gap'
};

/** What came to pass in a sitting, in words; `amount` are seconds or minutes as the kind has it. */
export const eventWords: Record<AttemptEventKind, (amount: number) => string> = {
  started: () => m.exam_event_started(),
  'taken-over': () => m.exam_event_taken_over(),
  away: (seconds) => m.exam_event_away({ seconds }),
  reminded: () => m.exam_event_reminded(),
  'time-added': (minutes) => m.exam_event_time_added({ minutes }),
  ended: () => m.exam_event_ended(),
  reopened: () => m.exam_event_reopened()
};

export const eligibilityWords: Record<Eligibility, () => string> = {
  'enforcement-post': m.assessment_why_enforcement_post,
  unit: m.assessment_why_unit,
  named: m.assessment_why_named,
  'no-enforcement-post': m.assessment_why_no_enforcement_post,
  'other-unit': m.assessment_why_other_unit,
  'not-named': m.assessment_why_not_named,
  'not-on-roster': m.assessment_why_not_on_roster
};

export const outcomeWords: Record<Outcome, () => string> = {
  passed: m.assessment_outcome_passed,
  failed: m.assessment_outcome_failed,
  marking: m.assessment_outcome_marking,
  sitting: m.assessment_outcome_sitting,
  absent: m.assessment_outcome_absent
};

export const outcomeTones: Record<Outcome, Tone> = {
  passed: 'jade',
  failed: 'rouge',
  marking: 'amber',
  sitting: 'navy',
  absent: 'plain'
};

/** Where an exam stands, in one word and colour: a draft or withdrawn exam has no phase. */
export function standing(status: ExamStatus, phase: ExamPhase): { word: string; tone: Tone } {
  if (status === 'draft') return { word: examStatusWords.draft(), tone: 'plain' };
  if (status === 'withdrawn') return { word: examStatusWords.withdrawn(), tone: 'rouge' };
  return { word: phaseWords[phase](), tone: phase === 'open' ? 'jade' : phase === 'upcoming' ? 'navy' : 'plain' };
}
