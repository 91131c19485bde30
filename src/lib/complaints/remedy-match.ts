/** Which remedies fit what was found: those about the same statute, then those about the same kind of fault. Pure. */
import type { AllegationCategory } from './complaint.ts';

/** Why a remedy is put forward. */
export type RemedyReason = 'statute' | 'category';

export interface Teachable {
  /** Its title and topic. */
  words: string;
  /** The statutes it rests on. */
  statuteIds: ReadonlySet<number>;
}

/** What was found to be wrong: the kinds of fault, and the statutes that were not kept. */
export interface Fault {
  categories: readonly AllegationCategory[];
  statuteIds: ReadonlySet<number>;
}

/** What titles and topics speak of when they teach against a kind of fault (行政执法监督条例 art. 11(2) names the kinds). */
const subjects: Record<AllegationCategory, readonly string[]> = {
  qualification: ['资格', '持证', '证件', '亮证', '执法人员'],
  procedure: ['程序', '告知', '回避', '听证', '调查', '检查', '送达', '笔录', '取证'],
  decision: ['裁量', '决定', '处罚', '文书'],
  'inaction-or-excess': ['强制', '许可', '职责', '廉政', '监督', '委托'],
  conduct: ['文明', '规范', '用语', '态度', '作风', '沟通', '劝', '群众', '现场'],
  equipment: ['亮证', '证件', '记录仪', '全过程', '装备', '着装', '标志'],
  other: []
};

/** Why this would fit, the stronger reason first; empty when nothing speaks for it. */
export function reasonsFor({ words, statuteIds }: Teachable, fault: Fault): RemedyReason[] {
  const sameStatute = [...fault.statuteIds].some((id) => statuteIds.has(id));
  const sameKind = fault.categories.some((category) => subjects[category].some((subject) => words.includes(subject)));
  return [...(sameStatute ? (['statute'] as const) : []), ...(sameKind ? (['category'] as const) : [])];
}

/** Fitting ones first, those with the stronger reasons before the others; within that the order stays. */
export function byFit<Choice extends { why: readonly RemedyReason[] }>(choices: readonly Choice[]): Choice[] {
  const weight = ({ why }: Choice) => (why.includes('statute') ? 2 : 0) + (why.includes('category') ? 1 : 0);
  return choices.toSorted((a, b) => weight(b) - weight(a));
}
