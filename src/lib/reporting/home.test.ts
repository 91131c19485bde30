import { describe, expect, it } from 'vitest';
import type { OwnExam } from '#lib/assessment/exam-candidate.server.ts';
import type { Readiness, WallState } from '#lib/certification/readiness.ts';
import type { WallPerson } from '#lib/certification/wall.server.ts';
import type { StandingState } from '#lib/certification/certificate.ts';
import { hoursOf } from '#lib/hours/hours.ts';
import type { Day } from '#lib/platform/clock.ts';
import {
  behindPace,
  coursesAtHand,
  decisionsFor,
  mostUrgent,
  partOfDay,
  topDecisions,
  type CourseAtHand
} from './home.ts';

const TODAY: Day = '2026-11-20';
const rules = { minutesPerHour: 45, onlineShare: 50 };

const exam = (examId: number, more: Partial<OwnExam> = {}): OwnExam => ({
  examId,
  title: `考核${examId}`,
  kind: 'annual',
  opensAt: 1,
  closesAt: 2,
  minutes: 60,
  passPercent: 60,
  attemptsAllowed: 1,
  tryRule: 'best',
  notice: '',
  place: '',
  statement: '',
  resultsRelease: 'at-once',
  answersRelease: 'at-once',
  counting: null,
  answersOut: true,
  questions: 50,
  points: 100,
  phase: 'open',
  attempts: [],
  openAttemptId: null,
  attemptsLeft: 1,
  ...more
});
const paper = (attemptId: number, passed = false): OwnExam['attempts'][number] => ({
  attemptId,
  number: 1,
  startedAt: 1,
  deadlineAt: 99,
  submittedAt: passed ? 5 : null,
  pointsPossible: 100,
  ended: null,
  result: passed ? { percent: 80, points: 80, passed } : null
});
const ready = (state: WallState, standing: StandingState, daysLeft: number | null = 400, hours = false): Readiness => ({
  state,
  exemption: null,
  next: null,
  standing: {
    state: standing,
    number: 'A1',
    validTo: '2026-12-02',
    daysLeft,
    since: '2026-11-02',
    authority: '区司法局'
  },
  findings: hours
    ? [
        {
          requirement: 'hours',
          met: false,
          applies: true,
          source: '',
          certainty: 'KNOWN',
          note: { code: 'hours-short', hours: 30, target: 60, short: 30, behind: 12 }
        }
      ]
    : []
});
const person = (staffNumber: string, readiness: Readiness, hours = 60): WallPerson => ({
  cadreId: 1,
  staffNumber,
  name: staffNumber,
  nameKey: '',
  unitId: 1,
  unitName: '中心',
  unitPosition: 0,
  post: '科员',
  establishment: 'administrative',
  enforcementPost: true,
  joinedOn: '2020-01-01',
  leftOn: null,
  readiness,
  hours: {
    enforcement: hoursOf([{ category: 'law-study', minutes: hours * 45 }], 60, rules),
    everyone: hoursOf([{ category: 'law-study', minutes: hours * 45 }], 40, rules)
  }
});

describe('the one pressing thing', () => {
  it('an open paper comes before everything', () => {
    const open = [exam(1), exam(2, { openAttemptId: 7, attempts: [paper(7)] })];
    expect(mostUrgent(ready('suspended', 'suspended'), { open, upcoming: [] }, [], TODAY)).toEqual({
      code: 'resume-exam',
      attemptId: 7,
      title: '考核2',
      deadlineAt: 99
    });
  });

  it('an open exam comes before the card, unless it is already passed', () => {
    expect(mostUrgent(ready('expired', 'expired', -3), { open: [exam(1)], upcoming: [] }, [], TODAY)).toMatchObject({
      code: 'sit-exam',
      examId: 1
    });
    const passed = exam(1, { attempts: [paper(3, true)] });
    expect(mostUrgent(ready('expired', 'expired', -3), { open: [passed], upcoming: [] }, [], TODAY)).toMatchObject({
      code: 'expired',
      days: 3
    });
  });

  it.each([
    [ready('suspended', 'suspended'), { code: 'suspended', since: '2026-11-02' }],
    [ready('missing', 'expiring', 12, true), { code: 'expiring', days: 12 }],
    [ready('missing', 'none', null), { code: 'no-card' }],
    [ready('missing', 'valid', 400, true), { code: 'hours', short: 30, behind: 12 }],
    [ready('valid', 'valid'), { code: 'exam-to-come', examId: 9 }],
    [
      { ...ready('valid', 'none'), state: 'exempt', exemption: 'no-enforcement-post' } as Readiness,
      { code: 'exam-to-come' }
    ],
    [undefined, { code: 'exam-to-come' }]
  ])('then the card, the hours and what is to come', (given, expected) => {
    expect(mostUrgent(given, { open: [], upcoming: [exam(9)] }, [], TODAY)).toMatchObject(expected);
  });

  it('a day without any of it is calm', () => {
    expect(mostUrgent(ready('valid', 'valid'), { open: [], upcoming: [] }, [], TODAY)).toEqual({ code: 'calm' });
  });
});

