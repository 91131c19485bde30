/** What counts as done: by evidence, never by time spent on a page alone. */
import { DAY, SECOND, type Day, type Instant } from '#lib/platform/clock.ts';
import type { CaseStep, Lesson, LessonOf, OutlineLesson } from './course.ts';
import type { Evidence } from './evidence.ts';

/** Where a learner stands in a lesson; what is not known of its kind stays away. */
export interface Place {
  /** Text: share from 0 to 1. PDF: page. Video: seconds. */
  position?: number;
  /** Stretches of a video, merged, in order. */
  watched?: [number, number][];
}

/** Of a video so much must have been played. */
export const WATCHED_SHARE = 0.9;
/** Nobody plays faster than this; what is claimed beyond it does not count. */
export const FASTEST = 2;
const SLACK = 15;
/** Reports may be this late; older ones count as if they had happened then. */
export const LATEST = 14 * DAY;

/** When a report counts as having happened: as the device says, within what can be true. */
export const happenedAt = (claimed: Instant, notBefore: Instant, now: Instant): Instant =>
  Math.min(now, Math.max(claimed, notBefore, now - LATEST));

/** The place after one more piece of evidence. */
export function movedPlace(place: Place, evidence: Evidence): Place {
  switch (evidence.kind) {
    case 'opened':
    case 'read-to-end':
      return place;
    case 'place':
      return { ...place, position: evidence.position };
    case 'page':
      return { ...place, position: evidence.page };
    case 'watched':
      return { position: evidence.position, watched: mergeRanges([...(place.watched ?? []), ...evidence.ranges]) };
  }
}

/** Whether the evidence, at the place it leads to, proves the lesson done. Checks and cases are proved by answers. */
export function provesDone(
  lesson: Lesson,
  evidence: Evidence,
  place: Place,
  times: { openedAt: Instant; at: Instant }
): boolean {
  switch (lesson.kind) {
    case 'text':
      return evidence.kind === 'read-to-end';
    case 'pdf':
      return (
        evidence.kind === 'read-to-end' ||
        (evidence.kind === 'page' && lesson.pages !== undefined && evidence.page >= lesson.pages)
      );
    case 'video':
      return evidence.kind === 'watched' && watchedShare(lesson, place, times) >= WATCHED_SHARE;
    case 'check':
    case 'case':
      return false;
  }
}

/** The share of a video that was played, no more than the time since its opening allows; from 0 to 1. */
export function watchedShare(
  { seconds: length }: Pick<LessonOf<'video'>, 'seconds'>,
  { watched = [] }: Place,
  { openedAt, at }: { openedAt: Instant; at: Instant }
): number {
  if (length <= 0) return 0;
  const claimed = mergeRanges(watched).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, length) - from), 0);
  const possible = (FASTEST * (at - openedAt)) / SECOND + SLACK;
  return Math.min(1, Math.min(claimed, possible) / length);
}

