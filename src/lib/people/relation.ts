/** Close relations that people declare of themselves: 公务员法 arts. 74 and 76 (spouse, blood relatives, in-laws). */
export const relationKinds = ['spouse', 'blood-relative', 'in-law', 'other'] as const;
export type RelationKind = (typeof relationKinds)[number];
