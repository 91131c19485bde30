import type { Day, Instant } from '#lib/platform/clock.ts';
import { getLocale } from './paraglide/runtime.js';

const TIME_ZONE = 'Asia/Shanghai';

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = getLocale();
  const key = locale + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found)
    formatters.set(
      key,
      (found = new Intl.DateTimeFormat(locale, { ...options, timeZone: TIME_ZONE, hourCycle: 'h23' }))
    );
  return found;
}

/** A day in words: 2026年11月20日, or 20 Nov 2026; `short` leaves the year out. */
export function formatDay(day: Day, style: 'full' | 'short' | 'weekday' = 'full'): string {
  const month = getLocale() === 'en' ? 'short' : 'long';
  const options: Intl.DateTimeFormatOptions = { month, day: 'numeric' };
  if (style !== 'short') options.year = 'numeric';
  if (style === 'weekday') options.weekday = 'long';
  return formatter(options).format(new Date(`${day}T12:00:00+08:00`));
}

/** The month of a day: 11月, or November. */
export function formatMonth(day: Day): string {
  return formatter({ month: getLocale() === 'en' ? 'long' : 'short' }).format(new Date(`${day}T12:00:00+08:00`));
}

/** A moment in Qiaotou: 2026年11月20日 10:42. */
export function formatInstant(at: Instant, style: 'full' | 'short' = 'full'): string {
  return `${formatter({ ...(style === 'full' ? { year: 'numeric' as const } : {}), month: getLocale() === 'en' ? 'short' : 'long', day: 'numeric' }).format(at)} ${formatTime(at)}`;
}

/** The time of day, 24 hours: 10:42, or 10:42:05. */
export function formatTime(at: Instant, seconds = false): string {
  return formatter({ hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' as const } : {}) }).format(
    at
  );
}

/** A number with the reader's separators and at most one decimal place. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(value);
}
