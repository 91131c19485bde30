import { addMonths, type Day } from '#lib/platform/clock.ts';
import type { Certainty } from '#lib/platform/settings.ts';
import type { HoursEarned } from '#lib/hours/hours.ts';
import type { Standing } from './certificate.ts';
import type { Evidence, Measures, Pass, Subject } from './evidence.ts';
import type { DocumentKind } from './records.ts';
import type { Milestone, Requirement, RequirementKind, Scheme } from './scheme.ts';

export type Note =
  | { code: 'card-valid' | 'card-expiring' | 'card-expired' | 'card-suspended'; day: Day; days: number }
  | { code: 'card-lost' | 'card-handed-in' | 'card-cancelled'; day: Day }
  | { code: 'card-none' | 'not-suspended' | 'mentoring-not-asked' | 'official-shown-by-card' | 'check-not-held' }
  | { code: 'suspended'; day: Day; authority: string }
  | { code: 'off-post'; day: Day; until: Day | null }
  | { code: 'removed-from-post'; day: Day }
  | { code: 'exam-passed'; title: string; day: Day; until: Day }
  | { code: 'exam-lapsed'; title: string; day: Day; until: Day }
  | { code: 'exam-none'; months: number }
  | { code: 'official-passed' | 'official-lapsed'; authority: string; day: Day; until: Day | null }
  | { code: 'official-none' }
  | { code: 'hours-reached' | 'hours-enough'; hours: number; target: number; short: number }
  | { code: 'hours-short'; hours: number; target: number; short: number; behind: number }
  | { code: 'mentoring-done'; day: Day }
  | { code: 'mentoring-open' }
  | { code: 'check-passed' | 'check-failed' | 'check-due' | 'check-overdue'; year: number; day: Day }
  | { code: 'document-held' | 'document-lapsed'; day: Day; until: Day | null }
  | { code: 'document-none' };

/** One requirement as it stands for a person on a day. */
export interface Finding {
  requirement: RequirementKind;
  /** Nothing is missing here: met, or not asked of this person on this day. */
  met: boolean;
  /** Whether it is asked at all. */
  applies: boolean;
  note: Note;
  source: string;
  certainty: Certainty;
}

type Verdict = 'met' | 'open' | 'not-applicable';
type Found = [Verdict, Note];

/** How one requirement of a scheme stands for a person on a day, with what it rests on. */
export function findingOf(
  requirement: Requirement,
  person: Subject,
  evidence: Evidence,
  standing: Standing,
  scheme: Scheme,
  on: Day,
  measures: Measures
): Finding {
  const { kind, source = scheme.source, certainty = scheme.certainty } = requirement;
  const [verdict, note] = judged(requirement, person, evidence, standing, on, measures);
  return { requirement: kind, met: verdict !== 'open', applies: verdict !== 'not-applicable', note, source, certainty };
}

function judged(
  requirement: Requirement,
  person: Subject,
  evidence: Evidence,
  standing: Standing,
  on: Day,
  measures: Measures
): Found {
  switch (requirement.kind) {
    case 'card':
      return cardFinding(standing);
    case 'no-suspension':
      return suspensionFinding(evidence, standing, on);
    case 'official-exam':
      return officialFinding(evidence, standing, requirement.withinMonths, on);
    case 'internal-exam':
      return examFinding(evidence.passes, requirement.withinMonths ?? measures.passWithinMonths, on);
    case 'hours': {
      const earned = requirement.audience === 'everyone' ? evidence.hours.everyone : evidence.hours.enforcement;
      return hoursFinding(earned, milestoneOn(requirement.milestones ?? measures.milestones, on));
    }
    case 'mentoring':
      return mentoringFinding(person, evidence, requirement.withinMonths ?? measures.newcomerMonths, on);
    case 'yearly-check':
      return checkFinding(evidence, on);
    case 'health':
    case 'pledge':
      return documentFinding(evidence, requirement.kind, requirement.withinMonths, on);
  }
}

function cardFinding({ state, validTo, daysLeft, since }: Standing): Found {
  const day = validTo as Day;
  const days = Math.abs(daysLeft ?? 0);
  switch (state) {
    case 'valid':
      return ['met', { code: 'card-valid', day, days }];
    case 'expiring':
      return ['met', { code: 'card-expiring', day, days }];
    case 'expired':
      return ['open', { code: 'card-expired', day, days }];
    // The print may still run; the suspension itself is the other finding.
    case 'suspended':
      return [daysLeft !== null && daysLeft >= 0 ? 'met' : 'open', { code: 'card-suspended', day, days }];
    case 'lost':
    case 'handed-in':
    case 'cancelled':
      return ['open', { code: `card-${state}`, day: since as Day }];
    case 'none':
      return ['open', { code: 'card-none' }];
  }
}

