import { addMonths, type Day } from '#lib/platform/clock.ts';
import type { Certainty } from '#lib/platform/settings.ts';
import type { Establishment } from '#lib/people/cadre.ts';
import { yearOf, type HoursEarned } from '#lib/hours/hours.ts';
import { personStanding, type CertificateEvent, type Standing } from './certificate.ts';
import type { Milestone, Requirement, RequirementKind, Scheme } from './scheme.ts';

/** What the rules look at in a person. */
export interface Subject {
  establishment: Establishment;
  enforcementPost: boolean;
  joinedOn: Day;
  leftOn: Day | null;
}

export interface Pass {
  title: string;
  passedOn: Day;
}

/** Everything known of a person that a requirement can rest on. */
export interface Evidence {
  cards: readonly (readonly CertificateEvent[])[];
  /** Internal exams passed. */
  passes: readonly Pass[];
  /** Of the year of the day asked for, up to that day. */
  hours: { enforcement: HoursEarned; everyone: HoursEarned };
}

/** Settings the rules measure by. */
export interface Measures {
  expiringDays: number;
  passWithinMonths: number;
  milestones: readonly Milestone[];
}

export type Note =
  | { code: 'card-valid' | 'card-expiring' | 'card-expired' | 'card-suspended'; day: Day; days: number }
  | { code: 'card-handed-in' | 'card-cancelled'; day: Day }
  | { code: 'card-none' }
  | { code: 'not-suspended' }
  | { code: 'suspended'; day: Day; authority: string }
  | { code: 'exam-passed'; title: string; day: Day; until: Day }
  | { code: 'exam-lapsed'; title: string; day: Day; until: Day }
  | { code: 'exam-none'; months: number }
  | { code: 'hours-reached' | 'hours-enough'; hours: number; target: number; short: number }
  | { code: 'hours-short'; hours: number; target: number; short: number; behind: number };

export type Action =
  | { code: 'apply-card' | 'await-restoring' | 'collect-card' | 'sit-exam' }
  | { code: 'renew-card'; day: Day }
  | { code: 'study'; hours: number; day: Day };

export interface Finding {
  requirement: RequirementKind;
  met: boolean;
  note: Note;
  source: string;
  certainty: Certainty;
}

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
    find(requirement, evidence, standing, scheme, on, measures)
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

function find(
  requirement: Requirement,
  evidence: Evidence,
  standing: Standing,
  scheme: Scheme,
  on: Day,
  measures: Measures
): Finding {
  const { source = scheme.source, certainty = scheme.certainty } = requirement;
  const finding = (met: boolean, note: Note): Finding => ({
    requirement: requirement.kind,
    met,
    note,
    source,
    certainty
  });
  switch (requirement.kind) {
    case 'card':
      return finding(...cardFinding(standing));
    case 'no-suspension':
      return standing.state === 'suspended'
        ? finding(false, { code: 'suspended', day: standing.since ?? on, authority: standing.authority ?? '' })
        : finding(true, { code: 'not-suspended' });
    case 'internal-exam':
      return finding(...examFinding(evidence.passes, requirement.withinMonths ?? measures.passWithinMonths, on));
    case 'hours': {
      const earned = requirement.audience === 'everyone' ? evidence.hours.everyone : evidence.hours.enforcement;
      return finding(...hoursFinding(earned, milestoneOn(requirement.milestones ?? measures.milestones, on)));
    }
  }
}

function cardFinding({ state, validTo, daysLeft, since }: Standing): [boolean, Note] {
  const day = validTo as Day;
  const days = Math.abs(daysLeft ?? 0);
  switch (state) {
    case 'valid':
      return [true, { code: 'card-valid', day, days }];
    case 'expiring':
      return [true, { code: 'card-expiring', day, days }];
    case 'expired':
      return [false, { code: 'card-expired', day, days }];
    // The print may still run; the suspension itself is the other finding.
    case 'suspended':
      return [daysLeft !== null && daysLeft >= 0, { code: 'card-suspended', day, days }];
    case 'handed-in':
    case 'cancelled':
      return [false, { code: `card-${state}`, day: since as Day }];
    case 'none':
      return [false, { code: 'card-none' }];
  }
}

function examFinding(passes: readonly Pass[], months: number, on: Day): [boolean, Note] {
  const past = passes.filter(({ passedOn }) => passedOn <= on);
  if (!past.length) return [false, { code: 'exam-none', months }];
  const { title, passedOn } = past.reduce((latest, pass) => (pass.passedOn > latest.passedOn ? pass : latest));
  const until = addMonths(passedOn, months);
  const met = on <= until;
  return [met, { code: met ? 'exam-passed' : 'exam-lapsed', title, day: passedOn, until }];
}

function hoursFinding({ hours, target, short }: HoursEarned, percent: number): [boolean, Note] {
  if (short === 0) return [true, { code: 'hours-reached', hours, target, short }];
  const due = (target * percent) / 100;
  if (hours >= due) return [true, { code: 'hours-enough', hours, target, short }];
  return [false, { code: 'hours-short', hours, target, short, behind: due - hours }];
}

/** The part of the target that must be there on a day, in per cent; nothing before the year's first milestone. */
export function milestoneOn(milestones: readonly Milestone[], on: Day): number {
  const date = on.slice(5);
  return milestones.reduce((due, { from, percent }) => (from <= date ? Math.max(due, percent) : due), 0);
}

function nextAction(findings: readonly Finding[], standing: Standing, on: Day): Action | null {
  if (standing.state === 'suspended') return { code: 'await-restoring' };
  if (standing.state === 'expired') return { code: 'renew-card', day: standing.validTo as Day };
  const open = new Map(findings.filter(({ met }) => !met).map((finding) => [finding.requirement, finding.note]));
  if (open.has('card')) return { code: standing.state === 'handed-in' ? 'collect-card' : 'apply-card' };
  if (open.has('internal-exam')) return { code: 'sit-exam' };
  const hours = open.get('hours');
  if (hours && 'short' in hours) return { code: 'study', hours: hours.short, day: `${yearOf(on)}-12-31` as Day };
  if (standing.state === 'expiring') return { code: 'renew-card', day: standing.validTo as Day };
  return null;
}
