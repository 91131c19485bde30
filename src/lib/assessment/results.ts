/** How an exam ended for one person; of several papers the best counts. */
export const outcomes = ['passed', 'failed', 'sitting', 'absent'] as const;
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
