import { and, asc, eq, gte, lte } from 'drizzle-orm';
import { z } from 'zod';
import { holds, signedIn } from './actor.ts';
import { workCalendar, yearOf, type CalendarEntry, type WorkCalendar } from './calendar.ts';
import type { Day } from './clock.ts';
import type { Db } from './database.server.ts';
import { command, query } from './door.server.ts';
import { InvalidInput, invalid } from './errors.ts';
import { knownNotice, knownYears } from './holidays/notices.ts';
import { dayInput, line } from './input.ts';
import { calendarDay, calendarYear } from './schema.server.ts';

/** Everything entered about working days, for the pure rules of `calendar.ts`. */
export async function calendarOf(db: Db): Promise<WorkCalendar> {
  const [entries, years] = [
    await db.select().from(calendarDay).orderBy(asc(calendarDay.day)),
    await db.select({ year: calendarYear.year }).from(calendarYear)
  ];
  return workCalendar(
    entries,
    years.map(({ year }) => year)
  );
}

const Year = z.coerce.number().int().min(2000).max(2100);
const Entry = z.object({ day: dayInput, kind: z.enum(['holiday', 'workday']), name: line(30) });

/**
 * Enters the notice of a whole year in place of what stood there; without days, the notice that the portal brings.
 * Doing it twice is the same as once.
 * @throws DomainError `platform.calendar-year-unknown`; InvalidInput when a day lies outside the year or comes twice.
 */
export const loadCalendarYear = command('platform.load-calendar-year', {
  input: z.object({ year: Year, source: line(200).optional(), days: z.array(Entry).max(366).optional() }),
  allow: holds('calendar.manage'),
  async run(ctx, { year, source, days }) {
    const notice = days ? { source: requireSource(source), days: requireDaysOf(year, days) } : knownNotice(year);
    if (!notice) throw invalid('platform.calendar-year-unknown', { year });
    await ctx.db.delete(calendarDay).where(within(year));
    if (notice.days.length) await ctx.db.insert(calendarDay).values(notice.days);
    await ctx.db.delete(calendarYear).where(eq(calendarYear.year, year));
    await ctx.db.insert(calendarYear).values({ year, source: notice.source, enteredAt: ctx.now });
    return { days: notice.days.length };
  },
  trace: ({ year }, { days }) => ({ subject: 'calendar-year', id: year, detail: { days } })
});

/** Years whose notice the portal brings and nobody has entered: what a start enters. */
export async function missingKnownYears(db: Db): Promise<number[]> {
  const { years } = await calendarOf(db);
  return knownYears.filter((year) => !years.has(year));
}

export const SetCalendarDay = z.object({
  day: dayInput,
  /** `plain`: as the week has it. */
  kind: z.enum(['holiday', 'workday', 'plain']),
  name: z.string().trim().max(30).default('')
});

/**
 * Sets one day otherwise than the notice has it. Days gone by stay as they are: deadlines were reckoned with them.
 * @throws InvalidInput `platform.calendar-day-past`, or `input.required` without a name.
 */
export const setCalendarDay = command('platform.set-calendar-day', {
  input: SetCalendarDay,
  allow: holds('calendar.manage'),
  async run(ctx, { day, kind, name }) {
    if (day < ctx.today) throw new InvalidInput({ day: ['platform.calendar-day-past'] });
    if (kind !== 'plain' && name === '') throw new InvalidInput({ name: ['input.required'] });
    await ctx.db.delete(calendarDay).where(eq(calendarDay.day, day));
    if (kind !== 'plain') await ctx.db.insert(calendarDay).values({ day, kind, name });
  },
  trace: ({ day, kind }) => ({ subject: 'calendar-day', id: day, detail: { kind } })
});

export interface CalendarOfYear {
  year: number;
  /** The notice it follows; null while it is provisional (暂定). */
  source: string | null;
  entries: CalendarEntry[];
  /** Years whose notice is entered, first to last. */
  entered: number[];
  /** Whether the portal brings the notice of this year and it could be entered. */
  known: boolean;
  /** Days that were set otherwise than the notice that the portal brings has them. */
  differing: Day[];
}

/** One year of the calendar, whether or not its notice is entered. */
export const readCalendarYear = query('platform.read-calendar-year', {
  input: z.object({ year: Year }),
  allow: signedIn,
  async run(ctx, { year }): Promise<CalendarOfYear> {
    const years = await ctx.db.select().from(calendarYear).orderBy(asc(calendarYear.year));
    const entries = await ctx.db.select().from(calendarDay).where(within(year)).orderBy(asc(calendarDay.day));
    const source = years.find((entered) => entered.year === year)?.source ?? null;
    const notice = knownNotice(year);
    const differing = source && notice ? differingDays(entries, notice.days) : [];
    return {
      year,
      source,
      entries,
      entered: years.map((entered) => entered.year),
      known: notice !== undefined,
      differing
    };
  }
});

const within = (year: number) =>
  and(gte(calendarDay.day, `${year}-01-01` as Day), lte(calendarDay.day, `${year}-12-31` as Day));

function differingDays(entries: CalendarEntry[], official: CalendarEntry[]): Day[] {
  const [here, there] = [workCalendar(entries, []).entries, workCalendar(official, []).entries];
  const days = new Set([...here.keys(), ...there.keys()]);
  return [...days].filter((day) => here.get(day)?.kind !== there.get(day)?.kind).sort();
}

function requireSource(source: string | undefined): string {
  if (!source) throw new InvalidInput({ source: ['input.required'] });
  return source;
}

function requireDaysOf(year: number, days: CalendarEntry[]): CalendarEntry[] {
  if (days.some(({ day }) => yearOf(day) !== year))
    throw new InvalidInput({ days: [`platform.calendar-other-year|year=${year}`] });
  if (new Set(days.map(({ day }) => day)).size !== days.length)
    throw new InvalidInput({ days: ['platform.calendar-day-twice'] });
  return days;
}
