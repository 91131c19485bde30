import type { Day } from '#lib/platform/clock.ts';
import { yearOf } from '#lib/hours/hours.ts';
import { personStanding, type Standing } from './certificate.ts';
import type { Evidence, Measures, Subject } from './evidence.ts';
import { findingOf, type Finding } from './findings.ts';
import type { Scheme } from './scheme.ts';

export type Action =
  | { code: 'apply-card' | 'await-restoring' | 'collect-card' | 'sit-exam' | 'sit-official-exam' }
  | { code: 'replace-card' | 'hand-in-card' | 'finish-mentoring' | 'settle-check' | 'bring-health' | 'bring-pledge' }
  | { code: 'finish-off-post'; day: Day | null }
  | { code: 'renew-card'; day: Day }
  | { code: 'study'; hours: number; day: Day };

/** The states of the wall, worst first. */
export const wallStates = ['suspended', 'expired', 'missing', 'expiring', 'valid'] as const;
export type WallState = (typeof wallStates)[number];
export type ReadinessState = WallState | 'exempt';
export type Exemption = 'auxiliary' | 'no-enforcement-post' | 'not-on-roster';

export interface Readiness {
  state: ReadinessState;
  /** Why nothing is asked of the person. */
  exemption: Exemption | null;
  standing: Standing;
  findings: Finding[];
  /** The one thing to do next; null when nothing is to be done. */
  next: Action | null;
}

/**
 * Whether a person may enforce on a day, requirement by requirement. Any past or future day can be asked.
 * Auxiliaries never count as officers (山东省行政执法监督条例 art. 10); who neither holds a card nor has an
 * enforcement post is asked for nothing.
 */
export function readiness(person: Subject, evidence: Evidence, scheme: Scheme, on: Day, measures: Measures): Readiness {
  const standing = personStanding(evidence.cards, on, measures.expiringDays);
  const exemption = exemptionOf(person, standing, on);
  if (exemption) return { state: 'exempt', exemption, standing, findings: [], next: null };
  const findings = scheme.requirements.map((requirement) =>
    findingOf(requirement, person, evidence, standing, scheme, on, measures)
  );
  const state = stateOf(findings, standing);
  return { state, exemption, standing, findings, next: nextAction(findings, standing, on) };
}

/** Whether somebody in this state may go out as one of the two officers (行政处罚法 art. 42). */
export const countsAsOfficer = (state: ReadinessState) => state === 'valid' || state === 'expiring';

function exemptionOf(person: Subject, standing: Standing, on: Day): Exemption | null {
  if (on < person.joinedOn || (person.leftOn !== null && on >= person.leftOn)) return 'not-on-roster';
  if (person.establishment === 'auxiliary') return 'auxiliary';
  const holdsCard = standing.state !== 'none' && standing.state !== 'cancelled';
  return person.enforcementPost || holdsCard ? null : 'no-enforcement-post';
}

function stateOf(findings: readonly Finding[], { state }: Standing): WallState {
  if (state === 'suspended' || state === 'expired') return state;
  if (findings.some(({ met }) => !met)) return 'missing';
  return state === 'expiring' ? 'expiring' : 'valid';
}

const cardActions = { 'handed-in': 'collect-card', lost: 'replace-card' } as Partial<
  Record<Standing['state'], 'collect-card' | 'replace-card'>
>;

function nextAction(findings: readonly Finding[], standing: Standing, on: Day): Action | null {
  if (standing.state === 'suspended') return { code: 'await-restoring' };
  const open = new Map(findings.filter(({ met }) => !met).map((finding) => [finding.requirement, finding.note]));
  const kept = open.get('no-suspension');
  if (kept?.code === 'removed-from-post') return { code: 'hand-in-card' };
  if (kept?.code === 'off-post') return { code: 'finish-off-post', day: kept.until };
  if (standing.state === 'expired') return { code: 'renew-card', day: standing.validTo as Day };
  if (open.has('official-exam')) return { code: 'sit-official-exam' };
  if (open.has('card')) return { code: cardActions[standing.state] ?? 'apply-card' };
  if (open.has('yearly-check')) return { code: 'settle-check' };
  if (open.has('internal-exam')) return { code: 'sit-exam' };
  if (open.has('mentoring')) return { code: 'finish-mentoring' };
  if (open.has('health')) return { code: 'bring-health' };
  if (open.has('pledge')) return { code: 'bring-pledge' };
  const hours = open.get('hours');
  if (hours && 'short' in hours) return { code: 'study', hours: hours.short, day: `${yearOf(on)}-12-31` as Day };
  if (standing.state === 'expiring') return { code: 'renew-card', day: standing.validTo as Day };
  return null;
}
