/** What a figure of the yearly report is made of. 场次, 人次 and 人数 are three units and are never added up. Pure. */
import type { Day } from '#lib/platform/clock.ts';

/** What is counted. `person` are different people, `personTime` attendances, `session` events held. */
export const units = [
  'session',
  'personTime',
  'person',
  'percent',
  'hour',
  'card',
  'time',
  'issue',
  'item',
  'case',
  'pair',
  'record'
] as const;
export type Unit = (typeof units)[number];

/** The chapters of the report, in order. */
export const chapters = [
  'cards',
  'training',
  'mentoring',
  'outreach',
  'complaints',
  'system',
  'litigation',
  'mediation',
  'discipline'
] as const;
export type Chapter = (typeof chapters)[number];

/** Where a figure comes from: a room's own records, or typed in by hand. */
export type Source = 'register' | 'sessions' | 'hours' | 'exams' | 'mentoring' | 'outreach' | 'complaints' | 'typed';

export interface Period {
  from: Day;
  to: Day;
}

/** One record behind a figure. */
export interface FigureRow {
  /** A person with staff number, a title, a number of a record. */
  label: string;
  /** Their unit, or what it is about. */
  note: string | null;
  day: Day | null;
  /** What the record adds, in the unit of `amountUnit` of the figure; null where each record counts once. */
  amount: number | null;
  /** Where the record itself is. */
  href: string | null;
}

export interface FigureValue {
  /** Null: not known (not typed in yet, or a share of nobody). */
  value: number | null;
  /** A share's part and whole; null for plain counts. */
  part: number | null;
  of: number | null;
  rows: FigureRow[];
}

/** A plain count of the records behind it. */
export const counted = (rows: FigureRow[]): FigureValue => ({ value: rows.length, part: null, of: null, rows });

/** A sum over the records behind it. */
export const summed = (rows: FigureRow[]): FigureValue => ({
  value: rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
  part: null,
  of: null,
  rows
});

/** A share in per cent with its denominator beside it. */
export const shared = (part: number, of: number, rows: FigureRow[] = []): FigureValue => ({
  value: shareOf(part, of),
  part,
  of,
  rows
});

/** Per cent with one decimal; 100 only of all of them, null of nobody. */
export function shareOf(part: number, of: number): number | null {
  if (of === 0) return null;
  const share = Math.round((part / of) * 1000) / 10;
  return part < of ? Math.min(share, 99.9) : share;
}

/** The same days one year earlier; 29 February becomes 28 February. */
export function yearBefore({ from, to }: Period): Period {
  const earlier = (day: Day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}` as Day;
  return { from: earlier(from), to: earlier(to) };
}

export const yearPeriod = (year: number): Period => ({ from: `${year}-01-01` as Day, to: `${year}-12-31` as Day });
