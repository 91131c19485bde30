import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courseContent } from '#tests/support/courses.ts';
import { lessonsOf, outlineOf, type CaseStep, type Lesson } from './course.ts';
import {
  caseStanding,
  checkStanding,
  courseStateOf,
  happenedAt,
  isOverdue,
  LATEST,
  mergeRanges,
  movedPlace,
  provesDone,
  standingIn,
  watchedShare,
  type LessonAnswer
} from './progress.ts';

const times = { openedAt: 0, at: 3_600_000 };
const text: Lesson = { key: 'a', title: 'A', kind: 'text', body: 'x', cites: '' };
const pdf: Lesson = { key: 'b', title: 'B', kind: 'pdf', file: '', pages: 3, cites: '' };
const video = { key: 'c', title: 'C', kind: 'video', file: '', seconds: 600, cites: '' } satisfies Lesson;

describe('what proves a lesson done', () => {
  test('a text when its end was read, not when it was opened or left in the middle', () => {
    expect(provesDone(text, { kind: 'opened' }, {}, times)).toBe(false);
    expect(provesDone(text, { kind: 'place', position: 1 }, {}, times)).toBe(false);
    expect(provesDone(text, { kind: 'read-to-end' }, {}, times)).toBe(true);
  });

  test('a PDF when its last page was opened or the reader confirms', () => {
    expect(provesDone(pdf, { kind: 'page', page: 2 }, {}, times)).toBe(false);
    expect(provesDone(pdf, { kind: 'page', page: 3 }, {}, times)).toBe(true);
    expect(provesDone(pdf, { kind: 'read-to-end' }, {}, times)).toBe(true);
    expect(provesDone({ ...pdf, pages: undefined }, { kind: 'page', page: 99 }, {}, times)).toBe(false);
  });

  test('a video when nine tenths were played, wherever the gaps lie', () => {
    const watched = (ranges: [number, number][]) =>
      provesDone(video, { kind: 'watched', position: 0, ranges: [] }, { watched: ranges }, times);
    expect(watched([[0, 540]])).toBe(true);
    expect(watched([[0, 539]])).toBe(false);
    expect(
      watched([
        [0, 300],
        [330, 600]
      ])
    ).toBe(true);
    // The same stretch again is the same stretch.
    expect(
      watched([
        [0, 300],
        [0, 300]
      ])
    ).toBe(false);
    expect(watched([[0, 9999]])).toBe(true);
    expect(provesDone(video, { kind: 'read-to-end' }, { watched: [[0, 600]] }, times)).toBe(false);
  });

  test('a video not faster than time allows: double speed and a little slack', () => {
    const after = (seconds: number) =>
      watchedShare(video, { watched: [[0, 600]] }, { openedAt: 0, at: seconds * 1000 });
    expect(after(10)).toBeCloseTo(35 / 600);
    expect(after(300)).toBe(1);
    expect(watchedShare({ seconds: 0 }, { watched: [[0, 600]] }, times)).toBe(0);
  });

  test('a check and a case by nothing but answers', () => {
    const [, check, story] = lessonsOf(courseContent);
    for (const lesson of [check!, story!])
      for (const evidence of [{ kind: 'opened' }, { kind: 'read-to-end' }] as const)
        expect(provesDone(lesson, evidence, {}, times)).toBe(false);
  });
});

describe('places', () => {
  test('what a report leaves open stays as it was', () => {
    const place = movedPlace({}, { kind: 'watched', position: 30, ranges: [[0, 30]] });
    expect(movedPlace(place, { kind: 'opened' })).toEqual({ position: 30, watched: [[0, 30]] });
    expect(movedPlace(place, { kind: 'watched', position: 90, ranges: [[30, 90]] })).toEqual({
      position: 90,
      watched: [[0, 90]]
    });
  });

  test('merged stretches are in order, apart, and cover what was given', () => {
    const stretch = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 30 }), (ranges) => {
        const merged = mergeRanges(ranges);
        for (const [at, [from, to]] of merged.entries()) {
          expect(to).toBeGreaterThan(from);
          if (at) expect(from).toBeGreaterThanOrEqual(merged[at - 1]![1] + 1);
        }
        for (const [from, to] of ranges.filter(([start, end]) => end > start))
          expect(merged.some((one) => one[0] <= from && one[1] >= to)).toBe(true);
      })
    );
  });

  test('a device’s clock is believed within what can be true', () => {
    const now = 100 * LATEST;
    expect(happenedAt(now - 1000, 0, now)).toBe(now - 1000);
    expect(happenedAt(now + 1000, 0, now)).toBe(now);
    expect(happenedAt(0, 0, now)).toBe(now - LATEST);
    expect(happenedAt(now - 5000, now - 1000, now)).toBe(now - 1000);
  });
});

