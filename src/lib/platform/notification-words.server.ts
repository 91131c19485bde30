/** What a reminder says, in the language of its reader: in the portal's list and in a letter alike. */
import * as messages from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/locale.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isDay } from './clock.ts';
import type { NotificationKind, NotificationValues } from './notification.ts';

type Words = (values: Record<string, string | number>, options: { locale?: Locale }) => string;
const words = messages as unknown as Record<string, Words>;

/** @param locale the reader's of this page unless given, as for a letter. */
export const notificationTitle = (kind: NotificationKind, values: NotificationValues, locale?: Locale): string =>
  say(kind, 'title', values, locale);

export const notificationText = (kind: NotificationKind, values: NotificationValues, locale?: Locale): string =>
  say(kind, 'text', values, locale);

function say(kind: NotificationKind, part: 'title' | 'text', values: NotificationValues, locale?: Locale): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isDay(value) ? dayIn(value, locale) : value
    ])
  );
  return words[`reminders_${kind.replaceAll('-', '_')}_${part}`]!(shown, locale ? { locale } : {});
}

/** A letter is written where no reader's language is known to the page, so the day is put into words here. */
function dayIn(day: string, locale: Locale = getLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'Asia/Shanghai'
  }).format(new Date(`${day}T12:00:00+08:00`));
}
