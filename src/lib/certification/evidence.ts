import type { Day } from '#lib/platform/clock.ts';
import type { Establishment } from '#lib/people/cadre.ts';
import type { HoursEarned } from '#lib/hours/hours.ts';
import type { CertificateEvent } from './certificate.ts';
import type { DocumentKind, MeasureKind } from './records.ts';
import type { Milestone } from './scheme.ts';

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

export interface OfficialPass {
  passedOn: Day;
  authority: string;
  /** As the authority says; null when it does not. */
  validUntil: Day | null;
}

/** A town measure that keeps somebody off the post, first and last day counted; `until` null while no end is set. */
export interface RunningMeasure {
  kind: MeasureKind;
  from: Day;
  until: Day | null;
}

/** Somebody's place on the list of a yearly check. */
export interface YearlyCheck {
  year: number;
  openedOn: Day;
  dueOn: Day;
  result: 'passed' | 'failed' | null;
  decidedOn: Day | null;
}

/** Everything known of a person that a requirement can rest on. */
export interface Evidence {
  cards: readonly (readonly CertificateEvent[])[];
  /** Internal exams passed. */
  passes: readonly Pass[];
  /** 行政执法资格考试 passed. */
  officialExams: readonly OfficialPass[];
  measures: readonly RunningMeasure[];
  documents: readonly { kind: DocumentKind; signedOn: Day; validUntil: Day | null }[];
  checks: readonly YearlyCheck[];
  /** The day on which the guidance by a veteran was completed; null while it was not. */
  mentoredOn: Day | null;
  /** Of the year of the day asked for, up to that day. */
  hours: { enforcement: HoursEarned; everyone: HoursEarned };
}

/** Settings the rules measure by. */
export interface Measures {
  expiringDays: number;
  passWithinMonths: number;
  /** How long after joining somebody counts as a newcomer. */
  newcomerMonths: number;
  milestones: readonly Milestone[];
}
