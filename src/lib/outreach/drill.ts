/** Drills of the emergency team and training of mediators. */

export const teamKinds = ['emergency-team', 'mediators', 'other'] as const;
export type TeamKind = (typeof teamKinds)[number];

export const drillKinds = ['drill', 'training'] as const;
export type DrillKind = (typeof drillKinds)[number];
