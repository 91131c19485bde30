import type { MeasureKind, ProposalKind } from '#lib/certification/records.ts';
import type { Day } from '#lib/platform/clock.ts';
import type { Freeze, Mark, Referral, Satisfaction, Stage } from './complaint.ts';
import type { ComplaintKind } from './deadline.ts';
import type { Pause } from './term.ts';

/** What can happen to a case. Details are plain facts; whatever people write is sealed beside them. */
export interface CaseActs {
  received: { kind: ComplaintKind };
  assigned: { handlerId: number; confirmedBy?: number };
  accepted: Record<never, never>;
  declined: Record<never, never>;
  'not-ours': Record<never, never>;
  returned: Record<never, never>;
  'kind-changed': { to: ComplaintKind };
  paused: Record<never, never>;
  resumed: Record<never, never>;
  frozen: { because: Freeze };
  unfrozen: Record<never, never>;
  'extension-asked': { days: number; outerDays: number };
  'extension-approved': { days: number; outerDays: number };
  'extension-refused': Record<never, never>;
  referred: { to: Referral; receiver: string; receiptNumber: string };
  'referral-closed': Record<never, never>;
  answered: Record<never, never>;
  'called-back': { satisfaction: Satisfaction };
  rehandled: Record<never, never>;
  closed: Record<never, never>;
  'mark-asked': { mark: Mark };
  'mark-confirmed': { mark: Mark };
  'mark-refused': { mark: Mark };
  'person-proposed': Proposed;
  /** `place`: which proposal of the case, from 0. */
  'person-decided': { place: number; adopted: boolean; decidedBy: string };
  'opinion-received': { paper: 'urging-letter' | 'opinion' | 'decision'; number: string; dueOn: Day | null };
  'opinion-answered': { objected: boolean };
  'message-in': Record<never, never>;
  'message-out': Record<never, never>;
}
export type CaseActKind = keyof CaseActs;

/** 处理建议: what is proposed about a person; the town decides of its own measures, others of the rest. */
export type Proposed = { cadreId: number } & (
  { book: 'measure'; kind: MeasureKind } | { book: 'proposal'; kind: ProposalKind }
);
export type PersonProposal = Proposed & {
  on: Day;
  /** `decidedBy`: the meeting or office that decided, as written down. */
  decision: { adopted: boolean; decidedBy: string; on: Day } | null;
};
export type CaseAct = { [Kind in CaseActKind]: { kind: Kind; on: Day; detail: CaseActs[Kind] } }[CaseActKind];

/** What a case has come to, summed from its acts and nothing else. */
export interface CaseState {
  stage: Stage;
  kind: ComplaintKind;
  receivedOn: Day;
  handlerId: number | null;
  notOurs: boolean;
  decidedOn: Day | null;
  decision: 'accepted' | 'declined' | 'returned' | null;
  pauses: Pause[];
  /** The other procedure that has the matter now. */
  frozen: Freeze | null;
  extension: { days: number; outerDays: number };
  /** An extension that waits for approval. */
  extensionAsked: { days: number; outerDays: number } | null;
  /** Approved or refused: there is only one. */
  extensionDecided: boolean;
  answeredOn: Day | null;
  calledBackOn: Day | null;
  satisfaction: Satisfaction | null;
  rehandledFrom: Day | null;
  rehandled: number;
  referral: { to: Referral; on: Day; closedOn: Day | null } | null;
  markAsked: Mark | null;
  /** Out of the rates since a second person confirmed it. */
  mark: Mark | null;
  opinion: { receivedOn: Day; dueOn: Day | null; answeredOn: Day | null } | null;
  proposals: PersonProposal[];
  closedOn: Day | null;
}

/** Sums the acts of a case, oldest first; the first one is its receipt. */
export function stateOf(acts: readonly CaseAct[]): CaseState {
  const first = acts[0];
  if (first?.kind !== 'received') throw new Error('A case begins with its receipt.');
  const state: CaseState = {
    stage: 'received',
    kind: first.detail.kind,
    receivedOn: first.on,
    handlerId: null,
    notOurs: false,
    decidedOn: null,
    decision: null,
    pauses: [],
    frozen: null,
    extension: { days: 0, outerDays: 0 },
    extensionAsked: null,
    extensionDecided: false,
    answeredOn: null,
    calledBackOn: null,
    satisfaction: null,
    rehandledFrom: null,
    rehandled: 0,
    referral: null,
    markAsked: null,
    mark: null,
    opinion: null,
    proposals: [],
    closedOn: null
  };
  for (const act of acts.slice(1)) apply(state, act);
  return state;
}

