/** The enumerations of training sessions in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatInstant, formatTime } from '#lib/i18n/format.ts';
import { dayOf, type Instant } from '#lib/platform/clock.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { AttendanceState, Credit, Doubt } from './attendance.ts';
import type {
  AudienceScope,
  FeedbackQuestion,
  GroupKind,
  Instructor,
  SessionKind,
  SessionPhase,
  SessionStatus
} from './session.ts';

export const kindWords: Record<SessionKind, () => string> = {
  'enforcement-training': m.sessions_kind_enforcement_training,
  'law-study': m.sessions_kind_law_study,
  'pre-post': m.sessions_kind_pre_post,
  drill: m.sessions_kind_drill,
  other: m.sessions_kind_other
};

export const statusWords: Record<SessionStatus, () => string> = {
  draft: m.sessions_status_draft,
  announced: m.sessions_status_announced,
  closed: m.sessions_status_closed,
  cancelled: m.sessions_status_cancelled
};

export const scopeWords: Record<AudienceScope, () => string> = {
  'enforcement-posts': m.sessions_scope_posts,
  everyone: m.sessions_scope_everyone,
  units: m.sessions_scope_units,
  cadres: m.sessions_scope_cadres,
  missed: m.sessions_scope_missed,
  nobody: m.sessions_scope_nobody
};

export const groupKindWords: Record<GroupKind, () => string> = {
  'village-cadres': m.sessions_group_kind_village_cadres,
  mediators: m.sessions_group_kind_mediators,
  'emergency-team': m.sessions_group_kind_emergency_team,
  other: m.sessions_group_kind_other
};

export const stateWords: Record<AttendanceState, () => string> = {
  expected: m.sessions_state_expected,
  present: m.sessions_state_present,
  late: m.sessions_state_late,
  leave: m.sessions_state_leave,
  absent: m.sessions_state_absent
};

export const stateDrawn: Record<AttendanceState, { tone: Tone; icon: IconName }> = {
  expected: { tone: 'plain', icon: 'gap' },
  present: { tone: 'jade', icon: 'ok' },
  late: { tone: 'amber', icon: 'clock' },
  leave: { tone: 'navy', icon: 'leave' },
  absent: { tone: 'rouge', icon: 'ban' }
};

export const creditWords: Record<Credit, () => string> = {
  earned: m.sessions_credit_earned,
  none: m.sessions_credit_none,
  undecided: m.sessions_credit_undecided
};

export const doubtWords: Record<Doubt, () => string> = {
  'too-late': m.sessions_doubt_too_late,
  'no-check-out': m.sessions_doubt_no_check_out
};

export const questionWords: Record<FeedbackQuestion, () => string> = {
  useful: m.sessions_question_useful,
  clear: m.sessions_question_clear,
  practical: m.sessions_question_practical,
  timing: m.sessions_question_timing,
  venue: m.sessions_question_venue
};

/** Where a session stands, in one word and colour. */
export function standingOf(status: SessionStatus, phase: SessionPhase): { word: string; tone: Tone } {
  if (status === 'draft') return { word: statusWords.draft(), tone: 'plain' };
  if (status === 'cancelled') return { word: statusWords.cancelled(), tone: 'rouge' };
  if (status === 'closed') return { word: statusWords.closed(), tone: 'plain' };
  if (phase === 'open') return { word: m.sessions_phase_open(), tone: 'jade' };
  return phase === 'over'
    ? { word: m.sessions_phase_to_close(), tone: 'amber' }
    : { word: m.sessions_phase_upcoming(), tone: 'navy' };
}

/** 11月20日 14:00 至 17:30; with both days when it goes over midnight. */
export function timeWords({ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }, full = false): string {
  const starts = full ? formatInstant(startsAt) : formatInstant(startsAt, 'short');
  const sameDay = dayOf(startsAt) === dayOf(endsAt);
  return m.sessions_time({ starts, ends: sameDay ? formatTime(endsAt) : formatInstant(endsAt, 'short') });
}

export const instructorWords = (instructors: readonly Instructor[]): string =>
  instructors
    .map(({ name, department }) => (department ? m.sessions_instructor_of({ name, department }) : name))
    .join(m.sessions_list_comma());
