/** How far a mentee has come: from signed records to levels, phases and the conditions of completion. Pure. */
import type { Day } from '#lib/platform/clock.ts';
import { isAtLeast, levels, rankOf, type Level, type PlannedTask } from './catalogue.ts';

/** A signed record as far as progress looks at it. */
export interface SignedPractice {
  taskKey: string;
  level: Level;
  /** Whether it reached the line. */
  passed: boolean;
  practisedOn: Day;
}

export interface TaskProgress extends PlannedTask {
  /** The highest level of a passed record; null while there is none. */
  level: Level | null;
  /** Passed records at the level that counts for this task. */
  done: number;
  /** Signed records, whether they reached the line or not. */
  signed: number;
  learnt: boolean;
}

/** 做 with the mentor beside is the level at which a performance is supervised; a task that only wants 看 or 协 counts those. */
const countsFrom = (reach: Level): Level => (rankOf(reach) > rankOf('perform') ? 'perform' : reach);

export function taskProgress(planned: PlannedTask, records: readonly SignedPractice[]): TaskProgress {
  const own = records.filter(({ taskKey }) => taskKey === planned.key);
  const passed = own.filter((record) => record.passed);
  const level = passed.reduce<Level | null>(
    (top, record) => (top === null || rankOf(record.level) > rankOf(top) ? record.level : top),
    null
  );
  const done = passed.filter((record) => isAtLeast(record.level, countsFrom(planned.reach))).length;
  return {
    ...planned,
    level,
    done,
    signed: own.length,
    learnt: isAtLeast(level, planned.reach) && done >= planned.needed
  };
}

export const planProgress = (plan: readonly PlannedTask[], records: readonly SignedPractice[]): TaskProgress[] =>
  plan.map((planned) => taskProgress(planned, records));

/** The level at which a task would be practised next: one above what was reached, not above what is asked. */
export function nextLevel({ level, reach }: Pick<TaskProgress, 'level' | 'reach'>): Level {
  const next = levels[Math.min(level === null ? 0 : rankOf(level), rankOf(reach) - 1)];
  return next ?? reach;
}

/** A phase of a pairing. It is left when so many per cent of the plan have reached its level, and with that the next is entered. */
export interface Phase {
  level: Level;
  share: number;
}

/** 看着学, 协助做, 带着做, 独立做. The shares are a choice of this portal, not of any rule. */
export const usualPhases: readonly Phase[] = [
  { level: 'watch', share: 60 },
  { level: 'assist', share: 60 },
  { level: 'perform', share: 80 },
  { level: 'alone', share: 100 }
];

export interface PhaseExit {
  /** Tasks of the plan that have reached the phase's level, or their own when that is lower. */
  there: number;
  wanted: number;
  met: boolean;
}

export function phaseExit({ level, share }: Phase, tasks: readonly TaskProgress[]): PhaseExit {
  const wanted = Math.ceil((tasks.length * share) / 100);
  const there = tasks.filter((task) => isAtLeast(task.level, lower(level, task.reach))).length;
  return { there, wanted, met: there >= wanted };
}

const lower = (a: Level, b: Level): Level => (rankOf(a) < rankOf(b) ? a : b);

export interface CompletionFacts {
  tasks: readonly TaskProgress[];
  records: number;
  leastRecords: number;
  /** The day on which an exam that counts was passed. */
  theory: { title: string; passedOn: Day; percent: number } | null;
  assessment: { fieldScore: number; fileScore: number } | null;
}

/** What an assessed part must come to, of 100. Source: the town's internal pass mark for exams; a choice. */
export const ASSESSMENT_PASS = 60;

export interface Condition {
  code: 'tasks' | 'records' | 'theory' | 'assessment';
  met: boolean;
  have: number;
  want: number;
}

/** The conditions of 合格, each with what is there and what is wanted. */
export function completionConditions(facts: CompletionFacts): Condition[] {
  const learnt = facts.tasks.filter((task) => task.learnt).length;
  const lowest = facts.assessment ? Math.min(facts.assessment.fieldScore, facts.assessment.fileScore) : 0;
  const condition = (code: Condition['code'], have: number, want: number): Condition => ({
    code,
    met: have >= want,
    have,
    want
  });
  return [
    condition('tasks', learnt, facts.tasks.length),
    condition('records', facts.records, facts.leastRecords),
    condition('theory', facts.theory ? 1 : 0, 1),
    condition('assessment', lowest, ASSESSMENT_PASS)
  ];
}
