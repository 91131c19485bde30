/** The enumerations of exams in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tones.ts';
import type { ExamPhase } from './exam-clock.ts';
import type { ExamKind, ExamStatus } from './exam.ts';
import type { Outcome } from './results.ts';

export const kindWords: Record<ExamKind, () => string> = {
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

export const outcomeWords: Record<Outcome, () => string> = {
  passed: m.assessment_outcome_passed,
  failed: m.assessment_outcome_failed,
  sitting: m.assessment_outcome_sitting,
  absent: m.assessment_outcome_absent
};

export const outcomeTones: Record<Outcome, Tone> = {
  passed: 'jade',
  failed: 'rouge',
  sitting: 'navy',
  absent: 'plain'
};

/** Where an exam stands, in one word and colour: a draft or withdrawn exam has no phase. */
export function standing(status: ExamStatus, phase: ExamPhase): { word: string; tone: Tone } {
  if (status === 'draft') return { word: examStatusWords.draft(), tone: 'plain' };
  if (status === 'withdrawn') return { word: examStatusWords.withdrawn(), tone: 'rouge' };
  return { word: phaseWords[phase](), tone: phase === 'open' ? 'jade' : phase === 'upcoming' ? 'navy' : 'plain' };
}
