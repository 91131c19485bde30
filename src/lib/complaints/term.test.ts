import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkingDay, workCalendar } from '#lib/platform/calendar.ts';
import { addDays, daysBetween, type Day } from '#lib/platform/clock.ts';
import { knownNotice, knownYears } from '#lib/platform/holidays/notices.ts';
import { daysLeft, stateOn, termFrom, type Pause, type TermUnit } from './term.ts';

const official = workCalendar(
  knownYears.flatMap((year) => knownNotice(year)!.days),
  knownYears
);

const anyDay = fc.integer({ min: 0, max: 3 * 365 - 200 }).map((count) => addDays('2024-01-01', count));
const anyCount = fc.integer({ min: 0, max: 60 });
const anyUnit = fc.constantFrom<TermUnit>('working-days', 'days');
const pauseAfter = (from: Day) =>
  fc
    .record({ after: fc.integer({ min: -5, max: 80 }), length: fc.integer({ min: 0, max: 40 }) })
    .map(({ after, length }): Pause => ({ from: addDays(from, after), until: addDays(from, after + length) }));
const anyCase = anyDay.chain((from) =>
  fc.record({
    from: fc.constant(from),
    count: anyCount,
    unit: anyUnit,
    pauses: fc.array(pauseAfter(from), { maxLength: 4 })
  })
);

const standsOn = (pauses: readonly Pause[], day: Day) =>
  pauses.some(({ from, until }) => from < day && (until === null || day < until));

describe('a term', () => {
  test.each<[string, Day, number, TermUnit, Day]>([
    ['over the spring festival of 2024', '2024-02-08', 5, 'working-days', '2024-02-21'],
    ['over 清明 of 2026', '2026-03-27', 15, 'working-days', '2026-04-20'],
    ['with a worked Sunday in it', '2026-09-18', 3, 'working-days', '2026-09-22'],
    ['in calendar days counts the weekend', '2026-11-20', 3, 'days', '2026-11-23'],
    ['of no days is the day itself, even a Sunday', '2026-11-22', 0, 'working-days', '2026-11-22']
  ])('%s', (_, from, count, unit, due) => {
    expect(termFrom(official, from, count, unit).due).toBe(due);
  });

  test('names the days that it passed over and the days worked instead', () => {
    const term = termFrom(official, '2026-09-30', 5, 'working-days');
    expect(term.due).toBe('2026-10-13');
    expect(new Set(term.skipped.map(({ name }) => name))).toEqual(new Set(['国庆节', '']));
    expect(term.worked.map(({ day }) => day)).toEqual(['2026-10-10']);
  });

  test('stands still between the day on which it was paused and the day on which it goes on', () => {
    const paused = termFrom(official, '2026-11-23', 5, 'working-days', [{ from: '2026-11-24', until: '2026-11-27' }]);
    expect(paused).toMatchObject({ due: '2026-12-02', paused: ['2026-11-25', '2026-11-26'] });
  });

  test('has no last day while the clock stands, and says how far it came', () => {
    const standing = termFrom(official, '2026-11-23', 5, 'working-days', [{ from: '2026-11-25', until: null }]);
    expect(standing).toMatchObject({ due: null, counted: 2 });
  });

  test('that was full before the pause began is not moved by it', () => {
    expect(termFrom(official, '2026-11-23', 2, 'working-days', [{ from: '2026-11-25', until: null }]).due).toBe(
      '2026-11-25'
    );
  });

  test('into a year without its notice is provisional', () => {
    const last = Math.max(...knownYears);
    expect(termFrom(official, `${last}-12-30`, 5, 'working-days').provisional).toBe(true);
    expect(termFrom(official, `${last}-11-02`, 5, 'working-days').provisional).toBe(false);
  });
});

describe('for every day of 2024 to 2026, count and pause', () => {
  test('just so many days count between the first day and the last, and the last one counts', () => {
    fc.assert(
      fc.property(anyCase, ({ from, count, unit, pauses }) => {
        const { due, counted } = termFrom(official, from, count, unit, pauses);
        const counting = (day: Day) => !standsOn(pauses, day) && (unit === 'days' || isWorkingDay(official, day));
        const days = Array.from({ length: daysBetween(from, due!) }, (_, at) => addDays(from, at + 1));
        expect(days.filter(counting)).toHaveLength(count);
        expect(counted).toBe(count);
        if (count > 0) expect(counting(due!)).toBe(true);
      })
    );
  });

  test('every day between is counted, skipped or paused, and only once', () => {
    fc.assert(
      fc.property(anyCase, ({ from, count, unit, pauses }) => {
        const { due, counted, skipped, paused } = termFrom(official, from, count, unit, pauses);
        expect(counted + skipped.length + paused.length).toBe(daysBetween(from, due!));
      })
    );
  });

  test('a pause or a longer term never brings the last day forward', () => {
    fc.assert(
      fc.property(anyCase, ({ from, count, unit, pauses }) => {
        const plain = termFrom(official, from, count, unit).due!;
        const paused = termFrom(official, from, count, unit, pauses).due!;
        const longer = termFrom(official, from, count + 1, unit, pauses).due!;
        expect(paused >= plain).toBe(true);
        expect(longer > paused).toBe(true);
      })
    );
  });

  test('the order of the pauses makes no difference', () => {
    fc.assert(
      fc.property(anyCase, ({ from, count, unit, pauses }) => {
        expect(termFrom(official, from, count, unit, pauses.toReversed())).toEqual(
          termFrom(official, from, count, unit, pauses)
        );
      })
    );
  });
});

test.each<[Day | null, Day | null, Day, ReturnType<typeof stateOn>]>([
  ['2026-11-25', null, '2026-11-24', 'running'],
  ['2026-11-25', null, '2026-11-25', 'last-day'],
  ['2026-11-25', null, '2026-11-26', 'missed'],
  ['2026-11-25', '2026-11-25', '2026-12-01', 'done'],
  ['2026-11-25', '2026-11-26', '2026-12-01', 'late'],
  [null, null, '2026-12-01', 'standing'],
  [null, '2026-11-26', '2026-12-01', 'done']
])('due %s, done %s, on %s: %s', (due, doneOn, today, state) => {
  expect(stateOn({ due }, doneOn, today)).toBe(state);
});

test.each<[Day | null, TermUnit, number | null]>([
  ['2026-11-30', 'working-days', 5],
  ['2026-11-30', 'days', 7],
  ['2026-11-23', 'working-days', 0],
  ['2026-11-20', 'working-days', 0],
  [null, 'working-days', null]
])('until %s there are, in %s, %s left', (due, unit, left) => {
  expect(daysLeft(official, { due, unit }, '2026-11-23')).toBe(left);
});
