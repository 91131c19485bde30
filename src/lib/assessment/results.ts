import type { SubmittedBy } from './attempt-events.ts';

/** How an exam ended for one person; of several papers the best counts. */
export const outcomes = ['passed', 'failed', 'marking', 'sitting', 'absent'] as const;
export type Outcome = (typeof outcomes)[number];

export const resultOrders = [
  'name',
  '-name',
  'unit',
  '-unit',
  'percent',
  '-percent',
  'submittedAt',
  '-submittedAt'
] as const;
export type ResultOrder = (typeof resultOrders)[number];

/** What brought a result about: whoever closed the paper, a decision on late answers, a person's mark, a re-mark. */
export type ResultCause = SubmittedBy | 'late-answers' | 'marking' | 'remark';
