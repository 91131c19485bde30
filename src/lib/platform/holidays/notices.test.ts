import { expect, test } from 'vitest';
import { isWorkingDay, workCalendar } from '../calendar.ts';
import { addDays, type Day } from '../clock.ts';
import { knownNotice, knownYears } from './notices.ts';

/** The notices as published, range by range: days off, and the Saturdays and Sundays worked instead. */
const published: Record<number, { off: [Day, Day][]; worked: Day[]; workingDays: number }> = {
  2024: {
    off: [
      ['2024-01-01', '2024-01-01'],
      ['2024-02-10', '2024-02-17'],
      ['2024-04-04', '2024-04-06'],
      ['2024-05-01', '2024-05-05'],
      ['2024-06-10', '2024-06-10'],
      ['2024-09-15', '2024-09-17'],
      ['2024-10-01', '2024-10-07']
    ],
    worked: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12'
    ],
    workingDays: 251
  },
  2025: {
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08']
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    workingDays: 248
  },
  2026: {
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07']
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    workingDays: 248
  }
};

test('the portal brings exactly the years whose notices were checked', () => {
  expect(knownYears).toEqual(Object.keys(published).map(Number));
});

test.each(Object.entries(published))(
  'the calendar of %s is the published one, day for day',
  (year, { off, worked }) => {
    const notice = knownNotice(Number(year))!;
    const of = (kind: string) => notice.days.filter((entry) => entry.kind === kind).map((entry) => entry.day);
    expect(of('holiday')).toEqual(off.flatMap(([first, last]) => daysFrom(first, last)));
    expect(of('workday')).toEqual(worked);
    expect(notice.source).toContain(`${year}年部分节假日安排`);
    expect(notice.days.every(({ name }) => /^\p{Script=Han}+$/u.test(name))).toBe(true);
  }
);

test.each(Object.entries(published))('%s has its published number of working days', (year, { workingDays }) => {
  const calendar = workCalendar(knownNotice(Number(year))!.days, [Number(year)]);
  const days = daysFrom(`${Number(year)}-01-01` as Day, `${Number(year)}-12-31` as Day);
  expect(days.filter((day) => isWorkingDay(calendar, day))).toHaveLength(workingDays);
});

test('a year whose notice was not checked is not brought', () => {
  expect(knownNotice(2023)).toBeUndefined();
  expect(knownNotice(2027)).toBeUndefined();
});

function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