describe('a check', () => {
  const codes = ['A-1', 'A-2', 'A-3'];
  const answer = (round: number, part: string, right: boolean): LessonAnswer => ({ round, part, choice: ['A'], right });

  test('is passed when the round is complete with enough right answers', () => {
    const given = [answer(1, 'A-1', true), answer(1, 'A-2', true)];
    expect(checkStanding(codes, 2, given)).toMatchObject({ round: 1, right: 2, complete: false, passed: false });
    expect(checkStanding(codes, 2, [...given, answer(1, 'A-3', false)])).toMatchObject({
      complete: true,
      passed: true
    });
  });

  test('with too few begins the next round, and says how the last one went', () => {
    const given = codes.map((code) => answer(1, code, false));
    expect(checkStanding(codes, 2, given)).toMatchObject({
      round: 2,
      answers: [],
      passed: false,
      before: { right: 0, needed: 2 }
    });
  });

  test('asks for no more than the bank still has, and is never passed without questions', () => {
    expect(checkStanding(['A-1'], 2, [answer(1, 'A-1', true)])).toMatchObject({ needed: 1, passed: true });
    expect(checkStanding([], 2, [])).toMatchObject({ round: 1, needed: 0, complete: false, passed: false });
  });
});

describe('a case', () => {
  const steps = (lessonsOf(courseContent)[2] as Extract<Lesson, { kind: 'case' }>).steps;
  const answer = (part: string, choice: number): LessonAnswer => ({
    round: 1,
    part,
    choice: [String(choice)],
    right: true
  });

  test('goes from step to step in order', () => {
    expect(caseStanding(steps, [], 1)).toEqual({ path: [], next: 'q1', done: false });
    expect(caseStanding(steps, [answer('q1', 1)], 1).next).toBe('q2');
  });

  test('branches where an answer says so, and is done at the end of that path', () => {
    const branched = caseStanding(steps, [answer('q1', 0), answer('q3', 0)], 1);
    expect(branched).toMatchObject({ next: null, done: true });
    expect(branched.path.map(({ step }) => step)).toEqual(['q1', 'q3']);
  });

  test('never turns back, whatever was written, and ends', () => {
    const choice = (goto: string) => ({ text: 'x', right: true, explanation: 'y', goto });
    const circle: CaseStep[] = [
      { key: 'a', question: '?', choices: [choice('b')] },
      { key: 'b', question: '?', choices: [choice('a')] }
    ];
    expect(caseStanding(circle, [answer('a', 0), answer('b', 0)], 1)).toMatchObject({ done: true });
  });

  test('without steps is never done', () => expect(caseStanding([], [], 1).done).toBe(false));
});

describe('a course', () => {
  const { lessons } = outlineOf(courseContent);
  const row = (lessonKey: string, doneAt: number | null, touchedAt = 1) => ({ lessonKey, doneAt, touchedAt });

  test('counts what is done, and says where to go on', () => {
    expect(standingIn(lessons, [])).toEqual({ done: 0, total: 3, percent: 0, next: 'who', allDone: false });
    expect(standingIn(lessons, [row('who', 5)])).toMatchObject({ done: 1, percent: 33, next: 'check-1' });
    expect(
      standingIn(
        lessons,
        lessons.map(({ key }) => row(key, 5))
      )
    ).toMatchObject({
      percent: 100,
      next: null,
      allDone: true
    });
  });

  test('goes on in the lesson last touched, and comes back to those that were passed over', () => {
    expect(standingIn(lessons, [row('case-1', null, 9), row('who', null, 2)]).next).toBe('case-1');
    expect(standingIn(lessons, [row('case-1', 9, 9), row('who', 2, 2)]).next).toBe('check-1');
  });

  test('does not count lessons that are gone', () => {
    expect(standingIn(lessons, [row('gone', 5)])).toMatchObject({ done: 0, next: 'who' });
    expect(standingIn([], [row('gone', 5)])).toMatchObject({ percent: 0, allDone: false, next: null });
  });

  test('is overdue only when mandatory, past its last day and not completed', () => {
    const due = { mandatory: true, dueOn: '2026-11-22' } as const;
    expect(isOverdue(due, 'started', '2026-11-23')).toBe(true);
    expect(isOverdue(due, 'started', '2026-11-22')).toBe(false);
    expect(isOverdue(due, 'completed', '2026-11-23')).toBe(false);
    expect(isOverdue({ ...due, mandatory: false }, 'new', '2026-11-23')).toBe(false);
    expect(isOverdue({ ...due, dueOn: null }, 'new', '2026-11-23')).toBe(false);
    expect([undefined, { completedAt: null }, { completedAt: 5 }].map(courseStateOf)).toEqual([
      'new',
      'started',
      'completed'
    ]);
  });
});
