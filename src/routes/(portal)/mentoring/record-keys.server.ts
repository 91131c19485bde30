import { randomUUID } from 'node:crypto';

/** A key for each task that could be practised from a page: the same tap twice opens one record. */
export const recordKeys = (plan: readonly { key: string }[]): Record<string, string> =>
  Object.fromEntries(plan.map(({ key }) => [key, randomUUID()]));
