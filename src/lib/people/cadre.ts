/** 编制类别: administrative staff, staff of public institutions, and auxiliaries without enforcement power. */
export const establishments = ['administrative', 'public-institution', 'auxiliary'] as const;
export type Establishment = (typeof establishments)[number];
