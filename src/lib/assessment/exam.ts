/** 模拟, 岗前, 年度, 专项: what an internal exam is for. None of them is the official qualification exam. */
export const examKinds = ['mock', 'pre-post', 'annual', 'special'] as const;
export type ExamKind = (typeof examKinds)[number];

/** A pass in one of these counts towards certification; a mock exam never does. */
export const countingKinds = ['pre-post', 'annual', 'special'] as const satisfies readonly ExamKind[];

export const examStatuses = ['draft', 'published', 'withdrawn'] as const;
export type ExamStatus = (typeof examStatuses)[number];

/** Who is to sit: everybody on an enforcement post, or the members of some units, or named people. */
export type Audience =
  { scope: 'enforcement-posts' } | { scope: 'units'; unitIds: number[] } | { scope: 'cadres'; cadreIds: number[] };

/** The facts about a cadre that decide whether an exam is theirs. */
export interface Candidate {
  id: number;
  unitId: number;
  enforcementPost: boolean;
}

/** Whether an exam is meant for somebody. */
export function isInAudience(audience: Audience, candidate: Candidate): boolean {
  switch (audience.scope) {
    case 'enforcement-posts':
      return candidate.enforcementPost;
    case 'units':
      return audience.unitIds.includes(candidate.unitId);
    case 'cadres':
      return audience.cadreIds.includes(candidate.id);
  }
}
