import chineseDays from 'chinese-days';
import { addDays, type Day } from '../clock.ts';
import type { CalendarEntry } from '../calendar.ts';

/**
 * The yearly notices of the General Office of the State Council whose days were checked one by one against their
 * text (`notices.test.ts`). The days themselves come from `chinese-days`; a year that is not listed here is not
 * used, whatever the library says of it.
 */
const sources: Record<number, string> = {
  2024: '国务院办公厅关于2024年部分节假日安排的通知（2023-10-25）',
  2025: '国务院办公厅关于2025年部分节假日安排的通知（2024-11-12）',
  2026: '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）'
};

export interface HolidayNotice {
  year: number;
  source: string;
  days: CalendarEntry[];
}

/** The notice of a year as the portal brings it, undefined when it brings none. */
export function knownNotice(year: number): HolidayNotice | undefined {
  const source = sources[year];
  if (!source) return undefined;
  const days: CalendarEntry[] = [];
  for (let day = `${year}-01-01` as Day; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day);
    // A plain day carries the English name of its weekday, a day of the notice "New Year's Day,元旦,1".
    const [, title] = name.split(',');
    if (title) days.push({ day, kind: work ? 'workday' : 'holiday', name: title });
  }
  return { year, source, days };
}

export const knownYears = Object.keys(sources).map(Number);
