/** 模拟, 岗前, 年度, 专项: what an internal exam is for. None of them is the official qualification exam. */
export const examKinds = ['mock', 'pre-post', 'annual', 'special'] as const;
export type ExamKind = (typeof examKinds)[number];

export const examStatuses = ['draft', 'published', 'withdrawn'] as const;
export type ExamStatus = (typeof examStatuses)[number];

/** Who is to sit: everybody on an enforcement post, or the members of some units, or named people. */
export type Audience = { scope: 'enforcement-posts' } | { scope: 'units'; unitIds: number[] } | { scope: 'cadres'; cadreIds: number[] };
