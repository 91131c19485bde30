import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '#lib/platform/clock.ts';
import {
  attendanceKinds,
  attendanceOf,
  attendanceStates,
  creditOf,
  isExpected,
  isThere,
  markedStates,
  type AttendanceEvent
} from './attendance.ts';
import { sessionPhase, windowOf, type SessionRules } from './session.ts';

const START = Date.parse('2026-11-23T06:00:00Z');
const rules: SessionRules = { opensBefore: 30, lateAfter: 10, lateLimit: 30, checkOutBefore: 10, checkOutAfter: 60 };
const session = { startsAt: START, endsAt: START + 210 * MINUTE, checkOutRequired: false, quota: null };
const event = (kind: AttendanceEvent['kind'], minutes = 0, more: Partial<AttendanceEvent> = {}): AttendanceEvent => ({
  kind,
  state: null,
  reason: null,
  at: START + minutes * MINUTE,
  ...more
});
const stateAfter = (...events: AttendanceEvent[]) => attendanceOf(events, session, rules).state;

describe('what somebody is', () => {
  test('expected until something happens', () => expect(stateAfter()).toBe('expected'));

  test.each([
    [-20, 'present'],
    [0, 'present'],
    [10, 'present'],
    [10.01, 'late'],
    [90, 'late']
  ])('checked in %s minutes after the start: %s', (minutes, state) =>
    expect(stateAfter(event('checked-in', minutes))).toBe(state)
  );

  test('leave asked for is not leave; approved it is; declined one is expected again', () => {
    expect(stateAfter(event('leave-asked'))).toBe('expected');
    expect(stateAfter(event('leave-asked'), event('leave-approved'))).toBe('leave');
    expect(stateAfter(event('leave-asked'), event('leave-declined'))).toBe('expected');
  });

  test('whoever comes in spite of their leave is there', () =>
    expect(stateAfter(event('leave-asked'), event('leave-approved'), event('checked-in', 5))).toBe('present'));

  test('leave approved too late takes nobody out of the room', () =>
    expect(stateAfter(event('leave-asked', -60), event('checked-in'), event('leave-approved', 5))).toBe('present'));

  test('the trainer has the last word', () => {
    const marked = attendanceOf(
      [event('checked-in'), event('marked', 60, { state: 'absent', reason: '代签' })],
      session,
      rules
    );
    expect(marked).toMatchObject({ state: 'absent', byHand: true, reason: '代签' });
  });

  test('any order of events gives one of the five states, and never throws', () => {
    const anyEvent = fc.record({
      kind: fc.constantFrom(...attendanceKinds),
      state: fc.constantFrom(...markedStates),
      reason: fc.constantFrom(null, '值班'),
      at: fc.integer({ min: START - 100 * MINUTE, max: START + 400 * MINUTE })
    });
    fc.assert(
      fc.property(fc.array(anyEvent), fc.boolean(), (events, checkOutRequired) => {
        const attendance = attendanceOf(events, session, rules);
        expect(attendanceStates).toContain(attendance.state);
        const { credit, doubt } = creditOf(attendance, { ...session, checkOutRequired }, rules);
        if (!isThere(attendance)) expect(credit).toBe('none');
        if (credit === 'undecided') expect(doubt).toBeDefined();
      })
    );
  });
});

describe('the hours', () => {
  const creditAfter = (events: AttendanceEvent[], checkOutRequired = false) =>
    creditOf(attendanceOf(events, session, rules), { ...session, checkOutRequired }, rules);

  test('go to whoever is present or a little late', () => {
    expect(creditAfter([event('checked-in')])).toEqual({ credit: 'earned' });
    expect(creditAfter([event('checked-in', 30)])).toEqual({ credit: 'earned' });
  });

  test('wait for a word when somebody came later than the limit or did not check out', () => {
    expect(creditAfter([event('checked-in', 31)])).toEqual({ credit: 'undecided', doubt: 'too-late' });
    expect(creditAfter([event('checked-in')], true)).toEqual({ credit: 'undecided', doubt: 'no-check-out' });
    expect(creditAfter([event('checked-in'), event('checked-out', 205)], true)).toEqual({ credit: 'earned' });
  });

  test('follow the word', () => {
    expect(creditAfter([event('checked-in', 50), event('hours-granted', 220)]).credit).toBe('earned');
    expect(creditAfter([event('checked-in', 50), event('hours-refused', 220)]).credit).toBe('none');
  });

  test('a mark by hand is a word too, and a later one than that on the hours', () => {
    const refused = [event('checked-in', 50), event('hours-refused', 220)];
    expect(creditAfter([...refused, event('marked', 300, { state: 'late', reason: '堵车，已补课' })]).credit).toBe(
      'earned'
    );
    expect(creditAfter([event('checked-in'), event('marked', 300, { state: 'absent', reason: '代签' })]).credit).toBe(
      'none'
    );
  });

  test('nobody on leave or absent gets any', () => {
    expect(creditAfter([event('leave-asked'), event('leave-approved')]).credit).toBe('none');
    expect(creditAfter([]).credit).toBe('none');
  });
});

test('with a quota only those who took a seat are missed', () => {
  const limited = { quota: 2 };
  const of = (...events: AttendanceEvent[]) => isExpected(attendanceOf(events, session, rules), limited);
  expect(of()).toBe(false);
  expect(of(event('seat-taken'))).toBe(true);
  expect(of(event('seat-taken'), event('seat-left'))).toBe(false);
  expect(of(event('checked-in'))).toBe(true);
  expect(isExpected(attendanceOf([], session, rules), { quota: null })).toBe(true);
});

describe('a session’s window', () => {
  const announced = { ...session, status: 'announced' as const };

  test('opens before the start and ends after the end, by the settings', () => {
    expect(sessionPhase(announced, rules, START - 30 * MINUTE - 1)).toBe('upcoming');
    expect(sessionPhase(announced, rules, START - 30 * MINUTE)).toBe('open');
    expect(sessionPhase(announced, rules, announced.endsAt + 60 * MINUTE)).toBe('over');
    expect(sessionPhase({ ...announced, status: 'closed' }, rules, START)).toBe('over');
  });

  test('check-out never opens before the start, however long it is set', () =>
    expect(windowOf(session, { ...rules, checkOutBefore: 1000 }).checkOutAt).toBe(START));
});
