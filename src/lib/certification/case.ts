import type { Day } from '#lib/platform/clock.ts';
import type { CertificateEventKind } from './certificate.ts';
import type { Finding } from './findings.ts';
import type { DocumentKind } from './records.ts';

/** 证件事项: what a case file is about. */
export const caseKinds = ['application', 'renewal', 'replacement', 'hand-in'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** What starts a handing-in. */
export const handInCauses = ['transfer', 'retirement', 'resignation', 'removal', 'other'] as const;
export type HandInCause = (typeof handInCauses)[number];

/** What the authority does to the card when a case ends well. */
export const actOf = { renewal: 'renewed', replacement: 'replaced', 'hand-in': 'handed-in' } as const satisfies Record<
  Exclude<CaseKind, 'application'>,
  CertificateEventKind
>;

/** Where a case stands with the authority. `closed` ends it well, `dropped` without result. */
export const caseStages = ['submitted', 'accepted', 'returned', 'approved', 'closed', 'dropped'] as const;
export type CaseStage = (typeof caseStages)[number];

const course: Record<CaseStage | 'gathering', readonly CaseStage[]> = {
  gathering: ['submitted', 'dropped'],
  submitted: ['accepted', 'returned', 'approved', 'dropped'],
  accepted: ['approved', 'returned', 'dropped'],
  returned: ['submitted', 'dropped'],
  approved: ['closed', 'dropped'],
  closed: [],
  dropped: []
};

/** The stages that may follow; a case begins with gathering its papers. */
export const nextStages = (stage: CaseStage | 'gathering'): readonly CaseStage[] => course[stage];
export const isOver = (stage: CaseStage | 'gathering') => course[stage].length === 0;

/** What is ticked off by hand, because no record of the portal shows it. */
export const tickKeys = ['form', 'unit-opinion', 'old-card', 'loss-declared', 'equipment', 'told-authority'] as const;
export type TickKey = (typeof tickKeys)[number];
export type Ticks = Partial<Record<TickKey, { on: Day; by: number | null }>>;

export type CheckKey =
  | TickKey
  | 'post'
  | 'official-exam'
  | 'internal-exam'
  | 'hours'
  | 'no-suspension'
  | DocumentKind
  | 'off-roster'
  | 'card-back';

const papers: Record<CaseKind, readonly CheckKey[]> = {
  application: ['post', 'official-exam', 'hours', 'no-suspension', 'photo', 'identity', 'form', 'unit-opinion'],
  renewal: ['post', 'internal-exam', 'hours', 'no-suspension', 'photo', 'identity', 'form', 'unit-opinion', 'old-card'],
  replacement: ['post', 'no-suspension', 'loss-declared', 'photo', 'form', 'unit-opinion'],
  'hand-in': ['card-back', 'off-roster', 'equipment', 'told-authority']
};

/** What the portal's own records say, that a checklist may rest on. */
export interface CaseFacts {
  onPost: boolean;
  findings: readonly Finding[];
  /** Days on which the documents on file were signed; those lapsed left out. */
  documents: Partial<Record<DocumentKind, Day>>;
  /** The official exam last passed. */
  officialExamOn: Day | null;
  /** Whether every card is back with the town or cancelled. */
  cardBack: boolean;
  /** Duties still entered from today on. */
  dutiesAhead: number;
}

export interface CaseCheck {
  key: CheckKey;
  done: boolean;
  on: Day | null;
  /** Ticked by hand rather than read from records. */
  byHand: boolean;
  /** The finding that it rests on. */
  finding: Finding | null;
}

/** The checklist of a case: what is read from the records, and what is ticked by hand. */
export function checklistOf(kind: CaseKind, facts: CaseFacts, ticks: Ticks): CaseCheck[] {
  return papers[kind].map((key): CaseCheck => {
    const read = (done: boolean, on: Day | null = null): CaseCheck => ({ key, done, on, byHand: false, finding: null });
    switch (key) {
      case 'post':
        return read(facts.onPost);
      case 'official-exam':
        return read(facts.officialExamOn !== null, facts.officialExamOn);
      case 'internal-exam':
      case 'hours':
      case 'no-suspension': {
        const finding = facts.findings.find(({ requirement }) => requirement === key) ?? null;
        return { ...read(finding?.met ?? true), finding };
      }
      case 'health':
      case 'pledge':
      case 'photo':
      case 'identity':
        return read(facts.documents[key] !== undefined, facts.documents[key]);
      case 'card-back':
        return read(facts.cardBack);
      case 'off-roster':
        return read(facts.dutiesAhead === 0);
      default:
        return { ...read(ticks[key] !== undefined, ticks[key]?.on ?? null), byHand: true };
    }
  });
}
