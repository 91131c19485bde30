export const statuteKinds = ['constitution', 'law', 'administrative-regulation', 'local-regulation', 'rule', 'party-regulation'] as const;
export type StatuteKind = (typeof statuteKinds)[number];
export const statuteScopes = ['national', 'shandong', 'weihai'] as const;
export type StatuteScope = (typeof statuteScopes)[number];
