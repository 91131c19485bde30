/** How the list of everybody's hours can be narrowed and ordered. */
import { prospects } from './pace.ts';

/** An outlook, or all who will miss. */
export const hoursFilters = [...prospects, 'will-miss'] as const;
export type HoursFilter = (typeof hoursFilters)[number];

export const hoursKeys = ['short', 'name', 'unit', 'enforcement', 'everyone'] as const;
export type HoursKey = (typeof hoursKeys)[number];
/** A key, ascending, or with a stroke before it descending. */
export const hoursOrders = [...hoursKeys, ...hoursKeys.map((key) => `-${key}` as const)] as const;
export type HoursOrder = (typeof hoursOrders)[number];
