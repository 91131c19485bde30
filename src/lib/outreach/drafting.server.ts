/** What the form of an event starts from, so that an entry on the street takes less than a minute. */
import { and, asc, count, desc, eq, gte, inArray, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import { onRoster, ownPerson, peopleByIds, peopleByNumbers, peopleOf } from '#lib/people/people-of.server.ts';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { recordsEvents } from './access.server.ts';
import { spanIn } from './duty-date.ts';
import { usualPlaces } from './event.ts';
import { outreachDate, outreachEvent, outreachSpeaker } from './schema.server.ts';

/** How far back suggestions look, and how many of each there are: a thumb's reach. */
const RECENT_DAYS = 120;
const MOST_THEMES = 6;
const MOST_DATES = 3;
const MOST_PLACES = 4;
const MOST_PEOPLE = 8;
/** As many people as one field names. */
const MOST_NAMED = 500;
/** Duty dates so near are offered as themes. */
const NEAR_DAYS = { before: 7, after: 14 };

export interface Suggested {
  cadreId: number;
  name: string;
  staffNumber: string;
}

export interface EventStart {
  today: Day;
  /** The actor, where they are on the roster. */
  self: Suggested | null;
  /** Who spoke most of late, and colleagues of the same unit. */
  people: Suggested[];
  /** Themes of duty dates near by, then recent ones. */
  themes: { theme: string; dateId: number | null; date: string | null }[];
  /** Recent places besides the usual three. */
  places: string[];
  /** Every duty date, for the choice. */
  dates: { id: number; name: string; theme: string; fromDay: string; toDay: string }[];
  /** From so many people on an event is usually called large. */
  largeFrom: number;
  /** The duty date that is being planned for, with its next day. */
  planned: { dateId: number; theme: string; on: Day } | null;
}

/** @param dateId the duty date to plan for; @param on the day to plan it on, else its next one. */
export const eventStart = query('outreach.event-start', {
  input: z.object({ dateId: rowId.optional().catch(undefined), on: dayInput.optional().catch(undefined) }),
  allow: recordsEvents,
  async run(ctx, { dateId, on }): Promise<EventStart> {
    const self = await ownPerson(ctx);
    const dates = await ctx.db
      .select()
      .from(outreachDate)
      .where(isNull(outreachDate.removedAt))
      .orderBy(asc(outreachDate.fromDay), asc(outreachDate.id));
    const asked = dates.find(({ id }) => id === dateId);
    return {
      today: ctx.today,
      self: self ? suggested(self) : null,
      people: await peopleAround(ctx, self?.unitId ?? null),
      themes: await themesAround(ctx, dates),
      places: await recentPlaces(ctx),
      dates: dates.map(({ id, name, theme, fromDay, toDay }) => ({ id, name, theme, fromDay, toDay })),
      largeFrom: (await settingsOn(ctx.db, ctx.today))['outreach.large-from'],
      planned: asked ? { dateId: asked.id, theme: asked.theme, on: on ?? nextDay(asked, ctx.today) } : null
    };
  }
});

type DutyDate = typeof outreachDate.$inferSelect;

/** The day to plan for: today within a span, else its first day, this year or next. */
function nextDay(date: DutyDate, today: Day): Day {
  const year = Number(today.slice(0, 4));
  const { from, to } = spanIn(date, year);
  if (to < today) return spanIn(date, year + 1).from;
  return from < today ? today : from;
}

const suggested = ({ cadreId, name, staffNumber }: Suggested): Suggested => ({ cadreId, name, staffNumber });
const sinceRecently = (ctx: Context) =>
  and(gte(outreachEvent.heldOn, addDays(ctx.today, -RECENT_DAYS)), ne(outreachEvent.status, 'void'));

async function peopleAround(ctx: Context, unitId: number | null): Promise<Suggested[]> {
  const frequent = await ctx.db
    .select({ cadreId: outreachSpeaker.cadreId, times: count() })
    .from(outreachSpeaker)
    .innerJoin(outreachEvent, eq(outreachEvent.id, outreachSpeaker.eventId))
    .where(sinceRecently(ctx))
    .groupBy(outreachSpeaker.cadreId)
    .orderBy(desc(count()), asc(outreachSpeaker.cadreId))
    .limit(MOST_PEOPLE);
  const person = peopleOf(ctx.db);
  const colleagues =
    unitId === null
      ? []
      : await ctx.db
          .select({ cadreId: person.cadreId })
          .from(person)
          .where(and(eq(person.unitId, unitId), onRoster(person, ctx.today)))
          .orderBy(asc(person.staffNumber))
          .limit(MOST_PEOPLE);
  const ids = [...new Set([...frequent, ...colleagues].map(({ cadreId }) => cadreId))]
    .filter((cadreId) => cadreId !== ctx.actor.cadreId)
    .slice(0, MOST_PEOPLE);
  const people = await peopleByIds(ctx, ids);
  return ids.flatMap((id) => people.filter(({ cadreId, leftOn }) => cadreId === id && leftOn === null).map(suggested));
}

async function themesAround(ctx: Context, dates: readonly DutyDate[]): Promise<EventStart['themes']> {
  const [from, to] = [addDays(ctx.today, -NEAR_DAYS.before), addDays(ctx.today, NEAR_DAYS.after)];
  const years = new Set([from, to].map((day) => Number(day.slice(0, 4))));
  const near = dates.filter((date) =>
    [...years].some((year) => {
      const span = spanIn(date, year);
      return span.from <= to && span.to >= from;
    })
  );
  const recent = await ctx.db
    .select({ theme: outreachEvent.theme, times: count() })
    .from(outreachEvent)
    .where(sinceRecently(ctx))
    .groupBy(outreachEvent.theme)
    .orderBy(desc(count()), asc(outreachEvent.theme))
    .limit(MOST_THEMES);
  const themes = [
    ...near.slice(0, MOST_DATES).map(({ id, name, theme }) => ({ theme, dateId: id, date: name })),
    ...recent.map(({ theme }) => ({ theme, dateId: null, date: null }))
  ];
  return themes.filter(({ theme }, at) => themes.findIndex((one) => one.theme === theme) === at).slice(0, MOST_THEMES);
}

async function recentPlaces(ctx: Context): Promise<string[]> {
  const rows = await ctx.db
    .select({ place: outreachEvent.place, times: count() })
    .from(outreachEvent)
    .where(sinceRecently(ctx))
    .groupBy(outreachEvent.place)
    .orderBy(desc(count()), asc(outreachEvent.place))
    .limit(MOST_PLACES + usualPlaces.length);
  return rows
    .map(({ place }) => place)
    .filter((place) => !(usualPlaces as readonly string[]).includes(place))
    .slice(0, MOST_PLACES);
}

/**
 * The people behind names or staff numbers that somebody typed, parted by blanks or commas.
 * @throws InvalidInput on `field` that names whoever is unknown, or shares their name with others.
 */
export const speakersByName = query('outreach.speakers-by-name', {
  input: z.object({ typed: z.string().max(6000), field: z.string().max(40).default('others') }),
  allow: recordsEvents,
  async run(ctx, { typed, field }): Promise<number[]> {
    const words = [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))];
    if (words.length > MOST_NAMED) throw new InvalidInput({ [field]: [`input.too-many|max=${MOST_NAMED}`] });
    if (!words.length) return [];
    const byNumber = await peopleByNumbers(ctx, words);
    const names = words.filter((word) => !byNumber.has(word));
    const person = peopleOf(ctx.db);
    const named = names.length
      ? await ctx.db
          .select({ cadreId: person.cadreId, name: person.name })
          .from(person)
          .where(and(inArray(person.name, names), onRoster(person, ctx.today)))
      : [];
    const found = (name: string) => named.filter((one) => one.name === name);
    const problems = [
      ...namesIn(
        'outreach.speaker-unknown',
        names.filter((name) => !found(name).length)
      ),
      ...namesIn(
        'outreach.speaker-ambiguous',
        names.filter((name) => found(name).length > 1)
      )
    ];
    if (problems.length) throw new InvalidInput({ [field]: problems });
    return [...[...byNumber.values()].map(({ cadreId }) => cadreId), ...named.map(({ cadreId }) => cadreId)];
  }
});

const namesIn = (code: string, names: readonly string[]) =>
  names.length ? [`${code}|names=${names.join('、').replace(/[|=]/g, '')}`] : [];
