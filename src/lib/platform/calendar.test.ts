import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import {
  addWorkingDays,
  explainDay,
  isProvisional,
  isWorkingDay,
  parseNotice,
  weekdayOf,
  workCalendar,
  workingDaysBetween
} from './calendar.ts';
import {
  calendarOf,
  loadCalendarYear,
  missingKnownYears,
  readCalendarYear,
  setCalendarDay
} from './calendar.server.ts';
import { addDays, daysBetween, type Day } from './clock.ts';
import { knownNotice, knownYears } from './holidays/notices.ts';

const official = workCalendar(
  knownYears.flatMap((year) => knownNotice(year)!.days),
  knownYears
);
const anyDay = fc.integer({ min: 0, max: 3 * 365 + 200 }).map((count) => addDays('2024-01-01', count));
const anyCount = fc.integer({ min: 0, max: 120 });
const anyCalendar = fc
  .array(
    fc.record({
      day: anyDay,
      kind: fc.constantFrom('holiday' as const, 'workday' as const),
      name: fc.constant('某节')
    }),
    { maxLength: 60 }
  )
  .map((entries) => workCalendar(entries, [2024, 2025]));

describe('working days', () => {
  test('over the National Day of 2026 a deadline of 5 working days says which days it passed over', () => {
    const count = addWorkingDays(official, '2026-09-30', 5);
    expect(count).toMatchObject({ to: '2026-10-13', workingDays: 5, provisional: false });
    expect(count.skipped.map(({ day }) => day)).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
      '2026-10-04',
      '2026-10-05',
      '2026-10-06',
      '2026-10-07',
      '2026-10-11'
    ]);
    expect(count.worked).toEqual([{ day: '2026-10-10', kind: 'workday', name: '国庆节' }]);
  });

  test('a deadline of no working days is the day itself, or the next working day', () => {
    expect(addWorkingDays(official, '2026-11-23', 0)).toMatchObject({ to: '2026-11-23', skipped: [] });
    expect(addWorkingDays(official, '2026-11-21', 0)).toMatchObject({ to: '2026-11-23', workingDays: 1 });
  });

  test('a deadline that reaches into a year without a notice is provisional', () => {
    expect(addWorkingDays(official, '2026-12-30', 1).provisional).toBe(false);
    expect(addWorkingDays(official, '2026-12-30', 2)).toMatchObject({ to: '2027-01-01', provisional: true });
    expect(isProvisional(official, '2027-01-01')).toBe(true);
  });

  test('a year without a notice counts Monday to Friday', () => {
    const blank = workCalendar([], []);
    fc.assert(fc.property(anyDay, (day) => isWorkingDay(blank, day) === weekdayOf(day) <= 5));
  });

  test('days between an earlier day are none', () => {
    expect(workingDaysBetween(official, '2026-11-23', '2026-11-20')).toMatchObject({
      workingDays: 0,
      to: '2026-11-23'
    });
  });

  test('for every calendar: a deadline is a working day, and counting back gives the same number', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, (calendar, from, count) => {
        const reached = addWorkingDays(calendar, from, count);
        expect(isWorkingDay(calendar, reached.to)).toBe(true);
        const between = workingDaysBetween(calendar, from, reached.to);
        expect(between).toEqual(reached);
        if (count > 0) expect(between.workingDays).toBe(count);
      })
    );
  });

  test('for every calendar: each day between was either counted or is named as passed over', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, (calendar, from, count) => {
        const { to, workingDays, skipped } = addWorkingDays(calendar, from, count);
        expect(workingDays + skipped.length).toBe(daysBetween(from, to));
        expect(skipped.every(({ day }) => day > from && day <= to && !isWorkingDay(calendar, day))).toBe(true);
      })
    );
  });

  test('for every calendar: one more working day lies later, and two steps are one long step', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, anyCount, (calendar, from, first, second) => {
        const there = addWorkingDays(calendar, from, first + 1).to;
        expect(there > addWorkingDays(calendar, from, first).to || first === 0).toBe(true);
        expect(addWorkingDays(calendar, there, second).to).toBe(addWorkingDays(calendar, from, first + 1 + second).to);
      })
    );
  });

  test('a day explains itself', () => {
    expect(explainDay(official, '2026-10-10')).toEqual({ day: '2026-10-10', kind: 'workday', name: '国庆节' });
    expect(explainDay(official, '2026-10-11')).toEqual({ day: '2026-10-11', kind: 'weekend', name: '' });
    expect(explainDay(official, '2026-10-12').kind).toBe('weekday');
    expect(explainDay(official, '2026-10-01').kind).toBe('holiday');
  });
});

