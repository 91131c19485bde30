/** What a legal-education event is made of, and where it stands on a day. Source: domain report, sections 6 and 7. */
import type { Day } from '#lib/platform/clock.ts';

/** A stall on the street, a talk in a room, from door to door, a case explained, a site visited, on the air or online. */
export const eventKinds = ['street', 'talk', 'door', 'case', 'online', 'other'] as const;
export type EventKind = (typeof eventKinds)[number];

export const countMethods = ['estimate', 'count', 'sign-in'] as const;
/** How a head-count came about; the yearly report says it beside the figure. */
export type CountMethod = (typeof countMethods)[number];

export const eventStatuses = ['planned', 'held', 'void'] as const;
export type EventStatus = (typeof eventStatuses)[number];

/** Where an event stands for a reader. `overdue`: its day has come and nobody has recorded it. */
export const eventStands = ['planned', 'overdue', 'held', 'void'] as const;
export type EventStand = (typeof eventStands)[number];

export function eventStand({ status, heldOn }: { status: EventStatus; heldOn: Day }, today: Day): EventStand {
  return status === 'planned' && heldOn <= today ? 'overdue' : status;
}

/** The town's two markets and its street; every other place is typed. Source: the town's report of 2024, section 7. */
export const usualPlaces = ['中心大街', '桥头大集', '孟家庄大集'] as const;

/** The choice of a place that is typed. */
export const otherPlace = 'other';

/** The lengths that one tap chooses, in minutes; another one is typed. */
export const usualMinutes = [30, 60, 90, 120] as const;

export interface Material {
  name: string;
  /** Pieces given out. */
  pieces: number;
}
