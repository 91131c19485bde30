import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  explainDay,
  isWorkingDay,
  parseNotice,
  weekdayOf,
  workCalendar,
  yearOf,
  type DayKind,
  type WorkCalendar
} from '#lib/platform/calendar.ts';
import { loadCalendarYear, readCalendarYear, SetCalendarDay, setCalendarDay } from '#lib/platform/calendar.server.ts';
import { addDays, dayOf, isDay, type Day } from '#lib/platform/clock.ts';
import { line } from '#lib/platform/input.ts';
import { act, readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Year = z.coerce.number().int().min(2000).max(2100);
const View = z.object({ year: Year.optional(), day: z.string().refine(isDay).optional() });
const LoadForm = z.object({ year: Year });
const TypeForm = z.object({
  year: Year,
  source: line(200),
  days: z.string().superRefine((text, context) => {
    const read = parseNotice(text);
    if (!Array.isArray(read)) context.addIssue({ code: 'custom', message: `platform.calendar-line|line=${read.line}` });
  })
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const today = dayOf(locals.house.clock.now());
  const view = readQuery(url, View);
  const year = view.year ?? yearOf(view.day ?? today);
  const read = await locals.run(readCalendarYear, { year });
  const calendar = workCalendar(read.entries, read.entered);
  const months = Array.from({ length: 12 }, (_, at) => monthOf(calendar, year, at + 1, today));
  const asked = view.day ? explainDay(calendar, view.day) : undefined;
  const kind = asked?.kind === 'holiday' || asked?.kind === 'workday' ? asked.kind : 'plain';
  return {
    title: m.platform_calendar_title(),
    wide: true,
    year,
    years: yearsToChoose(read.entered, yearOf(today), year),
    source: read.source,
    known: read.known,
    differing: read.differing.length,
    months,
    workingDays: months.reduce((sum, month) => sum + month.workingDays, 0),
    mayChange: locals.actor.may('calendar.manage'),
    asked: view.day,
    dayForm: await superValidate({ day: view.day ?? today, kind, name: asked?.name ?? '' }, zod4(SetCalendarDay), {
      id: 'day',
      errors: false
    }),
    typeForm: await superValidate({ year, source: '', days: '' }, zod4(TypeForm), { id: 'type', errors: false })
  };
};

export const actions: Actions = {
  day: (event) =>
    submit(event, SetCalendarDay, (data) => event.locals.run(setCalendarDay, data), {
      id: 'day',
      done: (_, { day }) => ({
        to: `/settings/calendar?year=${yearOf(day)}`,
        say: m.platform_calendar_set_done({ day: formatDay(day) })
      })
    }),
  load: async (event) => {
    const { year } = LoadForm.parse(Object.fromEntries(await event.request.formData()));
    return act(
      event,
      () => event.locals.run(loadCalendarYear, { year }),
      ({ days }) => entered(year, days)
    );
  },
  type: (event) =>
    submit(
      event,
      TypeForm,
      ({ year, source, days }) => event.locals.run(loadCalendarYear, { year, source, days: readNotice(days) }),
      {
        id: 'type',
        done: ({ days }, { year }) => entered(year, days)
      }
    )
};

const entered = (year: number, days: number) => ({
  to: `/settings/calendar?year=${year}`,
  say: m.platform_calendar_loaded({ year, count: days })
});

/** The form's own check has let only readable text through. */
function readNotice(text: string) {
  const read = parseNotice(text);
  return Array.isArray(read) ? read : [];
}

function monthOf(calendar: WorkCalendar, year: number, month: number, today: Day) {
  const first = `${year}-${String(month).padStart(2, '0')}-01` as Day;
  const days: { day: Day; number: number; kind: DayKind; name: string; today: boolean; past: boolean }[] = [];
  for (let day = first; day.startsWith(first.slice(0, 7)); day = addDays(day, 1)) {
    days.push({ ...explainDay(calendar, day), number: Number(day.slice(8)), today: day === today, past: day < today });
  }
  return {
    first,
    start: weekdayOf(first),
    days,
    workingDays: days.filter(({ day }) => isWorkingDay(calendar, day)).length
  };
}

/** Every year entered, the one shown, this one and the next. */
function yearsToChoose(entered: number[], thisYear: number, shown: number): number[] {
  return [...new Set([...entered, thisYear, thisYear + 1, shown])].sort((a, b) => a - b);
}