function suspensionFinding({ measures }: Evidence, standing: Standing, on: Day): Found {
  if (standing.state === 'suspended')
    return ['open', { code: 'suspended', day: standing.since ?? on, authority: standing.authority ?? '' }];
  const running = measures.filter(({ from, until }) => from <= on && (until === null || on <= until));
  const removed = running.find(({ kind }) => kind === 'removal');
  if (removed) return ['open', { code: 'removed-from-post', day: removed.from }];
  const offPost = running.find(({ kind }) => kind === 'off-post-training');
  if (offPost) return ['open', { code: 'off-post', day: offPost.from, until: offPost.until }];
  return ['met', { code: 'not-suspended' }];
}

/** A card shows that its holder passed: it is not issued otherwise (山东省行政执法监督条例 art. 10). */
function officialFinding({ officialExams }: Evidence, standing: Standing, months: number | undefined, on: Day): Found {
  const passed = officialExams
    .filter(({ passedOn }) => passedOn <= on)
    .map(({ passedOn, authority, validUntil }) => ({
      authority,
      day: passedOn,
      until: validUntil ?? (months ? addMonths(passedOn, months) : null)
    }));
  const best = passed.reduce<(typeof passed)[number] | undefined>(
    (kept, next) => (!kept || (next.until ?? '9') > (kept.until ?? '9') ? next : kept),
    undefined
  );
  if (best && (best.until === null || on <= best.until)) return ['met', { code: 'official-passed', ...best }];
  if (months === undefined && standing.state !== 'none') return ['not-applicable', { code: 'official-shown-by-card' }];
  return ['open', best ? { code: 'official-lapsed', ...best } : { code: 'official-none' }];
}

function examFinding(passes: readonly Pass[], months: number, on: Day): Found {
  const past = passes.filter(({ passedOn }) => passedOn <= on);
  if (!past.length) return ['open', { code: 'exam-none', months }];
  const { title, passedOn } = past.reduce((latest, pass) => (pass.passedOn > latest.passedOn ? pass : latest));
  const until = addMonths(passedOn, months);
  const met = on <= until;
  return [met ? 'met' : 'open', { code: met ? 'exam-passed' : 'exam-lapsed', title, day: passedOn, until }];
}

function hoursFinding({ hours, target, short }: HoursEarned, percent: number): Found {
  if (short === 0) return ['met', { code: 'hours-reached', hours, target, short }];
  const due = (target * percent) / 100;
  if (hours >= due) return ['met', { code: 'hours-enough', hours, target, short }];
  return ['open', { code: 'hours-short', hours, target, short, behind: due - hours }];
}

/** The part of the target that must be there on a day, in per cent; nothing before the year's first milestone. */
export function milestoneOn(milestones: readonly Milestone[], on: Day): number {
  const date = on.slice(5);
  return milestones.reduce((due, { from, percent }) => (from <= date ? Math.max(due, percent) : due), 0);
}

/** Asked of newcomers only: for so many months after they joined, or until it is completed. */
function mentoringFinding(person: Subject, { mentoredOn }: Evidence, months: number, on: Day): Found {
  if (mentoredOn !== null && mentoredOn <= on) return ['met', { code: 'mentoring-done', day: mentoredOn }];
  return on < addMonths(person.joinedOn, months)
    ? ['open', { code: 'mentoring-open' }]
    : ['not-applicable', { code: 'mentoring-not-asked' }];
}

/** Whoever the year's check has on its list must have passed it once its last day is over. */
function checkFinding({ checks }: Evidence, on: Day): Found {
  const year = Number(on.slice(0, 4));
  const check = checks.find((one) => one.year === year && one.openedOn <= on);
  if (!check) return ['not-applicable', { code: 'check-not-held' }];
  const decided = check.result !== null && check.decidedOn !== null && check.decidedOn <= on ? check.result : null;
  if (decided === 'passed') return ['met', { code: 'check-passed', year, day: check.decidedOn! }];
  if (decided === 'failed') return ['open', { code: 'check-failed', year, day: check.decidedOn! }];
  return on <= check.dueOn
    ? ['not-applicable', { code: 'check-due', year, day: check.dueOn }]
    : ['open', { code: 'check-overdue', year, day: check.dueOn }];
}

function documentFinding({ documents }: Evidence, kind: DocumentKind, months: number | undefined, on: Day): Found {
  const held = documents
    .filter((one) => one.kind === kind && one.signedOn <= on)
    .map(({ signedOn, validUntil }) => ({
      day: signedOn,
      until: validUntil ?? (months ? addMonths(signedOn, months) : null)
    }));
  const best = held.reduce<(typeof held)[number] | undefined>(
    (kept, next) => (!kept || (next.until ?? '9') > (kept.until ?? '9') ? next : kept),
    undefined
  );
  if (!best) return ['open', { code: 'document-none' }];
  const met = best.until === null || on <= best.until;
  return [met ? 'met' : 'open', { code: met ? 'document-held' : 'document-lapsed', ...best }];
}