describe('a notice typed in', () => {
  test('is read line by line, ranges included', () => {
    const text = '2027-01-01~2027-01-03 休 元旦\n\n 2027-01-10 班 元旦 \n';
    expect(parseNotice(text)).toEqual([
      { day: '2027-01-01', kind: 'holiday', name: '元旦' },
      { day: '2027-01-02', kind: 'holiday', name: '元旦' },
      { day: '2027-01-03', kind: 'holiday', name: '元旦' },
      { day: '2027-01-10', kind: 'workday', name: '元旦' }
    ]);
  });

  test.each([
    '2027-02-30 休 春节',
    '2027-01-03~2027-01-01 休 元旦',
    '2027-01-01 元旦',
    '元旦',
    '2027-01-01~2029-01-01 休 元旦'
  ])('a line that says nothing sure is named: %s', (line) =>
    expect(parseNotice(`2027-01-01 休 元旦\n${line}`)).toEqual({ line: 2 })
  );
});

describe('the calendar of an installation', () => {
  test('is empty and provisional until the notices are entered', async () => {
    const world = await openWorld();
    expect(isProvisional(await calendarOf(world.store.read), '2026-11-23')).toBe(true);
    expect(await missingKnownYears(world.store.read)).toEqual([2024, 2025, 2026]);
    for (const year of knownYears) await world.run(loadCalendarYear, world.actor.gao, { year });
    expect(await missingKnownYears(world.store.read)).toEqual([]);
    expect(await calendarOf(world.store.read)).toEqual(official);
  });

  test('entering a year twice is the same as once', async () => {
    const world = await openWorld();
    for (let turn = 0; turn < 2; turn += 1) await world.run(loadCalendarYear, world.actor.gao, { year: 2026 });
    const read = await world.run(readCalendarYear, world.actor.lin, { year: 2026 });
    expect(read).toMatchObject({ source: expect.stringContaining('2026年'), entered: [2026], known: true });
    expect(read.entries).toEqual(knownNotice(2026)!.days);
  });

  test('a year that the portal does not bring is entered from its notice', async () => {
    const world = await openWorld();
    await expect(world.run(loadCalendarYear, world.actor.gao, { year: 2027 })).rejects.toMatchObject({
      code: 'platform.calendar-year-unknown'
    });
    const days = [{ day: '2027-01-01', kind: 'holiday' as const, name: '元旦' }];
    await expect(world.run(loadCalendarYear, world.actor.gao, { year: 2027, days })).rejects.toMatchObject({
      fields: { source: ['input.required'] }
    });
    await world.run(loadCalendarYear, world.actor.gao, { year: 2027, source: '国办通知', days });
    expect(isProvisional(await calendarOf(world.store.read), '2027-05-01')).toBe(false);
  });

  test('a day of another year or the same day twice is refused', async () => {
    const world = await openWorld();
    const entry = { day: '2027-01-01', kind: 'holiday' as const, name: '元旦' };
    const load = (days: (typeof entry)[]) =>
      world.run(loadCalendarYear, world.actor.gao, { year: 2027, source: '国办通知', days });
    await expect(load([{ ...entry, day: '2028-01-01' }])).rejects.toMatchObject({
      fields: { days: ['platform.calendar-other-year|year=2027'] }
    });
    await expect(load([entry, entry])).rejects.toMatchObject({ fields: { days: ['platform.calendar-day-twice'] } });
  });

  test('one day is set and put back to what the week has', async () => {
    const world = await openWorld();
    const day: Day = '2026-11-27';
    await world.run(setCalendarDay, world.actor.gao, { day, kind: 'holiday', name: '本镇调整' });
    expect(isWorkingDay(await calendarOf(world.store.read), day)).toBe(false);
    await world.run(setCalendarDay, world.actor.gao, { day, kind: 'plain' });
    expect(isWorkingDay(await calendarOf(world.store.read), day)).toBe(true);
  });

  test('a year says which of its days were set otherwise than the notice has them', async () => {
    const world = await openWorld();
    const differing = async () => (await world.run(readCalendarYear, world.actor.lin, { year: 2026 })).differing;
    expect(await differing()).toEqual([]);
    await world.run(loadCalendarYear, world.actor.gao, { year: 2026 });
    await world.run(setCalendarDay, world.actor.gao, { day: '2026-12-25', kind: 'holiday', name: '本镇调整' });
    expect(await differing()).toEqual(['2026-12-25']);
    await world.run(loadCalendarYear, world.actor.gao, { year: 2026 });
    expect(await differing()).toEqual([]);
  });

  test('a day gone by and a nameless holiday are refused at their field', async () => {
    const world = await openWorld();
    const set = (day: string, name: string) =>
      world.run(setCalendarDay, world.actor.gao, { day, kind: 'holiday', name });
    await expect(set('2026-11-20', '本镇调整')).rejects.toMatchObject({
      fields: { day: ['platform.calendar-day-past'] }
    });
    await expect(set('2026-11-27', '')).rejects.toMatchObject({ fields: { name: ['input.required'] } });
  });

  test('only the system administrator changes it', async () => {
    const world = await openWorld();
    await expect(world.run(loadCalendarYear, world.actor.shen, { year: 2026 })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(
      world.run(setCalendarDay, world.actor.tang, { day: '2026-12-01', kind: 'plain' })
    ).rejects.toMatchObject({ kind: 'refused' });
  });
});
