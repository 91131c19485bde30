/** The words of categories and outlooks, in the reader's language; and how an outlook is drawn. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { hoursCategories, type HoursCategory } from './category.ts';
import { amountUnits, type AmountUnit } from './amount.ts';
import type { Prospect } from './pace.ts';
import type { EntrySource } from './source.ts';
import type { SubmissionState } from './submission.ts';

/** The words of each category; the words of files ask for a language. */
export const categoryWords = {
  'law-study': m.hours_category_law_study,
  'enforcement-training': m.hours_category_enforcement_training,
  online: m.hours_category_online,
  practice: m.hours_category_practice,
  outreach: m.hours_category_outreach,
  other: m.hours_category_other
} satisfies Record<HoursCategory, () => string>;

const categoryIcons = {
  'law-study': 'book',
  'enforcement-training': 'board',
  online: 'monitor',
  practice: 'pair',
  outreach: 'law',
  other: 'stack'
} satisfies Record<HoursCategory, IconName>;

export const unitWords = {
  hours: m.hours_enter_unit_hours,
  minutes: m.hours_enter_unit_minutes,
  'half-days': m.hours_enter_unit_half_days,
  days: m.hours_enter_unit_days
} satisfies Record<AmountUnit, () => string>;

const prospectNames = {
  reached: m.hours_outlook_reached,
  'on-pace': m.hours_outlook_on_pace,
  behind: m.hours_outlook_behind,
  'out-of-reach': m.hours_outlook_out_of_reach
} satisfies Record<Prospect, () => string>;

const sourceNames = {
  course: m.hours_source_course,
  session: m.hours_source_session,
  pairing: m.hours_source_pairing,
  exam: m.hours_source_exam,
  outreach: m.hours_source_outreach,
  submission: m.hours_source_submission,
  import: m.hours_source_import
} satisfies Record<EntrySource, () => string>;

const submissionStateNames = {
  pending: m.hours_submission_pending,
  approved: m.hours_submission_approved,
  returned: m.hours_submission_returned,
  withdrawn: m.hours_submission_withdrawn
} satisfies Record<SubmissionState, () => string>;

export const categoryName = (category: HoursCategory) => categoryWords[category]();
export const categoryIcon = (category: HoursCategory): IconName => categoryIcons[category];
export const categoryOptions = () => hoursCategories.map((value) => ({ value, label: categoryName(value) }));
export const unitOptions = () => amountUnits.map((value) => ({ value, label: unitWords[value]() }));
export const prospectName = (prospect: Prospect) => prospectNames[prospect]();
export const sourceName = (kind: EntrySource) => sourceNames[kind]();
export const submissionStateName = (state: SubmissionState) => submissionStateNames[state]();

export const submissionDrawn: Record<SubmissionState, { tone: Tone; icon: IconName }> = {
  pending: { tone: 'amber', icon: 'clock' },
  approved: { tone: 'jade', icon: 'ok' },
  returned: { tone: 'rouge', icon: 'redo' },
  withdrawn: { tone: 'plain', icon: 'x' }
};

export const prospectDrawn: Record<Prospect, { tone: Tone; icon: IconName }> = {
  reached: { tone: 'jade', icon: 'ok' },
  'on-pace': { tone: 'navy', icon: 'check' },
  behind: { tone: 'amber', icon: 'clock' },
  'out-of-reach': { tone: 'rouge', icon: 'warn' }
};
