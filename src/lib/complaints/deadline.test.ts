import { describe, expect, test } from 'vitest';
import { workCalendar } from '#lib/platform/calendar.ts';
import type { Day } from '#lib/platform/clock.ts';
import { knownNotice, knownYears } from '#lib/platform/holidays/notices.ts';
import { defaultSettings } from '#lib/platform/settings.ts';
import { deadlinesOf, pressing, type CaseDays } from './deadline.ts';

const official = workCalendar(
  knownYears.flatMap((year) => knownNotice(year)!.days),
  knownYears
);
/** About conduct, received on Monday 2 March 2026. */
const fresh: CaseDays = {
  kind: 'conduct',
  receivedOn: '2026-03-02',
  decidedOn: null,
  decision: null,
  notOurs: false,
  extension: 0,
  outerExtension: 0,
  answeredOn: null,
  calledBackOn: null,
  rehandledFrom: null,
  statements: [],
  opinion: null,
  pauses: []
};
const on = (days: Partial<CaseDays>, today: Day = '2026-03-03') =>
  Object.fromEntries(
    deadlinesOf({ ...fresh, ...days }, defaultSettings, official, today).map((deadline) => [deadline.key, deadline])
  );
const accepted = { decidedOn: '2026-03-04', decision: 'accepted' } as const;

describe('the clocks of a case', () => {
  test('begin with the receipt: to accept within 5, to answer within 15 working days', () => {
    expect(on({})).toMatchObject({
      accept: { due: '2026-03-09', state: 'running' },
      handle: { due: '2026-03-23', state: 'running' }
    });
    expect(Object.keys(on({}))).toEqual(['accept', 'handle']);
  });

  test.each([
    ['urgent', '2026-03-02'],
    ['ordinary', '2026-03-09'],
    ['conduct', '2026-03-23']
  ] as const)('%s is answered by %s', (kind, due) => {
    expect(on({ kind }).handle!.due).toBe(due);
  });

  test('not ours: to be sent back within 2 working days instead of accepted within 5', () => {
    expect(on({ notOurs: true })).toMatchObject({ return: { due: '2026-03-04' } });
    expect(on({ notOurs: true }).accept).toBeUndefined();
  });

  test('declined or sent back: nothing is left to answer', () => {
    for (const decision of ['declined', 'returned'] as const) {
      expect(Object.keys(on({ decision, decidedOn: '2026-03-04' }))).toEqual(['accept']);
    }
  });

  test('the outer limit runs in calendar days from acceptance, lengthened with approval', () => {
    expect(on(accepted).outer).toMatchObject({ due: '2026-05-03', unit: 'days' });
    expect(on({ ...accepted, outerExtension: 30 }).outer).toMatchObject({ due: '2026-06-02', extendedBy: 30 });
  });

  test('an extension lengthens handling by so many working days, over 清明', () => {
    const { handle } = on({ ...accepted, extension: 10 });
    expect(handle).toMatchObject({ due: '2026-04-07', count: 25, extendedBy: 10 });
    expect(handle!.skipped.map(({ day }) => day)).toContain('2026-04-06');
  });

  test('a pause moves handling and the outer limit, but not acceptance', () => {
    const paused = on({ ...accepted, pauses: [{ from: '2026-03-05', until: '2026-03-12' }] });
    expect(paused.handle!.due).toBe('2026-03-27');
    expect(paused.outer!.due).toBe('2026-05-09');
    expect(paused.accept!.due).toBe('2026-03-09');
  });

  test('while it stands there is no last day to miss', () => {
    const standing = on({ ...accepted, pauses: [{ from: '2026-03-05', until: null }] }, '2026-12-01');
    expect(standing.handle).toMatchObject({ due: null, state: 'standing', counted: 3 });
  });

  test('the answer starts the call-back, and ends handling in time or late', () => {
    expect(on({ ...accepted, answeredOn: '2026-03-20' }, '2026-03-20')).toMatchObject({
      handle: { state: 'done' },
      'call-back': { due: '2026-03-25', state: 'running' }
    });
    expect(on({ ...accepted, answeredOn: '2026-03-24' }, '2026-03-24').handle!.state).toBe('late');
  });

  test('handled once more, the term begins anew without the extension of the first time', () => {
    expect(on({ ...accepted, extension: 10, rehandledFrom: '2026-04-01' }, '2026-04-02').handle).toMatchObject({
      from: '2026-04-01',
      count: 15,
      extendedBy: 0
    });
  });

  test('a day that a paper names goes before the rule', () => {
    const opinion = { receivedOn: '2026-03-10', dueOn: null, answeredOn: null } as const;
    expect(on({ ...accepted, opinion }).opinion!.due).toBe('2026-04-09');
    expect(on({ ...accepted, opinion: { ...opinion, dueOn: '2026-03-20' } }, '2026-03-21').opinion).toMatchObject({
      due: '2026-03-20',
      state: 'missed'
    });
  });

  test('an officer’s statement keeps the day that was written in the request', () => {
    const statements = [{ askedOn: '2026-03-04', dueOn: '2026-03-13', givenOn: null }] as const;
    expect(on({ ...accepted, statements }).statement).toMatchObject({ due: '2026-03-13', state: 'running' });
  });
});

describe('what presses most', () => {
  const all = (days: Partial<CaseDays>, today: Day) =>
    pressing(deadlinesOf({ ...fresh, ...days }, defaultSettings, official, today))?.key;

  test('is the earliest last day that is still open', () => {
    expect(all({}, '2026-03-03')).toBe('accept');
    expect(all(accepted, '2026-03-05')).toBe('handle');
    expect(all({ ...accepted, answeredOn: '2026-03-10' }, '2026-03-11')).toBe('call-back');
  });

  test('is nothing while the clock stands', () => {
    expect(all({ ...accepted, pauses: [{ from: '2026-03-05', until: null }] }, '2026-03-09')).toBeUndefined();
  });
});