function apply(state: CaseState, { kind, on, detail }: CaseAct): void {
  switch (kind) {
    case 'assigned':
      state.handlerId = detail.handlerId;
      return;
    case 'not-ours':
      state.notOurs = true;
      return;
    case 'accepted':
    case 'declined':
    case 'returned':
      Object.assign(state, { stage: kind, decision: kind, decidedOn: on });
      return;
    case 'kind-changed':
      state.kind = detail.to;
      return;
    case 'paused':
    case 'frozen':
      state.pauses.push({ from: on, until: null });
      state.frozen = kind === 'frozen' ? detail.because : null;
      return;
    case 'resumed':
    case 'unfrozen':
      state.pauses = state.pauses.map((pause) => (pause.until === null ? { ...pause, until: on } : pause));
      state.frozen = null;
      return;
    case 'extension-asked':
      state.extensionAsked = detail;
      return;
    case 'extension-approved':
      Object.assign(state, { extension: detail, extensionAsked: null, extensionDecided: true });
      return;
    case 'extension-refused':
      Object.assign(state, { extensionAsked: null, extensionDecided: true });
      return;
    case 'referred':
      Object.assign(state, { stage: 'referred', referral: { to: detail.to, on, closedOn: null } });
      return;
    case 'referral-closed':
      if (state.referral) state.referral.closedOn = on;
      return;
    case 'answered':
      Object.assign(state, { stage: 'answered', answeredOn: on, calledBackOn: null, satisfaction: null });
      return;
    case 'called-back':
      Object.assign(state, { calledBackOn: on, satisfaction: detail.satisfaction });
      return;
    case 'rehandled':
      Object.assign(state, { stage: 'accepted', rehandledFrom: on, answeredOn: null, calledBackOn: null });
      state.rehandled += 1;
      return;
    case 'closed':
      Object.assign(state, { stage: 'closed', closedOn: on });
      return;
    case 'mark-asked':
      state.markAsked = detail.mark;
      return;
    case 'mark-confirmed':
      Object.assign(state, { mark: detail.mark, markAsked: null });
      return;
    case 'mark-refused':
      state.markAsked = null;
      return;
    case 'person-proposed':
      state.proposals.push({ ...detail, on, decision: null });
      return;
    case 'person-decided': {
      const proposal = state.proposals[detail.place];
      if (proposal) proposal.decision = { adopted: detail.adopted, decidedBy: detail.decidedBy, on };
      return;
    }
    case 'opinion-received':
      state.opinion = { receivedOn: on, dueOn: detail.dueOn, answeredOn: null };
      return;
    case 'opinion-answered':
      if (state.opinion) state.opinion.answeredOn = on;
  }
}

/** Whether the clock stands: paused with a reason, or frozen by another procedure. */
export const isStanding = ({ pauses }: Pick<CaseState, 'pauses'>) => pauses.some(({ until }) => until === null);

/** What has to stand before a case is closed; each is a step of the case page. */
export type ClosingGap =
  | 'clock-stands'
  | 'extension-open'
  | 'mark-open'
  | 'statement-missing'
  | 'finding-missing'
  | 'answer-missing'
  | 'call-back-missing'
  | 'remedy-missing'
  | 'proposal-open'
  | 'opinion-unanswered';

export interface CaseParts {
  /** Whether the complainant can be reached at all. */
  reachable: boolean;
  /** Statements of the officers named: each given, or its day has passed. */
  statements: readonly { given: boolean; dueOver: boolean }[];
  /** Officers named who were never asked. */
  unasked: number;
  /** For each allegation: found or not, and whether a finding that asks for a remedy has one. */
  allegations: readonly { found: boolean; asksForRemedy: boolean }[];
  remedies: number;
}

/** Everything that keeps a case from being closed, in the order of the work. */
export function closingGaps(state: CaseState, parts: CaseParts): ClosingGap[] {
  const gaps: ClosingGap[] = [];
  if (isStanding(state)) gaps.push('clock-stands');
  if (state.extensionAsked) gaps.push('extension-open');
  if (state.markAsked) gaps.push('mark-open');
  if (parts.unasked > 0 || parts.statements.some(({ given, dueOver }) => !given && !dueOver)) {
    gaps.push('statement-missing');
  }
  if (parts.allegations.some(({ found }) => !found)) gaps.push('finding-missing');
  if (parts.allegations.some(({ asksForRemedy }) => asksForRemedy) && parts.remedies === 0) gaps.push('remedy-missing');
  if (state.proposals.some(({ decision }) => decision === null)) gaps.push('proposal-open');
  if (state.answeredOn === null && parts.reachable) gaps.push('answer-missing');
  if (state.answeredOn !== null && state.calledBackOn === null && parts.reachable) gaps.push('call-back-missing');
  if (state.opinion && state.opinion.answeredOn === null) gaps.push('opinion-unanswered');
  return gaps;
}
