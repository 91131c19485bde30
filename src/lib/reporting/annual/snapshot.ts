/** 定稿: what is kept of a report, and how it differs from another state of the figures. Pure. */
import type { Locale } from '#lib/i18n/locale.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import type { Section } from './draft.ts';
import { isFigure, type FigureKey } from './figures.ts';
import type { Unit } from './figure.ts';

/** A figure as it was frozen, with the records behind it as far as they are kept. */
export interface FrozenFigure {
  key: string;
  unit: Unit;
  value: number | null;
  part: number | null;
  of: number | null;
  typed: { source: string; by: string | null; at: Instant } | null;
  /** How many records there were; more than are kept when there were very many. */
  count: number;
  rows: string[];
}

export interface FrozenReport {
  format: 1;
  definitions: string;
  year: number;
  from: Day;
  to: Day;
  on: Day;
  frozenAt: Instant;
  figures: FrozenFigure[];
  sections: { key: Section; words: Record<Locale, string[]> }[];
  /** What was still missing: a code and how often. */
  gaps: { code: string; count: number }[];
  months: { month: string; hours: number }[];
}

/** Records beyond so many are only counted. */
export const MOST_ROWS = 1000;

export interface Difference {
  key: FigureKey;
  unit: Unit;
  frozen: number | null;
  now: number | null;
  same: boolean;
  /** Records that came in or went since; empty where not all were kept. */
  added: string[];
  removed: string[];
}

interface State {
  value: number | null;
  rows: readonly string[];
}

/** Figure by figure what has changed since a report was frozen. A figure that no longer exists is left out. */
export function differencesOf(frozen: FrozenReport, now: (key: FigureKey) => State): Difference[] {
  return frozen.figures.flatMap(({ key, unit, value, count, rows }): Difference[] => {
    if (!isFigure(key)) return [];
    const live = now(key);
    const kept = count === rows.length && live.rows.length <= MOST_ROWS;
    const [added, removed] = kept ? [less(live.rows, rows), less(rows, live.rows)] : [[], []];
    return [
      {
        ...{ key, unit, frozen: value, now: live.value, added, removed },
        same: value === live.value && !added.length && !removed.length
      }
    ];
  });
}

/** What one list holds beyond another; the same record twice counts twice. */
function less(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return some.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}
