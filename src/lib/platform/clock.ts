import type { Day } from './table.ts';

export type { Day };
/** UTC milliseconds. */
export type Instant = number;

export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands where it is put: tests and questions about another day. */
export function fixedClock(
  at: Instant | string
): Clock & { set(at: Instant | string): void; advance(ms: number): void } {
  let now = typeof at === 'string' ? Date.parse(at) : at;
  return {
    now: () => now,
    set: (next) => void (now = typeof next === 'string' ? Date.parse(next) : next),
    advance: (ms) => void (now += ms)
  };
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Asia/Shanghai is UTC+8 all year; it has kept no summer time since 1991. */
const OFFSET = 8 * HOUR;

/** The day in Asia/Shanghai on which an instant falls. */
export function dayOf(at: Instant): Day {
  return new Date(at + OFFSET).toISOString().slice(0, 10) as Day;
}

/** The instant at which a day begins in Asia/Shanghai, plus `time` (`HH:MM`) of that day. */
export function instantOf(day: Day, time = '00:00'): Instant {
  return Date.parse(`${day}T${time}:00.000Z`) - OFFSET;
}

/** The day that lies `count` calendar days after (or, negative, before) another. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10) as Day;
}

/** The same day of the month `count` months later, or that month's last day when it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10) as Day;
}

/** Calendar days from one day to another: positive when `to` lies later. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Whether a text names a day that exists. */
export function isDay(value: string): value is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && addDays(value as Day, 0) === value;
}