describe('what waits for a supervisor', () => {
  it('expired and suspended cards come one by one, then renewals within 30 days, then gaps and hours as one each', () => {
    const people = [
      person('001', ready('valid', 'valid')),
      person('002', ready('expiring', 'expiring', 12)),
      person('003', ready('expiring', 'expiring', 45)),
      person('004', ready('missing', 'valid'), 10),
      person('005', ready('suspended', 'suspended')),
      person('006', ready('expired', 'expired', -20))
    ];
    expect(
      decisionsFor(people, people, TODAY).map((decision) =>
        'staffNumber' in decision ? [decision.code, decision.staffNumber] : decision
      )
    ).toEqual([
      ['expired', '006'],
      ['suspended', '005'],
      ['renew', '002'],
      { code: 'missing', people: 1 },
      { code: 'behind', people: 1 }
    ]);
    expect(decisionsFor([person('001', ready('valid', 'valid'))], [], TODAY)).toEqual([]);
    expect(decisionsFor([], [], TODAY, 2)).toEqual([{ code: 'submissions', people: 2 }]);
  });

  it('when there are many, single cards give way and the groups stay', () => {
    const people = [1, 2, 3, 4].map((number) => person(`00${number}`, ready('expired', 'expired', -number), 10));
    const top = topDecisions(decisionsFor([...people, person('009', ready('missing', 'valid'), 60)], people, TODAY), 4);
    expect(top.map(({ code }) => code)).toEqual(['expired', 'expired', 'missing', 'behind']);
  });

  it('who will miss the hours is listed furthest behind first', () => {
    const people = [
      person('001', ready('valid', 'valid'), 50),
      person('002', ready('valid', 'valid'), 53),
      person('003', ready('valid', 'valid'), 20)
    ];
    expect(behindPace(people, TODAY).map(({ staffNumber }) => staffNumber)).toEqual(['003', '001']);
  });
});

describe('greetings', () => {
  it('follow the hour', () => {
    expect([2, 7, 10, 12, 15, 20].map(partOfDay)).toEqual([
      'evening',
      'early',
      'morning',
      'noon',
      'afternoon',
      'evening'
    ]);
  });
});

describe('courses', () => {
  const course = (code: string, more: Partial<CourseAtHand> = {}): CourseAtHand => ({
    code,
    title: code,
    mandatory: true,
    dueOn: null,
    overdue: false,
    state: 'new',
    done: 0,
    lessons: 5,
    next: { key: 'one', title: '第一课' },
    ...more
  });

  it('presses in its last week and after, and only when it is mandatory', () => {
    const calm = { open: [], upcoming: [] };
    const urgent = (more: Partial<CourseAtHand>) => mostUrgent(undefined, calm, [course('a', more)], TODAY).code;
    expect(urgent({ dueOn: '2026-11-27' })).toBe('course');
    expect(urgent({ dueOn: '2026-11-10', overdue: true })).toBe('course');
    expect(urgent({ dueOn: '2026-11-28' })).toBe('calm');
    expect(urgent({ dueOn: '2026-11-22', mandatory: false })).toBe('calm');
    expect(urgent({})).toBe('calm');
  });

  it('lists the one to continue first, and not the one that presses', () => {
    const [a, b, c] = [course('a'), course('b'), course('c')] as never[];
    const mine = { current: b ?? null, toDo: [a!, b!, c!] };
    expect(coursesAtHand(mine, undefined, 2).map(({ code }) => code)).toEqual(['b', 'a']);
    expect(coursesAtHand(mine, 'b', 5).map(({ code }) => code)).toEqual(['a', 'c']);
  });
});
