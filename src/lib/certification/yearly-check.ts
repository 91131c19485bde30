import { addDays, type Day } from '#lib/platform/clock.ts';
import type { YearlyCheck as Quarter } from '#lib/platform/settings.ts';
import type { Finding } from './findings.ts';

export const checkResults = ['passed', 'failed'] as const;
export type CheckResult = (typeof checkResults)[number];

/** What an officer declares about themselves; asked as other provinces do it (四川达州 2020, 河北吴桥), text of Shandong not found. */
export interface Declaration {
  /** Still on an enforcement post. */
  onPost: boolean;
  /** Disciplined or punished since the last check. */
  punished: boolean;
  /** The card is at hand, legible and unaltered. */
  cardInOrder: boolean;
  /** Took part in a case within two years. */
  enforced: boolean;
  remark: string;
}

/** First and last day of a year's check; undefined when it is switched off. */
export function checkSpan(year: number, quarter: Quarter): { from: Day; to: Day } | undefined {
  if (quarter === 'off') return undefined;
  const first = (Number(quarter.slice(1)) - 1) * 3 + 1;
  const month = (number: number) => String(number).padStart(2, '0');
  const next = first + 3 > 12 ? (`${year + 1}-01-01` as Day) : (`${year}-${month(first + 3)}-01` as Day);
  return { from: `${year}-${month(first)}-01` as Day, to: addDays(next, -1) };
}

export type Concern =
  | { code: 'left-post' | 'punished' | 'card-not-in-order' | 'no-case-in-two-years' | 'not-declared' }
  | { code: 'open-finding'; finding: Finding };

/** What the unit has to look at before it passes somebody: what they declared, and what the records say. */
export function concernsOf(declaration: Declaration | null, findings: readonly Finding[]): Concern[] {
  const concerns: Concern[] = [];
  if (!declaration) concerns.push({ code: 'not-declared' });
  else {
    if (!declaration.onPost) concerns.push({ code: 'left-post' });
    if (declaration.punished) concerns.push({ code: 'punished' });
    if (!declaration.cardInOrder) concerns.push({ code: 'card-not-in-order' });
    if (!declaration.enforced) concerns.push({ code: 'no-case-in-two-years' });
  }
  for (const finding of findings)
    if (!finding.met && finding.requirement !== 'yearly-check') concerns.push({ code: 'open-finding', finding });
  return concerns;
}
