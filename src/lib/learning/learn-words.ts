/** The room's enumerations in words, as a learner reads them. */
import { formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { LessonKind } from './course.ts';

const kinds: Record<LessonKind, () => string> = {
  text: m.learn_kind_text,
  pdf: m.learn_kind_pdf,
  video: m.learn_kind_video,
  check: m.learn_kind_check,
  case: m.learn_kind_case
};
export const kindName = (kind: LessonKind) => kinds[kind]();

export const kindIcon: Record<LessonKind, IconName> = {
  text: 'book',
  pdf: 'report',
  video: 'video',
  check: 'pencil',
  case: 'case'
};

/** 学时 of so many minutes, rounded down to halves as the ledger does. */
export const creditOf = (minutes: number, minutesPerHour: number) => Math.floor((minutes / minutesPerHour) * 2) / 2;

/** What completing a course brings: 计 2 学时, or nothing to say. */
export const creditWords = (hours: number) => (hours > 0 ? m.learn_credits({ hours: formatNumber(hours) }) : '');
