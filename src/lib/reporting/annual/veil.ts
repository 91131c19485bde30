/**
 * What a reader gets to see of a figure. Small counts of complaints could point at one matter: whoever does not
 * answer for them sees their sum only from five on, and no part of it. Links lead only where the reader may go. Pure.
 */
import { SMALL } from '#lib/complaints/statistics.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Permission } from '#lib/platform/permissions.ts';
import { seesComplaintCounts } from './access.ts';
import type { FigureRow, FigureValue } from './figure.ts';
import { figureOf, type FigureKey } from './figures.ts';

export interface ShownValue {
  value: number | null;
  part: number | null;
  of: number | null;
  withheld: boolean;
}

/** A figure for a reader. */
export function shownTo(actor: Actor, key: FigureKey, { value, part, of }: Omit<FigureValue, 'rows'>): ShownValue {
  if (figureOf(key).chapter !== 'complaints' || seesComplaintCounts(actor)) return { value, part, of, withheld: false };
  const plain = key === 'complaintsReceived' && (value === 0 || (value ?? 0) >= SMALL);
  return plain ? { value, part, of, withheld: false } : { value: null, part: null, of: null, withheld: true };
}

/** Who may open what a row leads to: the first address that fits decides. */
const doors: readonly [begins: string, needs: readonly Permission[]][] = [
  ['/register/', ['register.view']],
  ['/hours', ['hours.enter', 'figures.view']],
  ['/sessions/', ['session.manage', 'session.view']],
  ['/exams/', ['exam.manage', 'exam.results']],
  ['/mentoring/', ['mentoring.manage', 'mentoring.oversee']],
  ['/outreach/', ['outreach.manage']],
  ['/complaints/', ['complaints.approve']],
  ['/reports/', ['report.view']]
];

export function mayOpen(actor: Actor, href: string): boolean {
  const door = doors.find(([begins]) => href.startsWith(begins));
  return !door || door[1].some((permission) => actor.may(permission));
}

export const rowTo = (actor: Actor, row: FigureRow): FigureRow => ({
  ...row,
  href: row.href !== null && mayOpen(actor, row.href) ? row.href : null
});