/** Stretches in order, without overlaps; gaps below a second are none. */
export function mergeRanges(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from - last[1] < 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** One answer in a check or a case: of which round, to which question code or step key. */
export interface LessonAnswer {
  round: number;
  part: string;
  /** Keys of options; of a case the number of the choice, from 0, as text. */
  choice: string[];
  right: boolean;
}

export interface CheckStanding {
  /** The round that is open, or the last one when the check is passed; from 1. */
  round: number;
  /** Answers of this round, by question code. */
  answers: LessonAnswer[];
  right: number;
  needed: number;
  complete: boolean;
  passed: boolean;
  /** The round before this one, when it was not enough. */
  before: { right: number; needed: number } | null;
}

/**
 * Where a learner stands in a check. A round is complete when every question has its answer, the first one counting;
 * with too few right ones the next round begins. Questions that left the bank are neither asked nor needed.
 */
export function checkStanding(codes: readonly string[], pass: number, answers: readonly LessonAnswer[]): CheckStanding {
  const needed = Math.min(pass, codes.length);
  let before: CheckStanding['before'] = null;
  for (let round = 1; ; round += 1) {
    const given = codes.flatMap(
      (code) => answers.find((answer) => answer.round === round && answer.part === code) ?? []
    );
    const right = given.filter((answer) => answer.right).length;
    const complete = given.length === codes.length && codes.length > 0;
    const passed = complete && right >= needed;
    if (passed || !complete) return { round, answers: given, right, needed, complete, passed, before };
    before = { right, needed };
  }
}

export interface CaseStanding {
  /** The answered steps of this round, in the order of the path. */
  path: { step: string; choice: number; right: boolean }[];
  /** The step to answer next; null at the end. */
  next: string | null;
  done: boolean;
}

/** Follows the answers of one round from the first step on; done when the path has come to its end. */
export function caseStanding(
  steps: readonly CaseStep[],
  answers: readonly LessonAnswer[],
  round: number
): CaseStanding {
  const path: CaseStanding['path'] = [];
  let step = steps[0];
  while (step) {
    const { key, choices } = step;
    const given = answers.find((answer) => answer.round === round && answer.part === key);
    const number = Number(given?.choice[0]);
    const chosen = given ? choices[number] : undefined;
    if (!chosen) return { path, next: key, done: false };
    path.push({ step: key, choice: number, right: chosen.right });
    step = stepAfter(steps, key, chosen.goto);
  }
  return { path, next: null, done: steps.length > 0 };
}

/** Only ahead, whatever was written: so that every path ends. */
function stepAfter(steps: readonly CaseStep[], key: string, goto: string | undefined): CaseStep | undefined {
  const at = steps.findIndex((step) => step.key === key);
  const target = steps.findIndex((step) => step.key === goto);
  return steps[target > at ? target : at + 1];
}

export type LessonState = 'new' | 'opened' | 'done';

export interface LessonProgress {
  lessonKey: string;
  doneAt: Instant | null;
  touchedAt: Instant;
}

export interface Standing {
  done: number;
  total: number;
  /** Whole per cent, rounded down: 100 only when everything is done. */
  percent: number;
  /** Where to go on: the lesson last touched while it is not done, else the first one after it that is not. */
  next: string | null;
  allDone: boolean;
}

/** Where a learner stands in a course as it is now; progress in lessons that are gone does not count, and is kept. */
export function standingIn(lessons: readonly OutlineLesson[], progress: readonly LessonProgress[]): Standing {
  const known = new Map(progress.map((row) => [row.lessonKey, row]));
  const isDone = ({ key }: OutlineLesson) => (known.get(key)?.doneAt ?? null) !== null;
  const done = lessons.filter(isDone).length;
  const last = lessons
    .filter(({ key }) => known.has(key))
    .reduce<OutlineLesson | undefined>(
      (newest, lesson) =>
        newest && known.get(newest.key)!.touchedAt >= known.get(lesson.key)!.touchedAt ? newest : lesson,
      undefined
    );
  const from = last ? lessons.indexOf(last) : 0;
  const next = [...lessons.slice(from), ...lessons.slice(0, from)].find((lesson) => !isDone(lesson));
  return {
    done,
    total: lessons.length,
    percent: lessons.length ? Math.floor((done * 100) / lessons.length) : 0,
    next: next?.key ?? null,
    allDone: lessons.length > 0 && done === lessons.length
  };
}

export const courseStates = ['new', 'started', 'completed'] as const;
export type CourseState = (typeof courseStates)[number];

/** Completed once stays completed, whatever lessons are added later. */
export const courseStateOf = (enrolment: { completedAt: Instant | null } | undefined): CourseState =>
  enrolment ? (enrolment.completedAt === null ? 'started' : 'completed') : 'new';

/** A mandatory course whose last day has passed and that is not completed. */
export const isOverdue = (course: { mandatory: boolean; dueOn: Day | null }, state: CourseState, today: Day): boolean =>
  course.mandatory && course.dueOn !== null && course.dueOn < today && state !== 'completed';
