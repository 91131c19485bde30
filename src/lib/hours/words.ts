/** The words of categories and outlooks, in the reader's language; and how an outlook is drawn. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { hoursCategories, type HoursCategory } from './category.ts';
import type { Outlook } from './hours.ts';

const categories = {
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

const outlookNames = {
  reached: m.hours_outlook_reached,
  'on-pace': m.hours_outlook_on_pace,
  behind: m.hours_outlook_behind
} satisfies Record<Outlook, () => string>;

export const categoryName = (category: HoursCategory) => categories[category]();
export const categoryIcon = (category: HoursCategory): IconName => categoryIcons[category];
export const categoryOptions = () => hoursCategories.map((value) => ({ value, label: categoryName(value) }));
export const outlookName = (outlook: Outlook) => outlookNames[outlook]();

export const outlookDrawn: Record<Outlook, { tone: Tone; icon: IconName }> = {
  reached: { tone: 'jade', icon: 'ok' },
  'on-pace': { tone: 'navy', icon: 'check' },
  behind: { tone: 'amber', icon: 'clock' }
};
