import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Day } from '#lib/platform/clock.ts';

const part = (options: Intl.DateTimeFormatOptions, day: string) =>
  new Intl.DateTimeFormat(getLocale(), { ...options, timeZone: 'UTC' }).format(new Date(day));

/** The name of the month of a day: 11月, November. */
export const formatMonth = (day: Day): string => part({ month: getLocale() === 'en' ? 'long' : 'short' }, day);

/** The shortest name of a weekday, Monday is 1: 一, M. */
export const formatWeekday = (weekday: number): string => part({ weekday: 'narrow' }, `2024-01-0${weekday}`);
