/** The words of the duty check, in the reader's language. */
import type { Day } from '#lib/platform/clock.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { AbsenceKind, Activity, DutyReason, TeamProblem, TeamRemark } from './duty.ts';
import { dayWords, findingTitle, noteText } from './words.ts';

const activityNames = {
  penalty: m.duty_activity_penalty,
  compulsory: m.duty_activity_compulsory,
  education: m.duty_activity_education
} satisfies Record<Activity, () => string>;

const absenceNames = {
  leave: m.duty_absence_leave,
  training: m.duty_absence_training,
  other: m.duty_absence_other
} satisfies Record<AbsenceKind, () => string>;

export const activityName = (activity: Activity) => activityNames[activity]();
export const absenceName = (kind: AbsenceKind) => absenceNames[kind]();

/** Why somebody is no officer on a day. */
export function dutyReasonText(reason: DutyReason, on: Day): string {
  switch (reason.code) {
    case 'auxiliary':
      return m.duty_reason_auxiliary();
    case 'no-enforcement-post':
      return m.duty_reason_no_post();
    case 'not-on-roster':
      return m.duty_reason_not_on_roster();
    case 'no-card':
      return m.duty_reason_no_card();
    case 'finding':
      return `${findingTitle(reason.finding)} ${noteText(reason.finding.note, on)}`;
    case 'absent': {
      const until = { day: dayWords(reason.until, on) };
      if (reason.kind === 'leave') return m.duty_reason_leave(until);
      return reason.kind === 'training' ? m.duty_reason_training(until) : m.duty_reason_other(until);
    }
    case 'other-field':
      return reason.fields.length
        ? m.duty_reason_field({ fields: reason.fields.join('、') })
        : m.duty_reason_field_none();
  }
}

/** What stands against a team. */
export function problemText(problem: TeamProblem, on: Day): string {
  switch (problem.code) {
    case 'nobody':
      return m.duty_problem_nobody();
    case 'twice':
      return m.duty_problem_twice({ name: problem.name });
    case 'too-few':
      return m.duty_problem_too_few({ officers: problem.officers, minimum: problem.minimum });
    case 'may-not-go': {
      const { name, staffNumber: number, reason } = problem;
      return m.duty_problem_may_not_go({ name, number, reason: dutyReasonText(reason, on) });
    }
  }
}

/** What to mind although a team may go. */
export function remarkText(remark: TeamRemark, on: Day): string {
  switch (remark.code) {
    case 'does-not-count': {
      const { name, staffNumber: number, reason } = remark;
      return m.duty_remark_does_not_count({ name, number, reason: dutyReasonText(reason, on) });
    }
    case 'newcomers-only':
      return m.duty_remark_newcomers({ months: remark.months });
    case 'other-field':
      return m.duty_remark_other_field({ name: remark.name, fields: remark.fields.join('、') });
    case 'expires-soon':
      return m.duty_remark_expires({ name: remark.name, day: dayWords(remark.day, on) });
    case 'approval-first':
      return m.duty_remark_approval();
    case 'no-enforcing':
      return m.duty_remark_no_enforcing();
  }
}
