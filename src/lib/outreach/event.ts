/** What a legal-education event is made of. Source: domain report, sections 6 and 7. */
/** A stall on the street, a talk in a room, from door to door, a case explained, a site visited, on the air or online. */
export const eventKinds = ['street', 'talk', 'door', 'case', 'online', 'other'] as const;
export type EventKind = (typeof eventKinds)[number];

export const countMethods = ['estimate', 'count', 'sign-in'] as const;
/** How a head-count came about; the yearly report says it beside the figure. */
export type CountMethod = (typeof countMethods)[number];

export const eventStatuses = ['planned', 'held', 'void'] as const;
export type EventStatus = (typeof eventStatuses)[number];

export interface Material {
  name: string;
  /** Pieces given out. */
  pieces: number;
}
