/** The words of courses, in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { CourseAudience, CourseStatus, LessonKind } from './course.ts';
import type { CourseState } from './progress.ts';

export const courseStatusWords: Record<CourseStatus, () => string> = {
  draft: m.courses_status_draft,
  published: m.courses_status_published,
  archived: m.courses_status_archived
};

export const courseStatusTones: Record<CourseStatus, Tone> = { draft: 'plain', published: 'jade', archived: 'plain' };

export const courseStateWords: Record<CourseState, () => string> = {
  new: m.courses_state_new,
  started: m.courses_state_started,
  completed: m.courses_state_completed
};

export const courseStateTones: Record<CourseState, Tone> = { new: 'plain', started: 'navy', completed: 'jade' };

export const lessonKindWords: Record<LessonKind, () => string> = {
  text: m.courses_kind_text,
  pdf: m.courses_kind_pdf,
  video: m.courses_kind_video,
  check: m.courses_kind_check,
  case: m.courses_kind_case
};

export const lessonKindIcons: Record<LessonKind, IconName> = {
  text: 'book',
  pdf: 'clip',
  video: 'video',
  check: 'check',
  case: 'case'
};

export const scopeWords: Record<CourseAudience['scope'], () => string> = {
  everybody: m.courses_scope_everybody,
  'enforcement-posts': m.courses_scope_posts,
  roles: m.courses_scope_roles,
  units: m.courses_scope_units,
  cadres: m.courses_scope_cadres
};
